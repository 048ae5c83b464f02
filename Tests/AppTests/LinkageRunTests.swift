import Domain
import Foundation
import Testing

@testable import App

@Suite("carfan link: file to groups")
struct LinkageRunTests {
    @Test("Copies of a record become one group, strangers stay alone")
    func groups() throws {
        let folder = try LinkageFolder()
        let report = try folder.link([folder.write("people.csv", LinkagePeople.file(600))])
        #expect(report.records == 800)
        let rows = try folder.text("clusters.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        let group = Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), String($0[1])) })
        let together = stride(from: 0, to: 600, by: 3).filter { group["R\($0)x0"] == group["R\($0)x1"] }.count
        #expect(together >= 190)
        #expect(Set(group.values).count >= 600)
        #expect(folder.names == ["clusters.csv", "model.json", "pairs.csv", "people.csv"])
    }

    @Test(
        "One thread and two write the same bytes, above and below the size at which every pair is compared",
        arguments: [300, 1_600])
    func threads(people: Int) throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(people))
        var seen: Set<String> = []
        for threads in [1, 2, 3] {
            try folder.link([file], threads: threads)
            seen.insert(try folder.text("clusters.csv") + folder.text("pairs.csv") + folder.text("model.json"))
        }
        #expect(seen.count == 1)
    }

    @Test("A kept model gives the same pairs again")
    func model() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(900))
        try folder.link([file])
        let pairs = try folder.text("pairs.csv")
        try FileManager.default.copyItem(atPath: folder.path("model.json"), toPath: folder.path("kept.json"))
        try folder.link([file], model: folder.path("kept.json"))
        #expect(try folder.text("pairs.csv") == pairs)
    }

    @Test("Pairs that a rule holds down lie below the links, in the run that learned the model as in the run that is given it")
    func heldDown() throws {
        let folder = try LinkageFolder()
        // Every sixth person has a copy without a date of birth.
        let lines = LinkagePeople.file(900).split(separator: "\n").map { line in
            var cells = line.split(separator: ",", omittingEmptySubsequences: false)
            if cells[0].hasSuffix("x1"), (Int(cells[0].dropFirst().dropLast(2)) ?? 0) % 6 == 0 { cells[4] = "" }
            return cells.joined(separator: ",")
        }
        let file = try folder.write("people.csv", lines.joined(separator: "\n") + "\n")
        try folder.link([file])
        let pairs = try folder.text("pairs.csv")
        let join = try LinkageModelFile.read(folder.path("model.json")).model.join
        let held = pairs.split(separator: "\n").map { $0.split(separator: ",") }.filter { $0.last == "incomplete" }
        #expect(held.count > 100 && held.allSatisfy { (Double($0[2]) ?? .infinity) < join })
        try FileManager.default.copyItem(atPath: folder.path("model.json"), toPath: folder.path("kept.json"))
        try folder.link([file], model: folder.path("kept.json"))
        #expect(try folder.text("pairs.csv") == pairs)
    }

    @Test("Columns of another file are named with --columns; a file in quotes with CRLF and a BOM reads the same")
    func columns() throws {
        let folder = try LinkageFolder()
        let plain = LinkagePeople.file(300)
        try folder.link([folder.write("a.csv", plain)])
        let expected = try folder.text("pairs.csv")
        let quoted =
            "\u{FEFF}"
            + plain.split(separator: "\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
        try folder.link([folder.write("b.csv", quoted)])
        #expect(try folder.text("pairs.csv") == expected)
        let renamed = plain.replacingOccurrences(of: "family_name", with: "nachname").replacingOccurrences(
            of: "rec_id", with: "nr")
        try folder.link([folder.write("c.csv", renamed)], columns: "nachname=family,nr=record")
        #expect(try folder.text("pairs.csv") == expected)
    }

    @Test("The order of the rows changes no group")
    func order() throws {
        let folder = try LinkageFolder()
        let lines = LinkagePeople.file(900).split(separator: "\n").map(String.init)
        func groups(_ lines: [String]) throws -> Set<Set<Substring>> {
            try folder.link([folder.write("people.csv", lines.joined(separator: "\n"))])
            let rows = try folder.text("clusters.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
            return Set(Dictionary(grouping: rows) { $0[1] }.values.map { Set($0.map { $0[0] }) })
        }
        #expect(try groups(lines) == groups([lines[0]] + lines.dropFirst().reversed()))
    }
}
