import Domain
import Foundation
import Store
import Support
import Testing

@testable import App

@Suite("What an import weighs in passing is what the two records weigh by themselves")
struct LinkageSameWeightTests {
    /// Forty people, each once as they are and once as another clerk had them.
    private static let rows: [String] = (0..<40).flatMap { number -> [String] in
        let family = ["Prosser", "Vaughan", "Kowalski", "Tudor", "Achterberg"][number % 5]
        let given = ["Gwenllian", "Heledd", "Agnieszka", "Mair", "Sunniva", "Nia", "Zofia", "Elin"][number % 8]
        let born = "0\(1 + number % 9)/0\(1 + number / 9)/19\(60 + number)"
        let town = ["Brynmawr", "Blaina", "Tredegar"][number % 3]
        let slipped = number % 4 == 0 ? String(family.dropLast()) : family
        return [
            GwentFile.row("A\(number)", family, given, born: born, town: town),
            GwentFile.row(
                "B\(number)", slipped, given, born: number % 3 == 0 ? "" : born, town: number % 2 == 0 ? "Rhyl" : town),
        ]
    }

    private static func subject(_ id: Int64, _ connection: any Connection, _ table: inout MatchTable) throws -> MatchSubject {
        let row = try #require(
            try connection.first("SELECT \(MatchRecord.storedColumns) FROM record WHERE id = \(id)"))
        return table.read(try MatchRecord(row))
    }

    @Test("Every link and every question of a file, weighed anew one pair at a time", arguments: Engine.available)
    func same(_ engine: Engine) async throws {
        try await World.with(engine) { world in
            let plan = try await ImportPlanning.plan(GwentFile.bytes(Self.rows), world.site)
            _ = try await ImportRunning.whole(plan, world.site)
            let seen = try await world.site.database.read { connection in
                let version = try LinkageVersions.inUse(connection)
                let kept = try connection.query(
                    """
                    SELECT record_id, explanation FROM record_link WHERE explanation <> ''
                    UNION ALL SELECT record_id, explanation FROM match_review
                    """)
                for row in kept {
                    let stored = try JSONDecoder().decode(
                        MatchExplanation.self, from: Data(try row.get("explanation", as: String.self).utf8))
                    var table = MatchTable()
                    let record = try Self.subject(try row.get("record_id"), connection, &table)
                    let other = try Self.subject(stored.with, connection, &table)
                    var matching = Matching(version, table)
                    let compared = matching.compare(record, MatchPerson(number: 1, records: [other]))
                    let found = try #require(compared)
                    let fresh = MatchExplanation(found, matching)
                    #expect(abs(fresh.total - stored.total) < 0.02 && fresh.rule == stored.rule)
                    #expect(fresh.points.map(\.en) == stored.points.map(\.en))
                }
                return kept.count
            }
            #expect(seen >= 30)
        }
    }
}
