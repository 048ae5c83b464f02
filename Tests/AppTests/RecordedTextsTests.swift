import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("What officers write in their own words is committed to: other words, no words and older words are found")
struct RecordedTextsTests {
    /// Reports, notes, victims, an agreement, a share, a correction and unusual access, written as people write them.
    private static func written(
        _ engine: Engine, _ body: @Sendable @escaping (World, any TestClientProtocol, Set<JournalFinding>) async throws -> Void
    ) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            // What the fixture put there was not entered, and stands before the first commitment.
            let mali = try await world.join(client, "mali", .victimLiaison, "gwent-police").browser
            let before = Set(try await report(world).findings)
            world.clock.move(seconds: 60)
            try await notes(world, people.sian, client, mali)
            try await sharing(world, people.sian, client)
            let keeping = try JournalKeeping(site: world.site)
            for number in 0..<11 { _ = try await world.browser(client, as: .dewi).get("/people/\(90000 + number)") }
            try await keeping.extend()
            try await keeping.unusual.run()
            try await close(world, client, "Was on the night shift")
            try await body(world, client, before)
        }
    }

    private static func notes(
        _ world: World, _ person: Int64, _ client: any TestClientProtocol, _ mali: Browser
    ) async throws {
        let dewi = try await world.browser(client, as: .dewi)
        let path = "/people/\(person)"
        func send(_ officer: Browser, _ rest: String, _ fields: [(String, String)]) async throws {
            #expect(try await officer.post("\(path)/\(rest)", fields).status == .seeOther, "\(rest)")
        }
        try await send(dewi, "intelligence/new", NoteForms.report("Sells cycles", NoteForms.conditional))
        try await send(
            dewi, "intelligence/1/grading", NoteForms.grading + [("version", "1"), ("reason", "Seen by two officers")])
        try await send(dewi, "notes/new", NoteForms.note("At home at nine"))
        try await send(
            dewi, "notes/1/correction",
            NoteForms.note("At home at ten", "self_report", [("version", "1"), ("reason", "The clock was fast")]))
        try await send(mali, "victims/new", VictimPagesTests.contact)
        try await send(mali, "involvements/new", VictimPagesTests.event)
        try await send(mali, "involvements/1/withdrawal", [("reason", "Another person of that name")])
    }

    private static func sharing(_ world: World, _ person: Int64, _ client: any TestClientProtocol) async throws {
        let agreement = try await world.agreement(client)
        let share = try await world.shared(client, person, under: agreement)
        let carys = try await world.browser(client, as: .carys)
        let fields = [("part", "risk"), ("what", "She is not at high risk")] + World.day("since", (1, 3, 2026))
        #expect(try await carys.post("/people/\(person)/sharing/correction", fields).status == .seeOther)
        #expect(try await carys.post("/corrections/1", ["evidence": "Rang Siân Pugh"]).status == .seeOther)
        #expect(try await carys.post("/shares/\(share.id)/ending", ["reason": "The tenancy is safe"]).status == .seeOther)
        #expect(try await carys.post("/agreements/\(agreement)/ending", ["reason": "The team is closed"]).status == .seeOther)
    }

    private static func close(_ world: World, _ client: any TestClientProtocol, _ note: String) async throws {
        let rhian = try await world.browser(client, as: .rhian)
        let seen = try #require(try await rhian.get("/journal/unusual/1").value("seen"))
        let fields = [("outcome", "explained"), ("note", note), ("seen", seen)]
        #expect(try await rhian.post("/journal/unusual/1/outcome", fields).status == .seeOther)
    }

    private static func report(_ world: World) async throws -> JournalReport {
        try await world.site.database.read(report)
    }

    private static func report(_ connection: any Connection) throws -> JournalReport {
        try JournalVerification.report(connection, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed)
    }

    private struct Undone: Error {
        let findings: Set<JournalFinding>
    }

    /// What verify says of a database in which this was done; afterwards it was not.
    private static func after(
        _ world: World, _ tampering: @Sendable @escaping (any Connection) throws -> Void
    ) async throws -> Set<JournalFinding> {
        do {
            try await world.site.database.write { connection in
                try tampering(connection)
                throw Undone(findings: Set(try report(connection).findings))
            }
        } catch let undone as Undone {
            return undone.findings
        }
        return []
    }

    @Test("Of every such column that was written", arguments: Engine.available)
    func isFound(_ engine: Engine) async throws {
        try await Self.written(engine) { world, _, before in
            let found = Set(try await Self.report(world).findings)
            #expect(found.subtracting(before) == [])
            let all: Set<String> = [
                "intelligence", "intelligence_grading", "narrative_version", "victim_contact_version", "involvement", "share",
                "share_state", "share_disclosure", "sharing_agreement", "sharing_agreement_party", "sharing_agreement_state",
                "correction_notice",
                "correction_task", "unusual_access",
            ]
            var tables: Set<String> = []
            for text in RecordedTables.committed where all.contains(text.table) {
                let isBlob = text.column.hasSuffix("sealed")
                let (other, none): (Value, Value) = isBlob ? (.blob([1, 2, 3]), .blob([])) : (.text("x"), .text(""))
                let (table, column) = (text.table, text.column)
                let written = try await world.site.count(
                    "SELECT COUNT(*) AS n FROM \(name: table) t WHERE length(COALESCE(t.\(name: column), \(none))) > 0")
                guard written > 0 else { continue }
                tables.insert(table)
                let isSalt: SQL = "record LIKE \(table + ":%") AND field = \(column)"
                let put: @Sendable (Value) -> SQL = { value in
                    "UPDATE \(name: table) SET \(name: column) = \(value) WHERE length(COALESCE(\(name: column), \(none))) > 0"
                }
                let rows: [(String, Set<JournalVerdict>, [SQL])] = [
                    ("other words", [.altered], [put(other)]), ("no words", [.altered], [put(none)]),
                    ("as if erased", [.unrecorded], [put(none), "UPDATE commitment_salt SET salt = NULL WHERE \(isSalt)"]),
                    ("as if never", [.altered, .unrecorded], [put(none), "DELETE FROM commitment_salt WHERE \(isSalt)"]),
                    ("without salt", [.altered], ["DELETE FROM commitment_salt WHERE \(isSalt)"]),
                ]
                for (name, verdicts, statements) in rows {
                    let found = try await Self.after(world) { for statement in statements { _ = try $0.execute(statement) } }
                    #expect(found.subtracting(before).contains { verdicts.contains($0.verdict) }, "\(table).\(column): \(name)")
                }
            }
            #expect(tables == all)
        }
    }

    @Test("The newest words taken away, so that the older stand", arguments: Engine.available)
    func isTakenAway(_ engine: Engine) async throws {
        try await Self.written(engine) { world, _, before in
            for (table, row) in [("narrative_version", "narrative:1"), ("intelligence_grading", "intelligence:1")] {
                let found = try await Self.after(world) { connection in
                    _ = try connection.execute("DELETE FROM \(name: table) WHERE version = 2")
                    _ = try connection.execute("DELETE FROM commitment_salt WHERE record = \(table + ":2")")
                }
                #expect(found.subtracting(before) == [JournalFinding(.unrecorded, .record(row))], "\(table)")
            }
        }
    }

    @Test("Older words put back, with their salt and their time", arguments: Engine.available)
    func isPutBack(_ engine: Engine) async throws {
        try await Self.written(engine) { world, client, before in
            let older = try await world.site.database.read { connection in
                (
                    try connection.first("SELECT note, closed_at FROM unusual_access WHERE id = 1"),
                    try connection.value("SELECT salt FROM commitment_salt WHERE field = 'note'", as: [UInt8].self)
                )
            }
            world.clock.move(seconds: 120)
            try await Self.close(world, client, "Was not on any list")
            let standing = Set(try await Self.report(world).findings)
            #expect(standing.subtracting(before) == [])
            let (row, salt) = (try #require(older.0), try #require(older.1))
            let (note, at): (String, String) = (try row.get("note"), try row.get("closed_at"))
            let found = try await Self.after(world) { connection in
                _ = try connection.execute("UPDATE unusual_access SET note = \(note), closed_at = \(at) WHERE id = 1")
                _ = try connection.execute("UPDATE commitment_salt SET salt = \(salt) WHERE field = 'note'")
            }
            #expect(found.subtracting(before) == [JournalFinding(.unrecorded, .record("unusual_access:1"))])
        }
    }

    @Test("A second opening put in beside the honest one of a share", arguments: Engine.available)
    func isPutIn(_ engine: Engine) async throws {
        try await Self.written(engine) { world, _, before in
            let found = try await Self.after(world) { connection in
                _ = try connection.execute(
                    """
                    INSERT INTO case_grant (person_id, entered_for, agency, officer_id, ground, ground_id, parts, sensitive, from_at, until_at,
                      reason, made_by, made_at)
                    SELECT person_id, entered_for, agency, officer_id, ground, ground_id, 'risk plan health', 1, from_at, until_at, reason,
                      made_by, made_at FROM case_grant WHERE id = 1
                    """)
            }
            let row = JournalFinding.Place.record("case_grant:2")
            #expect(found.subtracting(before) == [JournalFinding(.unrecorded, row), JournalFinding(.altered, row)])
        }
    }

    @Test("No text column stands outside, but for those with a reason")
    func register() {
        let exempt = Set(RecordedTables.leftOut.keys).subtracting(["sharing_agreement_party", "case_restriction_officer"])
        var texts: Set<String> = []
        for step in carfanSchema.migrations.flatMap(\.steps) {
            let (table, columns): (String, [Column])
            switch step {
            case .table(let made): (table, columns) = (made.name, made.columns)
            case .addColumn(let name, let column): (table, columns) = (name, [column])
            case .index, .uniqueIndex, .sql, .run: continue
            }
            let isLookedUp = RecordedTables.all.contains { $0.table == table } || RecordedTables.leftOut[table] != nil
            guard isLookedUp, !exempt.contains(table), RecordedTables.uncommittedTables[table] == nil else { continue }
            texts.formUnion(columns.filter { $0.type == .text || $0.type == .blob }.map { "\(table).\($0.name)" })
        }
        let committed = Set(RecordedTables.committed.map { "\($0.table).\($0.column)" })
        #expect(committed.isSubset(of: texts), "\(committed.subtracting(texts))")
        let isOther: (String) -> Bool = { name in
            let column = name.split(separator: ".").last.map(String.init) ?? ""
            return RecordedTables.uncommittedColumns[name] != nil || RecordedTables.codesCalledWords.contains(name)
                || RecordedTables.codes.contains(column) || column == "at" || column.hasSuffix("_at")
                || column.hasSuffix("_on") || column.hasSuffix("_day")
        }
        #expect(texts.subtracting(committed).filter { !isOther($0) } == [])
        #expect(Set(RecordedTables.uncommittedColumns.keys).isSubset(of: texts))
        #expect(RecordedTables.codesCalledWords.isSubset(of: texts))
    }
}
