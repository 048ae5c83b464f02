import ArgumentParser
import Domain
import Foundation
import Store
import StoreSQLite
import Support
import Testing

@testable import App

@Suite("carfan link find reads as carfan link does, and writes for programs")
struct LinkageFindOutputTests {
    private static func record(_ header: String, _ row: String) throws -> MatchRecord {
        let folder = try LinkageFolder()
        let path = try folder.write("people.csv", "rec_id,\(header)\n1,\(row)\n")
        let today = try #require(Day(iso: "2026-01-01"))
        return try #require(try LinkageFindFile(path, chosen: [:], asOf: today).records.first)
    }

    @Test(
        "Of two columns of a kind the last that is not empty",
        arguments: [
            ("dob,date_of_birth", ",1990-05-04", "1990-05-04"), ("dob,date_of_birth", "1990-05-04,", "1990-05-04"),
            ("dob,date_of_birth", "1980-01-02,1990-05-04", "1990-05-04"), ("dob,date_of_birth", "1990-05-04,unknown", nil),
        ] as [(String, String, String?)])
    func born(header: String, row: String, born: String?) throws {
        #expect(try Self.record(header, row).born == born.flatMap { Day(iso: $0) })
    }

    @Test(
        "So it is with names, homes and numbers; what stands for “none” takes no place",
        arguments: [
            ("surname,family_name,first_name,forename", "Pugh,Prosser,,Huw", "family_name,forename", "Prosser,Huw"),
            ("dob,postcode,post_code", ",CF36 4FZ,ZZ99 3VZ", "dob,postcode", ",CF36 4FZ"),
            ("dob,postcode,post_code", ",NP23 4AB,CF36 4FZ", "dob,postcode", ",CF36 4FZ"),
            ("dob,address,cyfeiriad", ",1 Heol Las,2 Stryd Fawr", "dob,address", ",2 Stryd Fawr"),
            ("dob,pnc,pnc_id", ",2000/0000223R,none", "dob,pnc", ",2000/0000223R"),
            ("dob,pnc,pnc_id", ",2000/0000223R,00/222Q", "dob,pnc", ",2000/0000222Q"),
        ])
    func kinds(header: String, row: String, plainHeader: String, plainRow: String) throws {
        let (found, plain) = (try Self.record(header, row), try Self.record(plainHeader, plainRow))
        #expect(found.says(whatIsSaidBy: plain), "\(found) \(plain)")
        #expect(found.identifiers.isEmpty != header.contains("pnc"))
    }

    @Test("Numbers of two kinds are both compared")
    func numbers() throws {
        #expect(try Self.record("dob,noms,pnc", ",A1234BC,2000/0000223R").identifiers.count == 2)
    }

    /// A database of its own, in the folder.
    private static func find(_ folder: LinkageFolder, _ input: String, _ output: String) async throws {
        let path = freshPath()
        let database = try SQLiteDatabase(path: path)
        _ = try await carfanSchema.migrate(database)
        await database.close()
        try await LinkFindCommand.parse(["--in", input, "--out", output]).run { _, _ in try SQLiteDatabase(path: path) }
    }

    @Test("Ids come out as carfan link writes them, and every line ends as it ends lines")
    func ids() async throws {
        let folder = try LinkageFolder()
        let ids = ["-12", "=1", "+44", "@x", "\"a,b\"", "\"say \"\"hi\"\"\"", "'7"]
        let file = try folder.write(
            "people.csv", "rec_id,given_name\r\n" + ids.map { "\($0),Huw\r\n" }.joined())
        try await Self.find(folder, file, folder.path("found.csv"))
        let found = try folder.text("found.csv")
        #expect(!found.utf8.contains(13))
        let lines = found.split(separator: "\n").dropFirst()
        #expect(zip(lines, ids).allSatisfy { $0.hasPrefix("\($1),new,,,,") } && lines.count == ids.count, "\(found)")
        var run = LinkageRun(LinkageOrder(files: [file], clusters: folder.path("clusters.csv")))
        try run.run()
        let linked = try folder.text("clusters.csv").split(separator: "\n").dropFirst()
        #expect(zip(linked, ids).allSatisfy { $0.hasPrefix("\($1),") } && linked.count == ids.count)
    }

    @Test("Weights come out as numbers", arguments: [(-0.25, "-0.25"), (-12.3456, "-12.35"), (7, "7.0"), (0, "0.0")])
    func weights(weight: Double, text: String) {
        let found = LinkageFound(
            outcome: .unsure, person: 12, weight: weight, rule: "relatives", explanation: "", looked: [12])
        #expect(LinkFindCommand.said(found, .milliseconds(2)) == "unsure,12,\(text),relatives,2.0")
    }

    @Test("The file that is read is not written, by whatever name")
    func sameFile() async throws {
        let folder = try LinkageFolder()
        let text = "rec_id,given_name\n1,Huw\n"
        let file = try folder.write("people.csv", text)
        try FileManager.default.createSymbolicLink(atPath: folder.path("linked.csv"), withDestinationPath: file)
        for output in [file, folder.path("./people.csv"), folder.path("linked.csv")] {
            await #expect(throws: LinkageProblem.overInput(output: output, input: file)) {
                try await Self.find(folder, file, output)
            }
        }
        #expect(try folder.text("people.csv") == text && folder.names == ["linked.csv", "people.csv"])
    }

    @Test("The database is not written over")
    func database() async throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", "rec_id,given_name\n1,Huw\n")
        let path = try folder.write("carfan.sqlite", "")
        let command = try LinkFindCommand.parse(["--in", file, "--out", path, "--database", "sqlite:\(path)"])
        await #expect(throws: LinkageProblem.overInput(output: path, input: path)) {
            try await command.run { _, _ in try SQLiteDatabase(path: path) }
        }
    }

    @Test("Where it cannot write it says what may be the reason")
    func unwritable() async throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", "rec_id,given_name\n1,Huw\n")
        for output in [folder.path("none/found.csv"), folder.url.path] {
            await #expect(throws: LinkageProblem.unwritable(output)) { try await Self.find(folder, file, output) }
        }
    }
}
