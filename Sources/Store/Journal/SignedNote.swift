import Crypto
import Foundation

/// A text with signature lines below it, as C2SP's signed-note has it: lines that end with a line feed, an empty line, then
/// `— name base64(four bytes of the key's hash, signature)`.
public struct SignedNote: Sendable, Hashable {
    public struct Line: Sendable, Hashable {
        public let name: String
        /// Which key: the first four bytes of its hash, then the signature.
        public let keyed: [UInt8]

        public init(name: String, keyed: [UInt8]) {
            self.name = name
            self.keyed = keyed
        }

        var text: String { "— \(name) \(Data(keyed).base64EncodedString())\n" }
    }

    /// Ends with a line feed.
    public let text: String
    public var lines: [Line]

    public init(_ text: String, _ lines: [Line] = []) {
        self.text = text
        self.lines = lines
    }

    /// nil when it is no signed note.
    public init?(_ whole: String) {
        guard let gap = whole.range(of: "\n\n", options: .backwards) else { return nil }
        text = String(whole[..<gap.lowerBound]) + "\n"
        lines = []
        for line in whole[gap.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty, let keyed = Data(base64Encoded: String(parts[2])),
                keyed.count > 4
            else { return nil }
            lines.append(Line(name: String(parts[1]), keyed: Array(keyed)))
        }
        // Base64 can spell the same bytes in more than one way; a note that was spelt anew was touched.
        guard !lines.isEmpty, self.whole == whole else { return nil }
    }

    public var whole: String { "\(text)\n\(lines.map(\.text).joined())" }
}

/// Who signs: a name and an Ed25519 key. Source: C2SP signed-note, signature type 0x01.
public struct NoteKey: Sendable {
    public let name: String
    private let key: Curve25519.Signing.PrivateKey

    /// A new key.
    public init(name: String) {
        self.name = name
        key = Curve25519.Signing.PrivateKey()
    }

    /// `PRIVATE+KEY+name+hash+base64`; nil when it is something else.
    public init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let bytes = Data(base64Encoded: parts[4]),
            bytes.first == NoteVerifier.ed25519,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst())
        else { return nil }
        name = parts[2]
        self.key = key
        guard verifier.hexadecimalHash == parts[3] else { return nil }
    }

    /// To be kept secret, outside the database.
    public var text: String {
        let bytes = Data([NoteVerifier.ed25519]) + key.rawRepresentation
        return "PRIVATE+KEY+\(name)+\(verifier.hexadecimalHash)+\(bytes.base64EncodedString())"
    }

    public var verifier: NoteVerifier { NoteVerifier(name: name, key: key.publicKey) }

    public func signed(_ text: String) throws -> SignedNote.Line {
        SignedNote.Line(name: name, keyed: verifier.hash + Array(try key.signature(for: Data(text.utf8))))
    }
}

/// Who may have signed, as everybody may know it: `name+hash+base64`.
public struct NoteVerifier: Sendable {
    static let ed25519: UInt8 = 1

    public let name: String
    private let key: Curve25519.Signing.PublicKey

    init(name: String, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.key = key
    }

    /// nil when it is something else, or the hash is another key's.
    public init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let bytes = Data(base64Encoded: parts[2]), bytes.first == NoteVerifier.ed25519,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { return nil }
        name = parts[0]
        self.key = key
        guard hexadecimalHash == parts[1] else { return nil }
    }

    public var text: String {
        "\(name)+\(hexadecimalHash)+\((Data([NoteVerifier.ed25519]) + key.rawRepresentation).base64EncodedString())"
    }

    /// The first four bytes of SHA-256 over name, line feed, type and key.
    var hash: [UInt8] {
        let bytes = Data("\(name)\n".utf8) + [NoteVerifier.ed25519] + key.rawRepresentation
        return Array(SHA256.hash(data: bytes).prefix(4))
    }

    var hexadecimalHash: String {
        hexadecimal(hash)
    }

    /// Whether a line of the note is this key's and holds.
    public func hasSigned(_ note: SignedNote) -> Bool {
        note.lines.contains { line in
            line.name == name && Array(line.keyed.prefix(4)) == hash
                && key.isValidSignature(Data(line.keyed.dropFirst(4)), for: Data(note.text.utf8))
        }
    }
}
