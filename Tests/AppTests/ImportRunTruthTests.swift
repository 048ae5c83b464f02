import Domain
import Foundation
import Store
import Support
import Testing

@testable import App

@Suite("wales-2000 imported from its raw files: what is refused, and whose the records are, as in its truth")
struct ImportRunTruthTests {
    private static let folder = sharedFolder?.appendingPathComponent("data/wales-2000")
    private static let asOf = Day(year: 2026, month: 11, day: 1) ?? Day(number: 0)

    /// One line of rejects.csv that says what became of a row.
    private struct Entry: Hashable, CustomStringConvertible {
        let file: String, row: Int, line: Int, reason: String, field: String
        var description: String { "\(file) row \(row) line \(line) \(reason) \(field)" }
    }

    @Test(.enabled(if: folder != nil)) func wholeFolder() async throws {
        let folder = try #require(Self.folder)
        let truth = try Self.table(folder.appendingPathComponent("truth/rejects.csv"))
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client, everywhere: true)
            let actor = Actor.command("test")
            let directory = ImportDirectory(site: world.site, actor: actor, profiles: try await Profiles(site: world.site).all())
            let (entries, strangers) = try directory.entries(folder.path)
            #expect(entries.count == 11 && strangers.allSatisfy { $0.hasPrefix("truth/") })
            var found: Set<Entry> = []
            for entry in entries {
                let planned = try await directory.plan(entry, asOf: Self.asOf)
                found.formUnion(try await refused(planned, world.site))
                try await shows(planned, truth, desk)
                let done = try await directory.run(planned)
                #expect(done.state == .done && done.counts.total == planned.counts.total)
                try await shows(done, truth, desk)
                #expect(try await world.site.count("SELECT COUNT(*) AS n FROM import_row WHERE import_id = \(done.id) AND outcome <> 'refused'") == 0)
            }
            let expected = Set(
                truth.filter { $0[4] == "REJECT" }.map {
                    Entry(file: $0[0], row: Int($0[1]) ?? 0, line: Int($0[2]) ?? 0, reason: $0[3], field: $0[5])
                })
            #expect(expected.subtracting(found).map(\.description).sorted() == [])
            #expect(found.subtracting(expected).map(\.description).sorted() == [])
            try await links(folder, world.site)
        }
    }

    private func refused(_ file: ImportFile, _ site: Site) async throws -> [Entry] {
        try await Quarantine(site: site).rows(file.id, limit: 100_000).flatMap { row in
            row.findings.map {
                Entry(file: "\(file.profile).csv", row: row.row, line: row.line, reason: $0.reason.rawValue, field: $0.header)
            }
        }
    }

    /// Every reason of the file stands on its page in both languages, and the counts of repeated and outdated rows are right.
    private func shows(_ file: ImportFile, _ truth: [[String]], _ desk: ImportDesk) async throws {
        let own = truth.filter { $0[0] == "\(file.profile).csv" }
        for language in Language.allCases {
            var desk = desk
            desk.language = language
            let html = try await desk.get("/imports/\(file.id)").html.unescaped
            for reason in Set(own.filter { $0[4] == "REJECT" }.map { $0[3] }) {
                let words = try #require(RowReason(rawValue: reason)).message()[language]
                #expect(html.contains(reason) && html.contains(words), "\(file.profile) \(reason) \(language)")
            }
        }
        #expect(file.counts[.refused] == own.count { $0[4] == "REJECT" }, "\(file.profile)")
        #expect(file.counts[.duplicate] == own.count { $0[4] == "DUPLICATE" }, "\(file.profile)")
        #expect(file.counts[.superseded] == own.count { $0[4] == "SUPERSEDED" }, "\(file.profile)")
    }

    private func links(_ folder: URL, _ site: Site) async throws {
        let rows = try Self.table(folder.appendingPathComponent("truth/records.csv"))
        var truth: [String: String] = [:]
        for row in rows where row[5] == "ACCEPT" || row[5] == "WARN" { truth["\(row[1]) \(row[3])"] = row[0] }
        let stored = try await site.database.read {
            try $0.query("SELECT agency, reference, person_id FROM record").map {
                (
                    "\(try $0.get("agency", as: String.self)) \(try $0.get("reference", as: String.self))",
                    try $0.get("person_id", as: Int64?.self)
                )
            }
        }
        #expect(Set(stored.map(\.0)).symmetricDifference(truth.keys).sorted() == [])
        var people: [Int64: Set<String>] = [:]
        var placed: [String: Set<Int64?>] = [:]
        for (key, person) in stored {
            guard let name = truth[key] else { continue }
            if let person { people[person, default: []].insert(name) }
            placed[name, default: []].insert(person)
        }
        let wrong = people.filter { $0.value.count > 1 }
        #expect(wrong.isEmpty, "\(wrong.values.map { $0.sorted() })")
        let whole = placed.values.count { $0.count == 1 }
        let share = Double(whole) * 100 / Double(placed.count)
        print("wales-2000: \(whole) of \(placed.count) people (\((share * 10).rounded() / 10) %) have all their records linked; wrong links \(wrong.count)")
        #expect(share > 95)
    }

    private static func table(_ file: URL) throws -> [[String]] {
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        let records = reader.read([UInt8](try Data(contentsOf: file))) + reader.finish()
        return records.dropFirst().map(\.fields)
    }
}
