import Domain
import Foundation

/// Takes a `multipart/form-data` body apart while it comes (RFC 7578). However long the body is, it keeps no more of it than a
/// part's headers or a delimiter.
struct MultipartReader {
    /// What a part says of itself.
    struct Part: Equatable {
        let name: String
        /// nil for a plain field; empty when no file was chosen.
        let filename: String?
    }

    enum Piece: Equatable {
        case begin(Part)
        case data([UInt8])
        case end
        /// The last delimiter has come; nothing after it counts.
        case finish
    }

    private enum Place { case preamble, delimiter, headers, data, done }

    static let longestHeaders = 8192

    private let delimiter: [UInt8]
    private var place = Place.preamble
    // The line break that belongs to a delimiter is left out before the first one.
    private var buffer: [UInt8] = [13, 10]

    /// How many bytes wait for the next ones.
    var held: Int { buffer.count }

    /// nil when the boundary is not one (RFC 2046: 1 to 70 characters).
    init?(boundary: String) {
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = [13, 10, 45, 45] + boundary.utf8
    }

    /// The boundary that a Content-Type names; nil for anything but `multipart/form-data`.
    init?(contentType: String?) {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"),
            let boundary = Parameters(contentType)["boundary"]
        else { return nil }
        self.init(boundary: boundary)
    }

    /// The pieces that end in these bytes.
    /// - Throws: `BadRequest` for what is no form.
    mutating func read(_ bytes: some Collection<UInt8>) throws -> [Piece] {
        if place == .done { return [] }
        if bytes.withContiguousStorageIfAvailable({ buffer.append(contentsOf: $0) }) == nil { buffer += Array(bytes) }
        var pieces: [Piece] = []
        while try step(&pieces) {}
        return pieces
    }

    /// - Returns: whether there may be more in the buffer.
    private mutating func step(_ pieces: inout [Piece]) throws -> Bool {
        switch place {
        case .preamble: return skipPreamble()
        case .delimiter: return try endDelimiter(&pieces)
        case .headers: return try readHeaders(&pieces)
        case .data: return readData(&pieces)
        case .done: return false
        }
    }

    private mutating func skipPreamble() -> Bool {
        guard let found = find(delimiter) else {
            keepLast(delimiter.count - 1)
            return false
        }
        buffer.removeFirst(found + delimiter.count)
        place = .delimiter
        return true
    }

    private mutating func endDelimiter(_ pieces: inout [Piece]) throws -> Bool {
        guard buffer.count >= 2 else { return false }
        switch (buffer[0], buffer[1]) {
        case (45, 45):
            pieces.append(.finish)
            place = .done
            buffer = []
            return false
        case (13, 10):
            buffer.removeFirst(2)
            place = .headers
            return true
        default:
            throw BadRequest()
        }
    }

    private mutating func readHeaders(_ pieces: inout [Piece]) throws -> Bool {
        guard let end = find([13, 10, 13, 10]) else {
            if buffer.count > MultipartReader.longestHeaders { throw BadRequest() }
            return false
        }
        guard end <= MultipartReader.longestHeaders, let text = String(validating: buffer[..<end], as: UTF8.self),
            let part = MultipartReader.part(text)
        else { throw BadRequest() }
        buffer.removeFirst(end + 4)
        pieces.append(.begin(part))
        place = .data
        return true
    }

    private mutating func readData(_ pieces: inout [Piece]) -> Bool {
        guard let found = find(delimiter) else {
            let ready = buffer.count - (delimiter.count - 1)
            if ready > 0 {
                pieces.append(.data(Array(buffer[..<ready])))
                keepLast(delimiter.count - 1)
            }
            return false
        }
        if found > 0 { pieces.append(.data(Array(buffer[..<found]))) }
        pieces.append(.end)
        buffer.removeFirst(found + delimiter.count)
        place = .delimiter
        return true
    }

    private mutating func keepLast(_ count: Int) {
        if buffer.count > count { buffer.removeFirst(buffer.count - count) }
    }

    private func find(_ needle: [UInt8]) -> Int? {
        buffer.withUnsafeBufferPointer { bytes in
            var from = 0
            while from + needle.count <= bytes.count {
                let last = bytes.count - needle.count
                guard let base = bytes.baseAddress,
                    let found = memchr(base + from, Int32(needle[0]), last - from + 1)
                else { return nil }
                let start = UnsafeRawPointer(base).distance(to: found)
                if bytes[start..<start + needle.count].elementsEqual(needle) { return start }
                from = start + 1
            }
            return nil
        }
    }

    private static func part(_ headers: String) -> Part? {
        for line in headers.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else { continue }
            let parameters = Parameters(String(line[line.index(after: colon)...]))
            return parameters["name"].map { Part(name: $0, filename: parameters["filename"]) }
        }
        return nil
    }
}

/// `form-data; name="file"; filename="a.csv"`: the named values of a header. Browsers write `"` in a value as `%22`.
private struct Parameters {
    private var values: [String: String] = [:]

    subscript(_ name: String) -> String? { values[name] }

    init(_ header: String) {
        var rest = Substring(header)
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "=") else { return }
            let name = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let value = Parameters.value(&rest)
            if values[name] == nil { values[name] = value }
        }
    }

    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(rest[..<end]).trimmed
        }
        rest.removeFirst()
        var value = ""
        while let letter = rest.popFirst(), letter != "\"" {
            if letter == "\\", rest.first == "\"" { value.append(rest.removeFirst()) } else { value.append(letter) }
        }
        return value.replacing("%22", with: "\"")
    }
}
