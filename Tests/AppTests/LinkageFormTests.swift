import ArgumentParser
import Domain
import Foundation
import Testing

@testable import App

@Suite("Files that are no CSV in UTF-8: their letters are read where that can be, or the cause is named")
struct LinkageFormTests {
    private static let text = "rec_id,given_name,dob\nR1,Siân,1980-01-02\n"

    private static func wide(_ text: String, isLittle: Bool) -> [UInt8] {
        text.utf16.flatMap { isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    @Test(
        "The cause is named",
        arguments: [
            ([0xFF, 0xFE] + wide(text, isLittle: true), "UTF-16"), ([0xFE, 0xFF] + wide(text, isLittle: false), "UTF-16"),
            (wide(text, isLittle: true), "UTF-16"), (wide(text, isLittle: false), "UTF-16"),
            (Array(text.replacing(",", with: ";").utf8), "a semicolon"), (Array(text.replacing(",", with: "\t").utf8), "a tab"),
            ([0xEF, 0xBB, 0xBF] + Array(text.replacing(",", with: ";").utf8), "a semicolon"),
            (Array("sep=;\n\(text.replacing(",", with: ";"))".utf8), "a semicolon"), (Array("sep=,\r\n\(text)".utf8), "sep="),
            (Array(text.replacing("\n", with: "\r").utf8), "CR alone"),
            (Array("rec_id,dob\rR1,1980-01-02\r\n".utf8), "CR alone"),
            ([0x50, 0x4B, 0x03, 0x04, 0, 10, 1, 2, 3], "Excel"),
        ] as [([UInt8], String)])
    func causes(bytes: [UInt8], word: String) throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", bytes: bytes)
        let problem = try #require(folder.problem([file]))
        #expect(problem.message.en.contains(word) && problem.message.en.contains(file) && problem.message.cy.contains(file))
        #expect(problem.message.en != problem.message.cy)
        #expect(folder.names == ["people.csv"])
    }

    @Test("No file at all, and a folder", arguments: ["", ",", ",,"])
    func none(input: String) throws {
        let folder = try LinkageFolder()
        let command = try #require(
            try Carfan.parseAsRoot(["link", "--in", input, "--out", folder.path("c.csv")]) as? LinkFilesCommand)
        let order = try command.options.order(command.input, clusters: command.out)
        #expect(throws: LinkageProblem.noFiles) {
            var run = LinkageRun(order)
            try run.run()
        }
        #expect(folder.problem([folder.url.path]) == .folder(folder.url.path))
        for problem in [LinkageProblem.noFiles, .folder("x")] { #expect(problem.message.en != problem.message.cy) }
        #expect(folder.names.isEmpty)
    }

    /// Letters of Windows-1252; those of the text beyond Latin-1 are quotes and dashes.
    private static func narrow(_ text: String) -> [UInt8] {
        let quotes: [Unicode.Scalar: UInt8] = ["’": 0x92, "–": 0x96, "€": 0x80]
        return text.unicodeScalars.map { quotes[$0] ?? UInt8($0.value) }
    }

    @Test("Rows in Windows-1252 give what they give in UTF-8, ids and headings too, and are counted", arguments: [1, 2])
    func narrow(threads: Int) throws {
        let folder = try LinkageFolder()
        let text = LinkagePeople.file(600).replacing("Pugh", with: "D’Ânço").replacing("R30x", with: "Ré30x")
            .replacing("family_name", with: "Enw teulu €")
        let columns = "Enw teulu €=family"
        let plain = try folder.link([folder.write("a.csv", text)], threads: threads, columns: columns)
        let expected = try ["clusters.csv", "pairs.csv", "model.json"].map(folder.text)
        let report = try folder.link([folder.write("b.csv", bytes: Self.narrow(text))], threads: threads, columns: columns)
        let isSame = try ["clusters.csv", "pairs.csv", "model.json"].map(folder.text) == expected
        #expect(isSame)
        let rows = text.split(separator: "\n").dropFirst().count { $0.contains { !$0.isASCII } }
        #expect(rows > 50 && report.files.foreignRows == rows && plain.files.foreignRows == 0)
        let line = try #require(report.lines.last)
        #expect(line.en.hasPrefix("\(rows) rows were not in UTF-8") && line.cy.contains("\(rows) rhes") && line.en != line.cy)
        #expect(!plain.lines.contains { $0.en.contains("Windows") })
    }

    @Test("One row of another file in UTF-8 is left as it is, and a truth in Windows-1252 finds its records")
    func mixed() throws {
        let folder = try LinkageFolder()
        let heading = "rec_id,given_name,family_name,dob,note\n"
        let bytes =
            Array("\(heading)Rî1,Siân,Pugh,1980-01-02,x\n".utf8) + Self.narrow("Rî2,\"Siân\",Pugh,1980-01-02,x\n")
            + Array("R3,Si\u{E2}n,".utf8) + Self.narrow("Pughé,1980-01-02,x\nR4,Huw,Bowen,1990-02-01,é\n")
        let file = try folder.write("people.csv", bytes: bytes)
        #expect(try folder.link([file]).files.foreignRows == 2)
        let pairs = try folder.text("pairs.csv")
        #expect(pairs.contains("Rî1,Rî2"))
        let truth = try folder.write("truth.csv", bytes: Self.narrow("rec_id,person_id\nRî1,1\nRî2,1\nR3,1\nR4,é\n"))
        let evaluation = try LinkageEvaluation(
            LinkageTruth(truth), clusters: folder.path("clusters.csv"), pairs: folder.path("pairs.csv"))
        #expect(evaluation.truth.persons.count == 4)
        _ = try LinkageEvaluation(LinkageTruth(truth), LinkageOrder(files: [file]))
    }
}
