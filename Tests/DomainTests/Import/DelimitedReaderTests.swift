import Domain
import Testing

@Suite("Records of delimited files")
struct DelimitedReaderTests {
    static func read(
        _ bytes: [UInt8], chunk: Int = .max, encoding: TextEncoding = .utf8, delimiter: Delimiter = .comma
    ) -> (records: [DelimitedRecord], blank: Int?) {
        var reader = DelimitedReader(encoding: encoding, delimiter: delimiter)
        var records: [DelimitedRecord] = []
        for start in stride(from: 0, to: bytes.count, by: min(chunk, max(bytes.count, 1))) {
            records += reader.read(bytes[start..<min(bytes.count, start + min(chunk, bytes.count))])
        }
        return (records + reader.finish(), reader.trailingBlankLine)
    }

    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]], [1, 2]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]], [1, 2]),
        ("a,\"b\nc\"\nd,e\n", [["a", "b\nc"], ["d", "e"]], [1, 3]),
        ("a,\"b\r\nc\"\r\nd,e\r\n", [["a", "b\r\nc"], ["d", "e"]], [1, 3]),
        ("\"a\"\"b\",\"\"\n", [["a\"b", ""]], [1]),
        ("\"\"\n\"\"\"\"\n", [[""], ["\""]], [1, 2]),
        ("a\n\n\nb\n\n", [["a"], ["b"]], [1, 4]),
        ("a b\"c,\"d\"e\n", [["a b\"c", "de"]], [1]),
        (",\n", [["", ""]], [1]),
        ("ŵ,ŷ\n", [["ŵ", "ŷ"]], [1]),
        ("", [], []), ("\n\r\n", [], []), ("a\r", [["a"]], [1]),
    ])
    func records(text: String, fields: [[String]], lines: [Int]) {
        let (records, _) = Self.read(Array(text.utf8))
        #expect(records.map(\.fields) == fields)
        #expect(records.map(\.line) == lines)
        #expect(records.map(\.number) == Array(0..<fields.count))
    }

    @Test(arguments: [(Delimiter.semicolon, "a;b,c"), (.tab, "a\tb,c"), (.pipe, "a|b,c")])
    func delimiters(delimiter: Delimiter, text: String) {
        #expect(Self.read(Array(text.utf8), delimiter: delimiter).records.map(\.fields) == [["a", "b,c"]])
    }

    @Test(arguments: [("a\n", nil), ("a\n\n", 2), ("a\n\nb\n\r\n\n", 4), ("a", nil)] as [(String, Int?)])
    func trailingBlankLines(text: String, line: Int?) {
        #expect(Self.read(Array(text.utf8)).blank == line)
    }

    @Test func endsInsideQuotes() {
        let records = Self.read(Array("h\na\n\"Smith, J\n".utf8)).records
        #expect(records.map(\.isComplete) == [true, true, false])
        #expect(records.last?.line == 3)
    }

    @Test(
        "A field counts 500 characters, whatever their bytes",
        arguments: [
            ("x", 500, false), ("x", 501, true), ("ŵ", 500, false), ("ŵ", 501, true), ("😀", 500, false), ("😀", 501, true),
            ("x", 100_000, true),
        ])
    func longFields(letter: String, count: Int, tooLong: Bool) {
        let text = "a,\(String(repeating: letter, count: count)),b\nc\n"
        let records = Self.read(Array(text.utf8), chunk: 1000).records
        #expect(records.first?.marks == (tooLong ? [FieldMark(.tooLong, field: 1)] : []))
        #expect(records.first?.fields.count == 3)
        #expect(records.last?.fields == ["c"])
        #expect((records.first?.fields[1].utf8.count ?? 0) <= 2004)
    }

    @Test("What goes on and on does not grow", arguments: ["x", ",", "\"", "\n\""])
    func endless(piece: String) {
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        _ = reader.read(Array("h\n\"".utf8))
        let chunk = Array(String(repeating: piece, count: 60_000).utf8)
        for _ in 0..<20 { _ = reader.read(chunk) }
        let last = reader.finish()
        #expect(last.allSatisfy { $0.fields.count <= 1000 && $0.fields.allSatisfy { $0.utf8.count <= 2004 } })
    }

    @Test(arguments: [
        ("a\0b,c", [FieldMark(.nul, field: 0)]), ("a,\"c\u{1}\"", [FieldMark(.controlCharacter, field: 1)]),
        ("a\rb", [FieldMark(.newline, field: 0)]), ("a\u{7F},", [FieldMark(.controlCharacter, field: 0)]),
        ("a,\u{85}", [FieldMark(.controlCharacter, field: 1)]), ("\u{202E}a", [FieldMark(.controlCharacter, field: 0)]),
        ("a\tb", []), ("\"a\tb\"", []), ("\"a\n\"", [FieldMark(.newline, field: 0)]),
        ("a,\"\"\"b\"\"\"", [FieldMark(.quote, field: 1)]), ("Llŷr", []),
    ])
    func marks(text: String, marks: [FieldMark]) {
        let record = Self.read(Array(text.utf8)).records.first
        #expect(record?.marks == marks)
        #expect(DelimitedRecord(number: 0, line: 1, fields: record?.fields ?? []).marks == marks)
    }

    @Test func columnsAreCountedBeyondWhatIsKept() {
        let record = Self.read(Array(String(repeating: ",", count: 5000).utf8)).records.first
        #expect(record?.columns == 5001)
        #expect(record?.fields.count == 1000)
    }

    private static let difficult: [UInt8] = Array(
        "\u{FEFF}h,\"i\r\nj\",k\r\n\"a\"\"b\",ŵ😀,\r\n\r\n\0,\"x\n\",\u{1}\r\r\n\"\",\"\"\"\",o\u{302}\r\n\r\n\"cut".utf8)

    @Test("Pieces of any size give the same records", arguments: [1, 2, 3, 5, 7, 64])
    func pieces(size: Int) {
        let whole = Self.read(Self.difficult)
        let parts = Self.read(Self.difficult, chunk: size)
        #expect(parts.records == whole.records)
        #expect(parts.blank == whole.blank)
    }

    @Test("Pieces of any size, of UTF-16", arguments: [1, 2, 3, 5])
    func widePieces(size: Int) {
        let text = "h,i\r\nŵ😀,\"a\nb\"\r\nz,\r\n"
        let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(Self.read(bytes, chunk: size).records == Self.read(Array(text.utf8)).records)
    }
}
