import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Careers of the Police National Computer: what a newer extract no longer has counts no longer")
struct ImportCareerTests {
    /// Files one after another, and what stands after the last.
    struct Story: Sendable, CustomStringConvertible {
        let name: String
        let files: [(day: String, rows: [String])]
        let counts: [String]
        let former: [String]
        /// Of the last file.
        let last: String
        var description: String { name }
    }

    static let a = "A 10/01/2020 02803 CONVICTION 180"
    static let b = "A 11/02/2021 04510 CONVICTION 0"
    static let quashed = "A 11/02/2021 04510 NOT_GUILTY 0"
    static let longer = "A 10/01/2020 02803 CONVICTION 360"
    static let c = "A 12/03/2022 04510 CONVICTION 0"
    static let d = "A 13/04/2023 04510 CONVICTION 0"
    static let other = "B 14/05/2019 04510 CONVICTION 0"
    static let impossible = "A 31/02/2021 04510 CONVICTION 0"
    static let stranger = "? 11/02/2021 04510 CONVICTION 0"
    private static let (march, april, may) = ("2026-03-01", "2026-04-01", "2026-05-01")

    static let stories: [Story] = [
        Story(
            name: "quashed", files: [(march, [a, b]), (april, [a, quashed])], counts: [a, quashed], former: [b],
            last: "new=1 unchanged=1 withdrawn=1"),
        Story(
            name: "quashed, the only one", files: [(march, [b]), (april, [quashed])], counts: [quashed], former: [b],
            last: "new=1 withdrawn=1"),
        Story(
            name: "another sentence", files: [(march, [a, b]), (april, [longer, b])], counts: [longer, b], former: [a],
            last: "new=1 unchanged=1 withdrawn=1"),
        Story(
            name: "a row that is gone", files: [(march, [a, b]), (april, [a])], counts: [a], former: [b],
            last: "unchanged=1 withdrawn=1"),
        Story(
            name: "a row that came", files: [(march, [a]), (april, [a, b])], counts: [a, b], former: [],
            last: "new=1 unchanged=1"
        ),
        Story(
            name: "the same file twice", files: [(march, [a, b]), (march, [a, b])], counts: [a, b], former: [],
            last: "unchanged=2"),
        Story(
            name: "the same rows in a newer file, one twice, in another order", files: [(march, [a, b]), (april, [b, a, b])],
            counts: [a, b], former: [], last: "unchanged=2 duplicate=1"),
        Story(
            name: "two files of one day", files: [(march, [a, b]), (march, [a])], counts: [a, b], former: [],
            last: "unchanged=1"),
        Story(
            name: "older after newer", files: [(april, [a, quashed]), (march, [a, b])], counts: [a, quashed], former: [b],
            last: "unchanged=1 superseded=1"),
        Story(
            name: "older after newer, twice", files: [(april, [a, quashed]), (march, [a, b]), (march, [a, b])],
            counts: [a, quashed], former: [b], last: "unchanged=1 superseded=1"),
        Story(
            name: "older after a newer that said nothing new", files: [(march, [a]), (may, [a]), (april, [a, b])], counts: [a],
            former: [b], last: "unchanged=1 superseded=1"),
        Story(
            name: "between two", files: [(march, [a, b]), (may, [a, quashed]), (april, [a, b])], counts: [a, quashed],
            former: [b], last: "unchanged=1 superseded=1"),
        Story(
            name: "back after an appeal", files: [(march, [a, b]), (april, [a]), (may, [a, b])], counts: [a, b], former: [b],
            last: "changed=1 unchanged=1"),
        Story(
            name: "one of its rows is refused", files: [(march, [a, b]), (april, [a, impossible])], counts: [a, b], former: [],
            last: "unchanged=1 refused=1 kept=1"),
        Story(
            name: "a refused row beside it names nobody", files: [(march, [a, b, other]), (april, [a, stranger, other])],
            counts: [a, b, other], former: [], last: "unchanged=2 refused=1 kept=1"),
        Story(
            name: "a refused row that names nobody, elsewhere",
            files: [(march, [a, b, other]), (april, [a, other, stranger])], counts: [a, other], former: [b],
            last: "unchanged=2 refused=1 withdrawn=1"),
        Story(
            name: "a single row, sent alone", files: [(march, [a, b, c]), (april, [d])], counts: [a, b, c, d], former: [],
            last: "new=1 kept=3"),
        Story(
            name: "half of its court days", files: [(march, [a, b, c, d]), (april, [a, b])], counts: [a, b],
            former: [c, d], last: "unchanged=2 withdrawn=2"),
        Story(
            name: "less than half of its court days", files: [(march, [a, b, c]), (april, [a])], counts: [a, b, c],
            former: [], last: "unchanged=1 kept=2"),
        Story(
            name: "somebody else's file", files: [(march, [a, b, other]), (april, [a])], counts: [a, other], former: [b],
            last: "unchanged=1 withdrawn=1"),
        Story(
            name: "not adjacent", files: [(march, [a, other, b]), (april, [quashed, other, a])], counts: [a, quashed, other],
            former: [b], last: "new=1 unchanged=2 withdrawn=1"),
    ]

    @Test(arguments: stories, Engine.available) func whatCounts(story: Story, engine: Engine) async throws {
        try await World.with(engine) { world in
            var last: ImportFile?
            for file in story.files {
                let planned = try await CareerFile.plan(CareerFile.bytes(file.rows), file.day, world.site)
                let done = try await ImportRunning.whole(planned, world.site)
                // The plan said what the run did.
                #expect(done.counts == planned.counts, "\(planned.counts.stored) became \(done.counts.stored)")
                last = done
            }
            #expect(last?.counts.stored == story.last)
            #expect(try await CareerFile.held(.conviction, world.site) == story.counts.sorted())
            #expect(try await CareerFile.held(.conviction, former: true, world.site) == story.former.sorted())
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_career") == 0)
        }
    }

    @Test("A file that ends inside a quoted field takes nothing away")
    func incomplete() async throws {
        try await World.with { world in
            _ = try await CareerFile.take(CareerFile.bytes([Self.a, Self.b]), Self.march, world.site)
            let cut = CareerFile.bytes([Self.a]) + Array("\(CareerFile.pnc("B")),\"14/05".utf8)
            let done = try await CareerFile.take(cut, Self.april, world.site)
            #expect(done.isIncomplete && done.counts.withdrawn == 0)
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a, Self.b])
        }
    }

    @Test("A profile whose files may hold single rows takes nothing away")
    func singleRows() async throws {
        try await World.with { world in
            _ = try await CareerFile.take(CareerFile.bytes([Self.a, Self.b]), Self.march, world.site)
            let profiles = Profiles(site: world.site)
            var draft = try await profiles.find("pnc/convictions").draft
            draft.careers = ""
            _ = try await profiles.keep(.command("test"), draft, over: 1)
            let done = try await CareerFile.take(CareerFile.bytes([Self.a]), Self.april, world.site)
            #expect(done.counts.stored == "unchanged=1")
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a, Self.b])
        }
    }

    @Test("The corrected file of refused rows stands for no career, whatever its day", arguments: Engine.available)
    func corrected(engine: Engine) async throws {
        try await World.with(engine) { world in
            let same = "A 10/01/2020 04510 CONVICTION 0"
            let wrong = same.replacing("CONVICTION", with: "PERHAPS")
            let first = try await CareerFile.take(CareerFile.bytes([Self.a, wrong]), Self.march, world.site)
            #expect(first.counts.stored == "new=1 refused=1")
            var lines = ""
            try await Quarantine(site: world.site).write(first, .command("test"), .english) { lines += $0 }
            let right = Array(lines.replacing("PERHAPS", with: "CONVICTION").utf8)
            let done = try await CareerFile.take(right, Self.april, world.site)
            #expect(done.counts.stored == "new=1")
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a, same].sorted())
            // The next whole extract without the first row is the newer one.
            _ = try await CareerFile.take(CareerFile.bytes([same]), Self.may, world.site)
            #expect(try await CareerFile.held(.conviction, world.site) == [same])
        }
    }

    @Test("A plan that has aged: what came in between counts by its day, not by the order of the plans")
    func aged() async throws {
        try await World.with { world in
            let newer = try await CareerFile.plan(CareerFile.bytes([Self.a, Self.quashed]), Self.april, world.site)
            #expect(newer.counts.withdrawn == 0)
            _ = try await CareerFile.take(CareerFile.bytes([Self.a, Self.b]), Self.march, world.site)
            let done = try await ImportRunning.whole(newer, world.site)
            #expect(done.counts.withdrawn == 1)
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a, Self.quashed].sorted())
        }
        try await World.with { world in
            _ = try await CareerFile.take(CareerFile.bytes([Self.a, Self.b]), Self.march, world.site)
            let newest = try await CareerFile.plan(CareerFile.bytes([Self.a, Self.b]), Self.may, world.site)
            #expect(newest.counts.stored == "unchanged=2")
            _ = try await CareerFile.take(CareerFile.bytes([Self.a]), Self.april, world.site)
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a])
            _ = try await ImportRunning.whole(newest, world.site)
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a, Self.b])
        }
    }

    @Test("A file that was set aside takes nothing away and leaves nothing behind")
    func setAside() async throws {
        try await World.with { world in
            _ = try await CareerFile.take(CareerFile.bytes([Self.a, Self.b]), Self.march, world.site)
            let planned = try await CareerFile.plan(CareerFile.bytes([Self.a]), Self.april, world.site)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_career") == 1)
            try await ImportFiles(site: world.site).cancel(.command("test"), planned.id)
            #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_career") == 0)
            #expect(try await CareerFile.held(.conviction, world.site) == [Self.a, Self.b])
        }
    }
}
