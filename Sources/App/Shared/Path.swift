/// An address inside Carfan. Made of fixed words and numbers or of percent-encoded values, so that it can never leave the site.
public struct Path: Sendable, Hashable, ExpressibleByStringInterpolation {
    public let text: String

    public init(stringLiteral value: StaticString) {
        text = value.description
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    private init(text: String) {
        self.text = text
    }

    /// An address that came with a request (where to go after signing in): only one that starts with a single slash.
    public init?(local text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == 47, bytes.count < 2000, bytes.count < 2 || (bytes[1] != 47 && bytes[1] != 92),
            bytes.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 92 })
        else { return nil }
        self.text = text
    }

    /// The same address with a query; empty values are left out.
    public func query(_ items: [(String, String)]) -> Path {
        let pairs = items.filter { !$0.1.isEmpty }.map { "\(Path.encoded($0.0))=\(Path.encoded($0.1))" }
        return pairs.isEmpty ? self : Path(text: text + "?" + pairs.joined(separator: "&"))
    }

    /// An address below this one.
    func below(_ part: String) -> Path {
        Path(text: text + "/" + Path.encoded(part))
    }

    public func fragment(_ id: String) -> Path {
        Path(text: text + "#" + Path.encoded(id))
    }

    static func encoded(_ value: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
            default: bytes += [37, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        public mutating func appendInterpolation(_ number: Int64) {
            text += String(number)
        }

        public mutating func appendInterpolation(_ number: Int) {
            text += String(number)
        }

        public mutating func appendInterpolation(_ value: String) {
            text += Path.encoded(value)
        }
    }
}
