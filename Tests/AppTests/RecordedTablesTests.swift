import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import Support
import Testing

@testable import App

@Suite("Every change has its entry, and texts are as they were entered")
struct RecordedTablesTests {
    /// A panel adopts Rhodri and lets him go again, with words of its own.
    private static func decided(
        _ engine: Engine, _ body: @Sendable @escaping (World, Set<JournalFinding>) async throws -> Void
    ) async throws {
        try await CohortPeople.visit(engine) { world, people, client in
            // What the fixture put there was not entered.
            let before = Set(try await report(world).findings)
            let carys = try await world.browser(client, as: .carys)
            let path = "\(DecisionTests.gwent)/people/\(people.rhodri)"
            let page = try await carys.get(path)
            let hidden = ["round", "sequence"].compactMap { name in page.value(name).map { (name, $0) } }
            #expect(try await carys.post("\(path)/decision", hidden + DecisionTests.adopting()).status == .seeOther)
            let id = try #require(try await world.enrolment(people.rhodri).0?.id)
            let exit = try await carys.post("/enrolments/\(id)/exit", [("version", "1")] + EnrolmentTests.exit)
            #expect(exit.status == .seeOther)
            try await body(world, before)
        }
    }

    private static func report(_ world: World) async throws -> JournalReport {
        try await world.site.database.read {
            try JournalVerification.report($0, logs: [], recorded: RecordedTables.all, committed: RecordedTables.committed)
        }
    }

    @Test("What is done by hand is found by its entries; what a round made too", arguments: Engine.available)
    func isWhole(_ engine: Engine) async throws {
        try await Self.decided(engine) { world, before in
            let report = try await Self.report(world)
            #expect(Set(report.findings) == before)
            #expect(
                !before.contains { if case .record(let name) = $0.place { name.contains("selection_round") } else { false } })
            #expect(report.committed == 10 && report.erased == 0 && report.rows > 10)
            let entry = try #require(try await world.casework().first { $0.reason == "adopt_fixed" })
            #expect(entry.commitments.count == 5 && entry.encodingVersion == 2)
        }
    }

    static let tamperings: [(String, JournalVerdict, String, [SQL])] = [
        (
            "a decision put in", .unrecorded, "decision:2",
            [
                """
                INSERT INTO decision (person_id, record_id, round_id, area, panel_day, outcome, reason, police_decider, probation_decider,
                  officer_id, decided_at, sequence)
                SELECT person_id, record_id, round_id, area, panel_day, outcome, '', police_decider, probation_decider, officer_id,
                  decided_at, 9 FROM decision
                """
            ]
        ),
        ("by another officer", .unrecorded, "decision:1", ["UPDATE decision SET officer_id = officer_id + 1"]),
        ("at another time", .unrecorded, "decision:1", ["UPDATE decision SET decided_at = '2026-03-02T09:32:00.000000Z'"]),
        (
            "a step put in", .unrecorded, "enrolment_state:4",
            [
                """
                INSERT INTO enrolment_state (enrolment_id, state, at, officer_id, reason)
                SELECT enrolment_id, 'active', '2026-03-09T09:30:00.000000Z', officer_id, '' FROM enrolment_state WHERE id = 1
                """
            ]
        ),
        (
            "a decision gone", .unrecorded, "decision:1",
            [
                "DELETE FROM enrolment_exit", "DELETE FROM enrolment_state", "DELETE FROM enrolment", "DELETE FROM decision",
            ]
        ),
        ("other words", .altered, "decision:1", ["UPDATE decision SET reason = 'Eleven burglaries'"]),
        ("a plan of other words", .altered, "enrolment_exit:1", ["UPDATE enrolment_exit SET plan = 'None'"]),
        (
            "another salt", .altered, "decision:1",
            [
                "UPDATE commitment_salt SET salt = (SELECT c.salt FROM commitment_salt c WHERE c.field = 'plan') WHERE field = 'reason'"
            ]
        ),
        (
            "words given with the salt of none", .altered, "decision:1",
            [
                "UPDATE decision SET reason = 'Eleven burglaries'",
                "UPDATE commitment_salt SET salt = NULL WHERE field = 'reason'",
            ]
        ),
        ("the salt taken away", .altered, "decision:1", ["DELETE FROM commitment_salt WHERE field = 'reason'"]),
        ("words where there were none", .altered, "decision:1", ["UPDATE decision SET dissent = 'He was against it'"]),
        ("no words", .altered, "decision:1", ["UPDATE decision SET reason = ''"]),
        (
            "no words, as if they were erased", .unrecorded, "decision:1",
            ["UPDATE decision SET reason = ''", "UPDATE commitment_salt SET salt = NULL WHERE field = 'reason'"]
        ),
        (
            "no words, as if there never were any", .altered, "decision:1",
            ["UPDATE decision SET reason = ''", "DELETE FROM commitment_salt WHERE field = 'reason'"]
        ),
        (
            "no plan, where there need be none", .unrecorded, "enrolment:1",
            ["UPDATE enrolment_exit SET plan = ''", "DELETE FROM commitment_salt WHERE field = 'plan'"]
        ),
        ("another decider", .altered, "decision:1", ["UPDATE decision SET police_decider = 'Nobody'"]),
    ]

    @Test("Found, and called by its name", arguments: Engine.available)
    func isFound(_ engine: Engine) async throws {
        for (name, verdict, row, statements) in Self.tamperings {
            try await Self.decided(engine == .file ? .memory : engine) { world, before in
                for statement in statements { try await world.site.database.write { try $0.execute(statement) } }
                let found = Set(try await Self.report(world).findings).subtracting(before)
                #expect(found.contains { $0.verdict == verdict && $0.place == .record(row) }, "\(name): \(found)")
            }
        }
    }

    @Test("Accounts: opened and closed by their entries, and not without", arguments: Engine.available)
    func accounts(_ engine: Engine) async throws {
        try await engine.with(carfanSchema) { database in
            let world = try await World.with { $0.site }
            let site = Site(
                database: database, clock: world.clock, log: world.log, reference: world.reference, config: world.config,
                passwords: world.passwords)
            let accounts = AccountStore(site: site)
            for named in [Named.carys, .dewi] { _ = try await accounts.add(named.account, by: .command("test")) }
            try await accounts.disable(2, by: .command("test"))
            func found() async throws -> [JournalFinding.Place] {
                try await database.read { try JournalVerification.report($0, logs: [], recorded: RecordedTables.all) }.findings
                    .map(\.place)
            }
            #expect(try await found() == [])
            let later = site.clock().adding(seconds: 61)
            try await database.write { try $0.execute("UPDATE officer SET disabled_at = \(later) WHERE id = 1") }
            #expect(try await found() == [.record("officer:1")])
            try await database.write {
                try $0.execute("UPDATE officer SET disabled_at = NULL WHERE id = 1")
                try $0.execute("DELETE FROM officer WHERE id = 2")
            }
            #expect(try await found() == [.record("officer:2")])
        }
    }

    @Test("With the salt erased nothing of a text is left, and the journal verifies", arguments: Engine.available)
    func erasure(_ engine: Engine) async throws {
        try await Self.decided(engine) { world, before in
            try await world.site.database.write { connection in
                let columns = ["reason", "mappa_reason", "dissenter", "dissent"]
                for column in columns + ["police_decider", "probation_decider", "police_lead", "probation_lead"] {
                    try connection.execute("UPDATE decision SET \(name: column) = ''")
                }
                try connection.eraseSalts(of: "decision:1")
            }
            let found = Set(try await Self.report(world).findings).subtracting(before)
            #expect(found == [JournalFinding(.unrecorded, .record("decision:1"))])
            try await world.site.enter(.command("test"), [Event(.erasure, subjects: [], records: ["decision:1"])])
            let report = try await Self.report(world)
            #expect(Set(report.findings) == before && report.erased == 5 && report.committed == 5)
        }
    }

    @Test("What officers said of records is committed to, and found", arguments: Engine.available)
    func links(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let before = Set(try await Self.report(world).findings)
            let carys = try await world.browser(client, as: .carys)
            world.clock.move(seconds: 120)
            let page = try await carys.get("/reviews/\(people.review)")
            let form = [("verdict", "same"), ("reason", "Seen in custody"), ("seen", page.value("seen") ?? "")]
            #expect(try await carys.post("/reviews/\(people.review)/decision", form).status == .seeOther)
            world.clock.move(seconds: 120)
            let path = "/people/\(people.sian)/records/\(people.probationOfSian)/unlinking"
            #expect(try await carys.post(path, ["reason": "Another Sian Jones"]).status == .seeOther)
            let report = try await Self.report(world)
            #expect(Set(report.findings) == before, "\(Set(report.findings).subtracting(before))")
            // The answer, in the question and as an opinion, the link ended and begun; the lock, the link ended and begun.
            #expect(report.committed == 7)
            for (row, statement) in [
                ("match_review:1", "UPDATE match_review SET reason = 'x' WHERE reason <> ''" as SQL),
                ("review_opinion", "UPDATE review_opinion SET reason = 'x'"),
                ("match_lock", "UPDATE match_lock SET reason = 'x'"),
                ("record_link", "UPDATE record_link SET ended_reason = 'x' WHERE ended_reason <> ''"),
            ] {
                try await world.site.database.write { try $0.execute(statement) }
                let found = Set(try await Self.report(world).findings).subtracting(before)
                #expect(
                    found.contains { finding in
                        if case .record(let name) = finding.place {
                            finding.verdict == .altered && name.hasPrefix(row)
                        } else {
                            false
                        }
                    }, "\(row)")
            }
        }
    }

    @Test("Every table with people’s data is looked up, or says why it is not")
    func register() {
        let looked = Set(RecordedTables.all.map(\.table))
        for (table, columns) in carfanSchema.holdings where columns.contains(where: { $0.value != nil }) {
            #expect(looked.contains(table) != (RecordedTables.leftOut[table] != nil), "\(table)")
        }
        #expect(Set(RecordedTables.leftOut.keys).isSubset(of: carfanSchema.holdings.keys))
    }
}

@Suite("The journal holds no value of anybody (DP-05)")
struct JournalValuesTests {
    @Test("What stands of people in the tables stands in no table of the journal", arguments: Engine.available)
    func holdsNoValue(_ engine: Engine) async throws {
        try await GwentPeople.visit(engine) { world, people, client in
            let carys = try await world.browser(client, as: .carys)
            for page in ["", "/offences", "/records", "/timeline", "/access", "/looks?purpose=sample"] {
                _ = try await carys.get("/people/\(people.sian)\(page)")
            }
            _ = try await carys.get("/people?q=Llewellyn")
            let page = try await carys.get("/reviews/\(people.review)")
            let form = [("verdict", "same"), ("reason", "Seen in custody together"), ("seen", page.value("seen") ?? "")]
            _ = try await carys.post("/reviews/\(people.review)/decision", form)
            let path = "/people/\(people.sian)/records/\(people.probationOfSian)/unlinking"
            _ = try await carys.post(path, ["reason": "Another Sian Jones of Newport"])
            let keeping = try JournalKeeping(site: world.site)
            try await keeping.extend()
            try await keeping.unusual.run()
            let (values, journal) = try await world.site.database.read { connection in
                (try Self.values(connection), try Self.journal(connection))
            }
            #expect(values.count > 60 && journal.count > 500)
            // The day of a change is the day of its entry.
            let found = values.subtracting([world.site.today.iso]).filter { journal.contains($0) }.sorted()
            #expect(found == [])
        }
    }

    /// Every text of a column that holds something of a person, but for codes that say nothing of one by themselves.
    private static func values(_ connection: any Connection) throws -> Set<String> {
        let journals: Set<String> = ["journal", "journal_subject", "journal_actor", "unusual_access"]
        // Codes of areas, agencies, kinds, outcomes: the same for thousands.
        let codes: Set<String> = [
            "area", "agency", "kind", "state", "outcome", "rule", "sex", "proposal", "news", "movement", "previous", "cohort",
            "scheme",
            "rag", "band", "adjudication", "ground", "reach_id", "hash", "key", "pnc_verified", "verdict", "compared",
        ]
        var values: Set<String> = []
        for (table, columns) in carfanSchema.holdings where !journals.contains(table) {
            for (column, holding) in columns where holding?.subject == .offender && !codes.contains(column) {
                for row in try connection.query("SELECT \(name: column) AS value FROM \(name: table)") {
                    if let text = try? row.get("value", as: String.self), text.utf8.count > 3 { values.insert(text) }
                }
            }
        }
        return values
    }

    private static func journal(_ connection: any Connection) throws -> String {
        var text = ""
        for row in try Journal.entries(connection, from: 1, limit: 10_000) {
            let entry = row.entry
            text += ([entry.agency, entry.role, entry.route, entry.reason] + entry.records + entry.fields)
                .joined(separator: "\n")
        }
        for row in try connection.query("SELECT rule, entries, people, note FROM unusual_access") {
            text += row.values.map { "\($0)" }.joined(separator: "\n")
        }
        for row in try connection.query("SELECT record, field FROM commitment_salt") {
            text += row.values.map { "\($0)" }.joined(separator: "\n")
        }
        return text
    }
}
