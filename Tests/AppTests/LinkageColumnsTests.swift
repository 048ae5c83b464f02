import Domain
import Testing

@testable import App

@Suite("Columns of carfan link: none is passed over in silence, and a model knows its numbers")
struct LinkageColumnsTests {
    @Test(
        "A heading with blanks, in other letters or with other lines is found",
        arguments: ["Nach Name=family", " nach name = family ", "NACH-NAME=family", "nach_name=family"])
    func blanks(columns: String) throws {
        let folder = try LinkageFolder()
        let text = LinkagePeople.file(300)
        try folder.link([folder.write("a.csv", text)])
        let expected = try folder.text("pairs.csv")
        let renamed = text.replacing("family_name", with: "Nach Name")
        try folder.link([folder.write("b.csv", renamed)], columns: columns)
        #expect(try folder.text("pairs.csv") == expected)
    }

    @Test("A heading that no file has is refused, one that only one of the files has is not; nor one named twice")
    func missing() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(30))
        let other = try folder.write("other.csv", "rec_id,Nach Name,dob\nX1,Pugh,1980-01-02\n")
        for (columns, problem) in [
            ("famly_name=family", LinkageProblem.noHeading("famly_name")), ("=family", .noHeading("")),
            ("recid=record", .noHeading("recid")), ("dob=born,DOB=-", .columnTwice("DOB")),
        ] {
            let found = try #require(folder.problem([file, other], columns: columns))
            #expect(found == problem && found.message.en != found.message.cy)
            #expect(found.message.en.hasPrefix("--columns: ") && found.message.cy.hasPrefix("--columns: "))
        }
        #expect(folder.names == ["other.csv", "people.csv"])
        try folder.link([file, other], columns: "Nach Name=family")
    }

    @Test("Headings that nobody knows are named, each once; what was left out on purpose is not")
    func unread() throws {
        let folder = try LinkageFolder()
        let text = LinkagePeople.file(30).replacing("family_name", with: "Surnam").replacing("middle_names", with: "Nach Name")
        let other = "rec_id,given_name,SURNAM,Notes,,id\nX1,Huw,Pugh,x,,7\n"
        let report = try folder.link([folder.write("a.csv", text), folder.write("b.csv", other)], columns: "Notes=-")
        #expect(report.files.unread == ["Nach Name", "Surnam", "id"])
        let line = try #require(report.lines.first { $0.en.contains("Surnam") })
        #expect(line.en.contains("Nach Name, Surnam, id") && line.cy.contains("Nach Name, Surnam, id") && line.en != line.cy)
        #expect(try folder.link([folder.write("c.csv", LinkagePeople.file(30))]).files.unread.isEmpty)
    }

    @Test("A column that is chosen wins over one that is known by its heading; ids chosen of two columns are refused")
    func chosen() throws {
        let folder = try LinkageFolder()
        let file = try folder.write(
            "a.csv",
            "rec_id,pnc,family_name,alias,dob\nR1,P1,Pugh,Price,1980-01-02\nR2,P2,Pugh,Bowen,1980-01-02\n"
                + "R3,P3,Pugh,Khan,1961-05-06\nR4,P4,Pugh,Nowak,1975-11-30\n")
        let report = try folder.link([file], columns: "pnc=record,alias=family")
        #expect(try folder.text("clusters.csv").hasPrefix("rec_id,cluster_id\nP1,P1\nP2,"))
        #expect(report.files.unread == ["rec_id", "family_name"])
        let problem = try #require(folder.problem([file], columns: "pnc=record,alias=record"))
        #expect(problem == .recordColumns(file: file, headings: ["pnc", "alias"]))
        #expect(problem.message.en.contains("pnc, alias") && problem.message.en != problem.message.cy)
        let other = try folder.write("b.csv", "alias,family_name\nX1,Pugh\n")
        let third = try folder.write("c.csv", "pnc,family_name\nY1,Pugh\n")
        // Of each file one: read, and too few to keep a model of.
        #expect(folder.problem([third, other], columns: "pnc=record,alias=record") == .tooLittle(2))
    }

    private static func file(_ headings: [String], _ numbers: (Int) -> [String]) -> String {
        var lines = ["rec_id,given_name,family_name,dob,\(headings.joined(separator: ","))"]
        for row in LinkagePeople.file(600).split(separator: "\n").dropFirst() {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let person = Int(cells[0].dropFirst().split(separator: "x")[0]) ?? 0
            lines.append((["\(cells[0])", cells[1], cells[3], cells[4]] + numbers(person)).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The first number is often right, the second is of two people.
    private static func numbers(_ person: Int) -> [String] { ["A\(person)7X", "B\(person / 2)8Y"] }

    @Test("By a kept model two columns of numbers weigh the same in any order, and what it does not know is refused")
    func model() throws {
        let folder = try LinkageFolder()
        try folder.link([folder.write("a.csv", Self.file(["CRO", "Card no"], Self.numbers))], columns: "Card no=identifier")
        let model = try folder.write("kept.json", folder.text("model.json"))
        try folder.link([folder.path("a.csv")], model: model, columns: "Card no=identifier")
        let expected = try folder.text("pairs.csv")
        let turned = try folder.write("b.csv", Self.file(["card_no", "CRO"]) { Self.numbers($0).reversed() })
        try folder.link([turned], model: model, columns: "card no=identifier")
        let isSame = try folder.text("pairs.csv") == expected
        #expect(isSame)
        #expect(try LinkageModelFile.read(folder.path("model.json")).numbers == LinkageModelFile.read(model).numbers)
        let strange = try folder.write("c.csv", Self.file(["CRO", "email"], Self.numbers))
        let problem = try #require(folder.problem([strange], model: model))
        #expect(problem == .unknownNumber(file: strange, heading: "email", known: ["CRO", "Card no"]))
        #expect(problem.message.en.contains("email=-") && problem.message.cy.contains("email=-"))
        try folder.link([strange], model: model, columns: "email=-")
    }

    @Test("A model that was kept before it said its numbers still reads, and is kept as it was")
    func before() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("a.csv", Self.file(["CRO", "email"], Self.numbers))
        try folder.link([file])
        let numbers = /"numbers" : \[[^\]]*\]/
        let kept = try folder.text("model.json")
        let isSaid = kept.contains(numbers)
        #expect(isSaid)
        let model = try folder.write("old.json", kept.replacing(numbers, with: #""numbers" : null"#))
        try folder.link([file], model: folder.write("kept.json", kept))
        let pairs = try folder.text("pairs.csv")
        try folder.link([file], model: model)
        let isSame = try folder.text("pairs.csv") == pairs
        #expect(isSame)
        #expect(try LinkageModelFile.read(folder.path("model.json")).numbers == nil)
        let five = [String](repeating: #"{"heading":"n","rule":"other"}"#, count: 5).joined(separator: ",")
        _ = try folder.write("old.json", kept.replacing(numbers, with: "\"numbers\" : [\(five)]"))
        #expect(folder.problem([file], model: model) == .model(model))
    }

    @Test(
        "A model beyond all measure is refused",
        arguments: [
            { ($0.join, $0.review) = (1e308, -1e308) }, { $0.leave = 1e9 }, { $0.leave = $0.review }, { $0.review = $0.join },
            { $0.join = 101 }, { $0.join = .nan }, { $0.prior = -1e9 }, { $0.m = $0.m.map { _ in 0 } },
            { $0.u = $0.u.map { _ in 0 } }, { $0.m = $0.m.map { _ in 1 } }, { $0.u[1] = .nan },
        ] as [@Sendable (inout LinkageModel) -> Void])
    func measure(_ spoil: @escaping @Sendable (inout LinkageModel) -> Void) throws {
        var model = try LinkageVersions.shipped().model
        #expect(model.isWhole)
        spoil(&model)
        #expect(!model.isWhole)
    }
}
