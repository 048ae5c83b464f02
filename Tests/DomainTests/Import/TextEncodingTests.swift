import Domain
import Testing

@Suite("Encodings of files")
struct TextEncodingTests {
    private func field(_ bytes: [UInt8], _ encoding: TextEncoding) -> DelimitedRecord? {
        DelimitedReaderTests.read(bytes, encoding: encoding).records.first
    }

    @Test("A mark at the start wins over the profile", arguments: TextEncoding.allCases)
    func marks(expected: TextEncoding) {
        #expect(field([0xEF, 0xBB, 0xBF, 0xC5, 0xB5], expected)?.fields == ["ŵ"])
        #expect(field([0xFF, 0xFE, 0x75, 0x01], expected)?.fields == ["ŵ"])
        #expect(field([0xFE, 0xFF, 0x01, 0x75], expected)?.fields == ["ŵ"])
    }

    @Test func withoutMark() {
        #expect(field([0x61, 0, 0x62, 0], .utf8)?.fields == ["ab"])
        #expect(field([0, 0x61, 0, 0x62], .windows1252)?.fields == ["ab"])
        #expect(field([0xC5, 0xB5], .utf8)?.fields == ["ŵ"])
        #expect(field([0x53, 0x49, 0xD4, 0x4E], .windows1252)?.fields == ["SIÔN"])
        #expect(field([0x80, 0x92, 0x9F], .windows1252)?.fields == ["€’Ÿ"])
    }

    @Test(
        "Bytes that are no text mark the row and spoil no other",
        arguments: [
            ([0x61, 0xFF, 0x2C, 0x62, 0x0A, 0x63], TextEncoding.utf8), ([0x61, 0xC5, 0x2C, 0x62, 0x0A, 0x63], .utf8),
            ([0x61, 0x81, 0x2C, 0x62, 0x0A, 0x63], .windows1252),
            ([0xFF, 0xFE, 0x00, 0xD8, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x63, 0], .utf16LittleEndian),
            ([0xFF, 0xFE, 0x00, 0xDC, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x63, 0], .utf16LittleEndian),
        ] as [([UInt8], TextEncoding)])
    func invalid(bytes: [UInt8], encoding: TextEncoding) {
        let records = DelimitedReaderTests.read(bytes, encoding: encoding).records
        #expect(records.first?.marks == [FieldMark(.invalidText, field: 0)])
        #expect(records.first?.fields.last == "b")
        #expect(records.last?.fields == ["c"])
        #expect(records.last?.marks == [])
    }

    @Test func cutLetter() {
        #expect(field([0xFF, 0xFE, 0x61, 0x00, 0x62], .utf8)?.marks == [FieldMark(.invalidText, field: 0)])
    }
}

@Suite("Guessing how a file is written")
struct FileGuessTests {
    @Test(arguments: [
        ("a,b;c\n1,2\n", Delimiter.comma), ("a;b;c,d\n", .semicolon), ("a\tb\n", .tab), ("a|b\n", .pipe),
        ("\"a;b;c\",d\n", .comma),
    ])
    func delimiters(text: String, delimiter: Delimiter) {
        #expect(FileGuess(start: Array(text.utf8)).delimiter == delimiter)
    }

    @Test(
        arguments: [
            ([0x61, 0xC5, 0xB5, 0xC5], TextEncoding.utf8), ([0x61, 0xD4, 0x4E, 0x4E, 0x61], .windows1252),
            ([0xFF, 0xFE, 0x61, 0], .utf16LittleEndian), ([0xFE, 0xFF, 0, 0x61], .utf16BigEndian), ([], .utf8),
        ] as [([UInt8], TextEncoding)])
    func encodings(bytes: [UInt8], encoding: TextEncoding) {
        #expect(FileGuess(start: bytes).encoding == encoding)
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04, 0x14], ForeignFile.zip),
            ([0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml".utf8), .workbook),
            ([0x1F, 0x8B, 0x08], .compressed), (Array("%PDF-1.7".utf8), .pdf), ([0x89, 0x50, 0x4E, 0x47], .image),
            (Array("PKW,name".utf8), nil), ([], nil),
        ] as [([UInt8], ForeignFile?)])
    func foreign(bytes: [UInt8], kind: ForeignFile?) {
        #expect(FileGuess(start: bytes).foreign == kind)
    }
}
