import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// A form with a file, read as it comes: first the fields, then the file piece by piece. Nothing is kept on disk or gathered in
/// memory. Fields behind the file are not read.
struct ImportUpload {
    private static let longestFields = 1_000_000

    private(set) var form = Form()
    /// The name of the file; nil when none was sent.
    private(set) var filename: String?
    private var body: RequestBody.AsyncIterator
    private var reader: MultipartReader
    private var waiting: [MultipartReader.Piece] = []
    private var received: Int64 = 0
    private let megabytes: Int
    private let announced: Int64
    private let header: String

    /// Reads the fields, up to the beginning of the file.
    /// - Throws: `BadRequest` when it is no form with a file.
    init(_ visit: Visit, megabytes: Int) async throws {
        guard let request = visit.request, let reader = MultipartReader(contentType: request.headers[.contentType]) else {
            throw BadRequest()
        }
        self.reader = reader
        self.megabytes = megabytes
        body = request.body.makeAsyncIterator()
        announced = request.headers[.contentLength].flatMap { Int64($0) } ?? 0
        header = HTTPField.Name("X-CSRF-Token").flatMap { request.headers[$0] } ?? ""
        try await readFields()
    }

    /// Refuses a form that none of our pages sent: the token comes in a field before the file, or in a header.
    func check(_ visit: Visit) throws {
        let field = form.raw("csrf")
        try Origins.check(token: field.isEmpty ? header : field, visit)
    }

    /// A file was chosen.
    var hasFile: Bool { !(filename ?? "").isEmpty }

    /// The name for showing: without folders and control characters.
    var shownName: String {
        let last = (filename ?? "").split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let plain = String(String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
        return String(plain.prefix(200)).trimmed
    }

    /// The next piece of the file; nil at its end.
    /// - Throws: `ImportRefusal.tooLarge`; `ImportRefusal.cutOff` when the body ends before the file does.
    mutating func next() async throws -> [UInt8]? {
        if announced > Int64(megabytes) << 20 { throw ImportRefusal.tooLarge(megabytes: megabytes) }
        while true {
            switch try await piece() {
            case .data(let bytes)?: return bytes
            case .end?: return nil
            case .begin?, .finish?, nil: throw ImportRefusal.cutOff
            }
        }
    }

    private mutating func readFields() async throws {
        var fields: [(name: String, value: String)] = []
        var size = 0
        while let piece = try await piece() {
            guard case .begin(let part) = piece else { break }
            if let filename = part.filename {
                self.filename = filename
                break
            }
            let value = try await value(&size)
            guard fields.count < 500 else { throw BadRequest() }
            fields.append((part.name, value))
        }
        form = Form(fields)
    }

    private mutating func value(_ size: inout Int) async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await piece() {
            switch piece {
            case .data(let more):
                size += more.count
                guard size <= ImportUpload.longestFields else { throw TooLarge() }
                bytes += more
            case .end:
                guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw BadRequest() }
                return text
            case .begin, .finish: throw BadRequest()
            }
        }
        throw ImportRefusal.cutOff
    }

    private mutating func piece() async throws -> MultipartReader.Piece? {
        while waiting.isEmpty {
            guard let buffer = try await body.next() else { return nil }
            received += Int64(buffer.readableBytes)
            if received > Int64(megabytes) << 20 { throw ImportRefusal.tooLarge(megabytes: megabytes) }
            waiting = try reader.read(buffer.readableBytesView).reversed()
        }
        return waiting.popLast()
    }
}
