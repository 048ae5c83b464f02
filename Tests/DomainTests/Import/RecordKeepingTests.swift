import Domain
import Testing

@Suite("Keeping and writing records")
struct RecordKeepingTests {
    @Test(
        arguments: [
            ([], "[]"), ([""], "[\"\"]"), (["a", "ŵ\"\\"], "[\"a\",\"ŵ\\\"\\\\\"]"),
            (["\n\r\t\0\u{1F}😀"], "[\"\\n\\r\\t\\u0000\\u001f😀\"]"),
        ] as [([String], String)])
    func json(fields: [String], text: String) {
        #expect(RecordText.json(fields) == text)
        #expect(RecordText.fields(text) == fields)
    }

    @Test(
        arguments: [
            (" [ \"a\" , \"\\u0175\\ud83d\\ude00\\/\" ] ", ["a", "ŵ😀/"]), ("[\"a\"", nil), ("[\"a\",]", nil), ("[1]", nil),
            ("", nil),
            ("[\"\\ud83d\"]", nil), ("[\"\\x\"]", nil), ("[\"a\"]x", nil),
        ] as [(String, [String]?)])
    func otherJSON(text: String, fields: [String]?) {
        #expect(RecordText.fields(text) == fields)
    }

    @Test(
        "Fields are safe in a spreadsheet",
        arguments: [
            ("a", "a"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("=1+1", "'=1+1"),
            ("+44", "'+44"), ("-2", "'-2"), ("@SUM(1,2)", "\"'@SUM(1,2)\""), ("\t1", "'\t1"), ("\r1", "\"'\r1\""),
            (" =1", "' =1"), ("a=1", "a=1"), ("\0=1", "'=1"), ("a\0b", "ab"), ("\u{FF1D}1", "'\u{FF1D}1"), (" a", "\" a\""),
            ("Siân", "Siân"),
        ])
    func fields(text: String, written: String) {
        #expect(CSVWriter.field(text) == written)
    }

    @Test func line() {
        #expect(CSVWriter.line(["a;b", "c,d"], delimiter: .semicolon) == "\"a;b\";c,d\r\n")
    }

    @Test("Equal fields, equal hash: in every run, and from file or from fields")
    func hash() {
        #expect(ContentHash(fields: ["a", "b"]) == ContentHash(fields: ["a", "b"]))
        #expect(ContentHash(fields: ["ab", ""]) != ContentHash(fields: ["a", "b"]))
        #expect(ContentHash(fields: [""]) != ContentHash(fields: []))
        let record = DelimitedReaderTests.read(Array("\"a\",ŵ\n".utf8)).records.first
        #expect(record?.contentHash == ContentHash(fields: ["a", "ŵ"]))
        #expect(
            ContentHash(fields: ["Rhydwen", "1990-03-02"])
                == ContentHash(high: 0x8ed4_070c_57fb_d3a0, low: 0x21df_cdb1_fb1a_b8ca))
    }
}
