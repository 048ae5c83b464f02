import Domain
import Store

/// Removes what rounds left behind that were cut off: by a kill, a lost database, a failure.
struct RoundSweep: Sendable {
    static let batch = 2000
    private static let actor = Actor.command("carfan score")

    let site: Site

    /// Called when the program starts and before a round begins. Returns how many rounds were removed.
    @discardableResult
    func run() async throws -> Int {
        let now = site.clock()
        let dead = try await site.database.read { connection in
            try connection.query(
                """
                SELECT \(Round.columns) FROM selection_round q WHERE q.state IN ('planning', 'scoring') OR (q.state = 'dropped'
                  AND (EXISTS (SELECT 1 FROM proposal s WHERE s.round_id = q.id)
                    OR EXISTS (SELECT 1 FROM round_movement m WHERE m.round_id = q.id))) ORDER BY q.id
                """
            ).map(Round.init).filter { $0.state == .dropped || $0.isCutOff(now) }.map(\.id)
        }
        for id in dead { try await drop(id) }
        return dead.count
    }

    /// First the round is taken out of use, then its rows go, some at a time.
    func drop(_ id: Int64) async throws {
        try await site.change(RoundSweep.actor) { connection in
            let erased = try RoundStore.drop(connection, id, from: [.planning, .planned, .scoring, .dropped])
            return erased.map { Change((), $0) } ?? .nothing(())
        }
        while try await remove(id) {}
        while try await forget(id) {}
    }

    /// Who would have moved.
    private func forget(_ id: Int64) async throws -> Bool {
        let now = site.clock()
        return try await site.database.writeAlone { connection in
            let people: [Int64] = try connection.query(
                """
                SELECT m.person_id FROM round_movement m JOIN selection_round q ON q.id = m.round_id
                WHERE m.round_id = \(id) AND q.state = 'dropped' LIMIT \(RoundSweep.batch)
                """
            ).map { try $0.get("person_id") }
            guard !people.isEmpty else { return false }
            try connection.execute(
                "DELETE FROM round_movement WHERE round_id = \(id) AND person_id \(connection.among(people))")
            let event = Event(
                .erasure, subjects: people, records: ["selection_round:\(id)"], fields: ["round_movement"])
            try connection.enter(site.entry(.command("carfan score"), event, now))
            return true
        }
    }

    private func remove(_ id: Int64) async throws -> Bool {
        let now = site.clock()
        return try await site.database.writeAlone { connection in
            let rows = try connection.query(
                """
                SELECT s.id, s.score_id, s.person_id FROM proposal s JOIN selection_round q ON q.id = s.round_id
                WHERE s.round_id = \(id) AND q.state = 'dropped' LIMIT \(RoundSweep.batch)
                """)
            guard !rows.isEmpty else { return false }
            let proposals: [Int64] = try rows.map { try $0.get("id") }
            let scores: [Int64] = try rows.compactMap { try $0.get("score_id", as: Int64?.self) }
            try connection.execute("DELETE FROM score WHERE id \(connection.among(scores))")
            try connection.execute("DELETE FROM proposal WHERE id \(connection.among(proposals))")
            let event = Event(
                .erasure, subjects: try rows.map { try $0.get("person_id") }, records: ["selection_round:\(id)"],
                fields: ["score", "proposal"])
            try connection.enter(site.entry(RoundSweep.actor, event, now))
            return true
        }
    }
}
