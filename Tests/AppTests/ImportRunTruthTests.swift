import Domain
import Foundation
import Store
import Support
import Testing

@testable import App

@Suite("wales-2000 imported from its raw files: what is refused, and whose the records are, as in its truth")
struct ImportRunTruthTests {
    private static let asOf = Day(year: 2026, month: 11, day: 1) ?? Day(number: 0)

    /// One line of rejects.csv that says what became of a row.
    private struct Entry: Hashable, CustomStringConvertible {
        let file: String, row: Int, line: Int, reason: String, field: String
        var description: String { "\(file) row \(row) line \(line) \(reason) \(field)" }
    }

    @Test func wholeFolder() async throws {
        let truth = try Self.table(ShippedWales.file("truth/rejects.csv"))
        try await World.visit { world, client in
            let desk = try await ImportDesk(world, client, everywhere: true)
            let actor = Actor.command("test")
            let directory = ImportDirectory(
                site: world.site, actor: actor, profiles: try await Profiles(site: world.site).all())
            let (entries, strangers) = try directory.entries(ShippedWales.folder.path)
            #expect(entries.count == 11 && strangers == ["README.md"])
            var found: Set<Entry> = []
            for entry in entries {
                let planned = try await directory.plan(entry, asOf: Self.asOf)
                found.formUnion(try await refused(planned, world.site))
                try await shows(planned, truth, desk)
                let done = try await directory.run(planned)
                #expect(done.state == .done && done.counts.total == planned.counts.total)
                try await shows(done, truth, desk)
                #expect(
                    try await world.site.count(
                        "SELECT COUNT(*) AS n FROM import_row WHERE import_id = \(done.id) AND outcome <> 'refused'") == 0)
            }
            let expected = Set(
                truth.filter { $0[4] == "REJECT" }.map {
                    Entry(file: $0[0], row: Int($0[1]) ?? 0, line: Int($0[2]) ?? 0, reason: $0[3], field: $0[5])
                })
            #expect(expected.subtracting(found).map(\.description).sorted() == [])
            #expect(found.subtracting(expected).map(\.description).sorted() == [])
            try await links(world.site)
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
                // What a finding adds stands in brackets.
                let words = try #require(RowReason(rawValue: reason)).message()[language].prefix { $0 != "(" }
                #expect(html.contains(reason) && html.contains(words), "\(file.profile) \(reason) \(language)")
            }
        }
        #expect(file.counts[.refused] == own.count { $0[4] == "REJECT" }, "\(file.profile)")
        #expect(file.counts[.duplicate] == own.count { $0[4] == "DUPLICATE" }, "\(file.profile)")
        #expect(file.counts[.superseded] == own.count { $0[4] == "SUPERSEDED" }, "\(file.profile)")
    }

    private func links(_ site: Site) async throws {
        let rows = try Self.table(ShippedWales.file("truth/records.csv"))
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
        let alone = try await unlinked(placed, truth, site)
        let share = Double(whole + alone) * 100 / Double(placed.count)
        print(
            "wales-2000: wrong links \(wrong.count); of \(placed.count) people \(whole) have all their records linked, \(alone) more all but "
                + "a PNC ID that no other record holds: \((share * 10).rounded() / 10) %")
        #expect(share > 95)
    }

    /// What keeps people apart who are one: nothing that is certain, and doubts stand before somebody's review.
    /// - Returns: how many lack only a PNC record that no other record names, so that nothing could link it.
    private func unlinked(
        _ placed: [String: Set<Int64?>], _ truth: [String: String], _ site: Site
    ) async throws -> Int {
        let certain = try await site.count(
            """
            SELECT COUNT(*) AS n FROM record a JOIN record b ON b.pnc = a.pnc AND b.pnc_verified = 1 AND b.person_id IS NOT NULL
            WHERE a.pnc_verified = 1 AND (a.person_id IS NULL OR a.person_id <> b.person_id)
            """)
        #expect(certain == 0)
        let split = placed.filter { $0.value.count > 1 }
        let onlyPNC = split.count { $0.value.subtracting([nil]).count == 1 }
        let asked = try await site.database.read {
            try $0.query(
                """
                SELECT a.agency AS agency, a.reference AS reference, b.agency AS other_agency, b.reference AS other_reference
                FROM match_review m JOIN record a ON a.id = m.record_id JOIN record b ON b.id = m.other_record_id
                """
            ).map {
                (
                    "\(try $0.get("agency", as: String.self)) \(try $0.get("reference", as: String.self))",
                    "\(try $0.get("other_agency", as: String.self)) \(try $0.get("other_reference", as: String.self))"
                )
            }
        }
        let right = asked.filter { truth[$0.0] == truth[$0.1] }
        let people = Set(right.compactMap { truth[$0.0] })
        let before = split.count { people.contains($0.key) }
        print(
            "wales-2000: of the \(split.count - onlyPNC) other people \(before) stand before review (\(asked.count) questions in all)"
        )
        return onlyPNC
    }

    private static func table(_ file: URL) throws -> [[String]] {
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        let records = reader.read([UInt8](try Data(contentsOf: file))) + reader.finish()
        return records.dropFirst().map(\.fields)
    }
}
