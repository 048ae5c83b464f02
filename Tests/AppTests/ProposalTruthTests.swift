import Domain
import Foundation
import Store
import Support
import Testing

@testable import App

@Suite("wales-2000 from its raw files to its proposals: every rightly linked person as in the truth")
struct ProposalTruthTests {
    private static let asOf = Day(year: 2026, month: 11, day: 1) ?? Day(number: 0)

    @Test(arguments: Engine.available.filter { $0 != .file })
    func proposals(engine: Engine) async throws {
        let found = try await World.with(engine) { world in
            let directory = ImportDirectory(
                site: world.site, actor: .command("test"), profiles: try await Profiles(site: world.site).all())
            for entry in try directory.entries(ShippedWales.folder.path).entries {
                _ = try await directory.run(try await directory.plan(entry, asOf: Self.asOf))
            }
            _ = try await ScoreRun(site: world.site, actor: .command("test")).round(
                name: "truth", asOf: Self.asOf, settings: .shipped)
            return try await Self.stored(world.site)
        }
        try compare(found)
    }

    private struct Found: Sendable {
        let record: String
        let person: Int64
        let proposal: String
    }

    private static func stored(_ site: Site) async throws -> [Found] {
        try await site.database.read { connection in
            try connection.query(
                """
                SELECT record.agency, record.reference, record.person_id, proposal.proposal, proposal.reason,
                  score.percent_1y, score.percent_2y
                FROM record JOIN proposal ON proposal.person_id = record.person_id
                LEFT JOIN score ON score.id = proposal.score_id WHERE record.kind <> 'pnc'
                """
            ).map { row in
                let percents = try ["percent_1y", "percent_2y"].map { try row.get($0, as: Int?.self).map(String.init) ?? "" }
                let words = percents + [try row.get("proposal"), try row.get("reason")]
                return Found(
                    record: "\(try row.get("agency", as: String.self)) \(try row.get("reference", as: String.self))",
                    person: try row.get("person_id"), proposal: words.joined(separator: " "))
            }
        }
    }

    private func compare(_ found: [Found]) throws {
        var owner: [String: String] = [:]
        for row in try Self.table(ShippedWales.file("truth/records.csv")) where row[1] != "pnc" {
            if row[5] == "ACCEPT" || row[5] == "WARN" { owner["\(row[1]) \(row[3])"] = row[0] }
        }
        var truth: [String: String] = [:]
        for row in try Self.table(ShippedWales.file("truth/proposals.csv")) {
            truth[row[0]] = [row[13], row[14], row[16], row[17]].joined(separator: " ")
        }
        var people: [String: Set<Int64>] = [:]
        for item in found { people[owner[item.record] ?? "", default: []].insert(item.person) }
        var compared = 0
        for item in found {
            guard let name = owner[item.record], people[name]?.count == 1 else { continue }
            compared += 1
            #expect(item.proposal == truth[name], "\(name)")
        }
        #expect(Set(found.map(\.record)) == Set(owner.keys))
        let right = found.count { item in owner[item.record].flatMap { truth[$0] } == item.proposal }
        let share = (Double(right) * 1000 / Double(found.count)).rounded() / 10
        print(
            "wales-2000: \(compared) records of rightly linked people compared; of all \(found.count) records \(share) % have the right proposal"
        )
        #expect(share > 97)
    }

    private static func table(_ file: URL) throws -> [[String]] {
        var reader = DelimitedReader(encoding: .utf8, delimiter: .comma)
        let records = reader.read([UInt8](try Data(contentsOf: file))) + reader.finish()
        return records.dropFirst().map(\.fields)
    }
}
