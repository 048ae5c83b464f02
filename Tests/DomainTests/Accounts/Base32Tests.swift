import Domain
import Testing

@Suite("Base 32 (RFC 4648, section 6)")
struct Base32Tests {
    @Test(
        "The vectors of section 10",
        arguments: [
            ("", ""), ("f", "MY======"), ("fo", "MZXQ===="), ("foo", "MZXW6==="), ("foob", "MZXW6YQ="), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI======"),
        ])
    func vectors(plain: String, padded: String) {
        let bytes = Array(plain.utf8)
        #expect(Base32.text(bytes) == padded.filter { $0 != "=" })
        #expect(Base32.bytes(padded) == bytes)
        #expect(Base32.bytes(Base32.text(bytes).lowercased()) == bytes)
    }

    @Test("As people type it", arguments: ["MZXW 6YTB OI", "mzxw-6ytb-oi", " MZXW6YTBOI "])
    func typed(text: String) {
        #expect(Base32.bytes(text) == Array("foobar".utf8))
    }

    @Test("Not the text of any bytes", arguments: ["M", "MZX", "MZXW6Y", "MZ", "MZXW6YTBOJ", "M1", "M8", "MŶ", "MY!"])
    func refused(text: String) {
        #expect(Base32.bytes(text) == nil)
    }

    @Test("There and back, of every length")
    func thereAndBack() {
        for count in 0...64 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count * 11) }
            #expect(Base32.bytes(Base32.text(bytes)) == bytes)
        }
    }
}
