import Domain
import Store
import Support
import Testing

@testable import App

@Suite("Order: what does not depend on which record comes first")
struct LinkageOrderTests {
    private struct Dice {
        var state: UInt64

        mutating func shuffled<T>(_ list: [T]) -> [T] {
            var list = list
            for place in list.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                list.swapAt(place, Int(state >> 33) % list.count)
            }
            return list
        }
    }

    /// What a run found, whatever the groups are called and whichever record of a pair stands first.
    private struct Found: Equatable {
        let groups: Set<Set<Substring>>
        let pairs: Set<[Substring]>

        init(_ folder: LinkageFolder) throws {
            let rows = try folder.text("clusters.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
            groups = Set(Dictionary(grouping: rows) { $0[1] }.values.map { Set($0.map { $0[0] }) })
            let listed = try folder.text("pairs.csv").split(separator: "\n").dropFirst().map { line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                return cells[..<2].sorted() + cells[2...]
            }
            pairs = Set(listed)
            #expect(Set(listed.map { $0[..<2] }).count == listed.count, "each pair once, though it shares several keys")
        }
    }

    /// By one model, above and below the size at which every pair is compared.
    @Test("Rows in any order, files in any order: the same groups and pairs, by one model", arguments: [300, 1_520])
    func files(people: Int) throws {
        let folder = try LinkageFolder()
        let lines = LinkagePeople.file(people).split(separator: "\n").map(String.init)
        let (heading, rows) = (lines[0], Array(lines.dropFirst()))
        func write(_ name: String, _ rows: some Sequence<String>) throws -> String {
            try folder.write(name, ([heading] + rows).joined(separator: "\n") + "\n")
        }
        try folder.link([write("people.csv", rows)])
        let model = try folder.write("kept.json", folder.text("model.json"))
        try folder.link([folder.path("people.csv")], model: model)
        let expected = try Found(folder)
        #expect(expected.groups.contains { $0.count > 1 } && !expected.pairs.isEmpty)
        var dice = Dice(state: 3)
        let shuffled = dice.shuffled(rows)
        try folder.link([write("shuffled.csv", shuffled)], model: model)
        #expect(try Found(folder) == expected)
        let halves = [
            try write("a.csv", shuffled.prefix(rows.count / 3)), try write("b.csv", shuffled.dropFirst(rows.count / 3)),
        ]
        try folder.link(halves.reversed(), threads: 3, model: model)
        #expect(try Found(folder) == expected)
    }

    /// Four people, each known by some references that nobody would part; nobody shares a home or a birthday with another.
    private static let people = [
        [("G1", "Prosser", "Gwenllian"), ("G2", "Prosser", "Gwenlian"), ("G3", "PROSSER", "Gwenllian")],
        [("G4", "Achterberg", "Sunniva"), ("G5", "Achterberg", "Suniva")], [("G6", "Okonkwo", "Blessing")],
        [("G7", "ap Rhys", "Mair"), ("G8", "Aprhys", "Mair")],
    ]

    private static let rows = people.enumerated().flatMap { place, references in
        references.map { reference, family, given in
            GwentFile.row(reference, family, given, born: "1\(place)/0\(place + 2)/19\(60 + place * 9)", town: "Tref\(place)")
                .replacing("1 Stryd Fawr", with: "\(place + 3) Stryd Fawr").replacing(
                    "NP23 4AB", with: "NP2\(place) \(place + 1)AB")
        }
    }

    @Test("An import makes the same people of clear records, in any order and in any number of files", arguments: 1...4)
    func imported(turn: Int) async throws {
        var dice = Dice(state: UInt64(turn))
        let rows = dice.shuffled(Self.rows)
        let batches = turn % 2 == 0 ? [rows] : stride(from: 0, to: rows.count, by: turn).map { Array(rows[$0...].prefix(turn)) }
        try await World.with { world in
            for batch in batches {
                _ = try await ImportRunning.whole(
                    try await ImportPlanning.plan(GwentFile.bytes(batch), world.site), world.site)
                world.clock.move(seconds: 1)
            }
            let owners = try await world.site.database.read { connection in
                try connection.query("SELECT reference, person_id FROM record").map {
                    (try $0.get("reference", as: String.self), try $0.get("person_id", as: Int64.self))
                }
            }
            let groups = Set(Dictionary(grouping: owners) { $0.1 }.values.map { Set($0.map(\.0)) })
            #expect(groups == Set(Self.people.map { Set($0.map(\.0)) }))
        }
    }
}
