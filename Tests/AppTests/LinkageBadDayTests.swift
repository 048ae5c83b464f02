import Domain
import Foundation
import Testing

@testable import App

@Suite("A bad day: a clear message in both languages, nothing half written, no quadratic blow-up")
struct LinkageBadDayTests {
    @Test(
        "What cannot be linked is refused and leaves nothing behind",
        arguments: [
            ("", "holds no records"), ("rec_id,given_name,dob\n", "holds no records"),
            ("given_name,family_name\nHuw,Pugh\n", "no column of record ids"),
            ("rec_id,colour\nR1,blue\n", "no column with a name"),
            ("rec_id,given_name,dob\nR1,Huw\n", "row 2: 2 cells"),
            ("rec_id,given_name,dob\nR1,Huw,1980-01-02,x\n", "row 2: 4 cells"),
            ("rec_id,given_name,dob\nR1,Huw,1980-01-02\nR1,Siân,1981-02-03\n", "R1 occurs more than once"),
            ("rec_id,given_name,dob\n,Huw,1980-01-02\n", "the record id is empty"),
        ])
    func refused(text: String, message: String) throws {
        let folder = try LinkageFolder()
        let problem = try #require(folder.problem([folder.write("people.csv", text)]))
        #expect(problem.message.en.contains(message))
        #expect(!problem.message.cy.isEmpty && problem.message.cy != problem.message.en)
        #expect(folder.names == ["people.csv"])
    }

    @Test("A column shifted by one shows in the dates")
    func shifted() throws {
        let folder = try LinkageFolder()
        let rows = (0..<50).map { "R\($0),Huw,Pugh,M,1980-01-02" }.joined(separator: "\n")
        let file = try folder.write("people.csv", "rec_id,given_name,family_name,dob,sex\n" + rows)
        #expect(folder.problem([file]) == .noDates(file: file, heading: "dob"))
    }

    @Test("The same file twice, a missing file, a folder, an unknown word, a folder that cannot be written to")
    func files() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(30))
        #expect(folder.problem([file, file]) == .recordTwice("R0x0"))
        #expect(folder.problem([folder.path("none.csv")]) == .unreadable(folder.path("none.csv")))
        #expect(folder.problem([folder.url.path]) != nil)
        #expect(folder.problem([file], columns: "dob=birthday") == .unknownColumn("birthday"))
        var run = LinkageRun(LinkageOrder(files: [file], clusters: "/dev/full/clusters.csv"))
        #expect(throws: LinkageProblem.unwritable("/dev/full/clusters.csv")) { try run.run() }
        #expect(folder.names == ["people.csv"])
    }

    @Test("A model of another form is refused", arguments: ["{}", "nonsense", #"{"form":99}"#])
    func model(text: String) throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(30))
        let model = try folder.write("old.json", text)
        #expect(folder.problem([file], model: model) == .model(model))
        #expect(folder.names == ["old.json", "people.csv"])
    }

    @Test("A model that --model would refuse is not kept, and without it the same records are linked", arguments: [1, 2])
    func tooFew(records: Int) throws {
        let folder = try LinkageFolder()
        let rows = (0..<records).map { "R\($0),Jo,,Lee,1990-01-01,,,,,\n" }.joined()
        let file = try folder.write("people.csv", LinkagePeople.heading + rows)
        let problem = try #require(folder.problem([file]))
        #expect(problem == .tooLittle(records) && problem.message.en != problem.message.cy)
        #expect(folder.names == ["people.csv"])
        var run = LinkageRun(LinkageOrder(files: [file], clusters: folder.path("clusters.csv")))
        try run.run()
        #expect(folder.names == ["clusters.csv", "people.csv"])
    }

    @Test(
        "Columns without sense are survived",
        arguments: [
            "Huw,,Pugh,1980-01-02,M,,,,", ",,,,,,,,", ",,,1980-01-02,M,,,,CF10 1AB",
            "Huw,,Pugh,1900-01-01,M,,,No fixed abode,NF1 1NF",
            "UNKNOWN,,UNKNOWN,01/01/1900,,NONE,N/A,,ZZ99 3VZ", "\u{1}\u{2}Hu\u{7}w,,P\u{0}ugh,1980-01-02,M,,,,",
            "\(String(repeating: "x", count: 10_000)),,Pugh,1980-01-02,M,,,,",
            "Huw,,Pugh,1980-01-02,M,,999 999 9999,1 Heol,CF10 1AB",
        ])
    func senseless(row: String) throws {
        let folder = try LinkageFolder()
        let file = LinkagePeople.file(2_400) { person, _ in person < 1_500 ? row : nil }
        let report = try folder.link([folder.write("people.csv", file)])
        #expect(report.records == 3_200)
        #expect(report.compared < 600_000)
        let rows = try folder.text("clusters.csv").split(separator: "\n").count
        #expect(rows == 3_201)
    }

    @Test("Nobody is joined on placeholders alone")
    func placeholders() throws {
        let folder = try LinkageFolder()
        let row = "UNKNOWN,,UNKNOWN,01/01/1900,,NONE,N/A,No fixed abode,ZZ99 3VZ"
        let report = try folder.link([
            folder.write("people.csv", LinkagePeople.file(3_000) { person, _ in person < 500 ? row : nil })
        ])
        let rows = try folder.text("clusters.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        for cells in rows where Int(cells[0].dropFirst().split(separator: "x")[0]) ?? 0 < 500 { #expect(cells[0] == cells[1]) }
        #expect(report.records == 4_000)
    }

    @Test("One hostel with 400 people, 4,000 John Smiths: split, reported, not multiplied")
    func crowds() throws {
        let folder = try LinkageFolder()
        let file = LinkagePeople.file(6_000) { person, copy in
            if person < 400 {
                return
                    "Name\(person),,Family\(person * 7),19\(50 + person % 50)-0\(1 + person % 9)-1\(person % 9),M,,,1 Hostel Street,CF10 1AB"
            }
            guard person < 3_400 else { return nil }
            return "John,,Smith,19\(50 + person % 50)-0\(1 + person % 9)-1\(person / 50 % 9),M,,,,"
        }
        let report = try folder.link([folder.write("people.csv", file)])
        #expect(report.compared < 3_000_000)
        #expect(!report.splits.isEmpty)
        #expect(report.lines.count > 1)
        #expect(report.lines.allSatisfy { $0.en != $0.cy })
    }
}
