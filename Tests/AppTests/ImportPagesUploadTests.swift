import Testing

@testable import App

@Suite("A form with a file is taken apart as it comes (RFC 7578)")
struct ImportPagesUploadTests {
    private let body = Array(
        ("preamble\r\n--b7\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--b7\r\ncontent-disposition: form-data; "
            + "name=\"file\"; filename=\"a%22b.csv\"\r\nContent-Type: text/csv\r\n\r\nx\r\n--b\r\n--b-y\r\n\r\n--b7--\r\nafter")
            .utf8)

    @Test(arguments: [1, 2, 3, 5, 7, 16, 64, 1000]) func whereverItIsCut(size: Int) throws {
        var reader = try #require(MultipartReader(contentType: "multipart/form-data; boundary=\"b7\""))
        var found: [UInt8] = []
        var parts: [MultipartReader.Part] = []
        var finished = false
        for start in stride(from: 0, to: body.count, by: size) {
            for piece in try reader.read(body[start..<min(start + size, body.count)]) {
                switch piece {
                case .begin(let part):
                    parts.append(part)
                    found = []
                case .data(let more): found += more
                case .end: break
                case .finish: finished = true
                }
            }
        }
        #expect(parts == [.init(name: "csrf", filename: nil), .init(name: "file", filename: "a\"b.csv")])
        #expect(String(decoding: found, as: UTF8.self) == "x\r\n--b\r\n--b-y\r\n")
        #expect(finished)
    }

    @Test(arguments: [
        "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=" + String(repeating: "a", count: 71), "",
    ])
    func whatIsNoSuchForm(type: String) {
        #expect(MultipartReader(contentType: type) == nil)
    }

    @Test func aDelimiterThatGoesOnIsNone() throws {
        var reader = try #require(MultipartReader(boundary: "b7"))
        #expect(throws: BadRequest.self) { try reader.read(Array("--b7x\r\n".utf8)) }
    }

    @Test func headersWithoutEndAreRefused() throws {
        var reader = try #require(MultipartReader(boundary: "b"))
        #expect(throws: BadRequest.self) {
            _ = try reader.read(Array("--b\r\n".utf8))
            for _ in 0..<10 { _ = try reader.read([UInt8](repeating: 65, count: 1000)) }
        }
    }

    @Test func nothingIsGatheredHoweverLongTheFile() throws {
        var reader = try #require(MultipartReader(boundary: "b"))
        _ = try reader.read(Array("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n".utf8))
        var given = 0
        for _ in 0..<200 {
            for piece in try reader.read([UInt8](repeating: 45, count: 65_536)) {
                if case .data(let bytes) = piece { given += bytes.count }
            }
            #expect(reader.held < 70)
        }
        #expect(given > 200 * 65_536 - 70)
    }
}
