import Domain
import HummingbirdTesting
import Store
import Support

@testable import App

/// A small invented Wales of records: each is one row of a file, linked as the import would have it.
struct PeopleFixture {
    let connection: any Connection
    let now: Instant
    private var records: [String: Int64] = [:]

    init(_ connection: any Connection, at now: Instant) {
        self.connection = connection
        self.now = now
    }

    /// What a test says of a record; the rest is empty.
    struct Made {
        var agency = "gwent-police"
        var kind = "nominal"
        var reference: String
        var family = ""
        var given = ""
        var born: String? = "1990-05-14"
        var sex: String? = "M"
        var area = Area.gwent
        var aliases = ""
        var postcode = ""
        var markers = ""
        var language: String?
        var pnc: String?
        var cro: String?
        var crn: String?
        var prisonNumber: String?
        var person: Int64?
    }

    mutating func person() throws -> Int64 {
        try connection.insertReturningID(
            """
            INSERT INTO person (family, given, sort_key, sort_key_cy, area, created_at)
            VALUES ('', '', '', '', \(Area.wales), \(now)) RETURNING id
            """)
    }

    private func source(_ feed: String, _ key: String, _ raw: String) throws -> Int64 {
        try connection.insertReturningID(
            """
            INSERT INTO source_row (feed, source_key, import_id, row, hash, raw) VALUES (\(feed), \(key), 1, 1, 1, \(raw)) RETURNING id
            """)
    }

    @discardableResult
    mutating func record(_ made: Made) throws -> Int64 {
        let source = try source("\(made.agency)/\(made.kind)", made.reference, "[\"\(made.reference)\",\"\(made.family)\"]")
        let pnc = made.pnc.flatMap { IdentifierKind.pnc.check($0, asOf: London.day(of: now)) }
        let cro = made.cro.flatMap { IdentifierKind.cro.check($0, asOf: London.day(of: now)) }
        let id = try connection.insertReturningID(
            """
            INSERT INTO record (agency, kind, reference, person_id, source_row_id, updated_at, area, family, given, aliases,
              date_of_birth, sex, language, postcode, markers, pnc, pnc_verified, cro, cro_verified, crn, prison_number)
            VALUES (\(made.agency), \(made.kind), \(made.reference), \(made.person), \(source), \(now.iso), \(made.area),
              \(made.family), \(made.given), \(made.aliases), \(made.born), \(made.sex), \(made.language), \(made.postcode),
              \(made.markers), \(pnc?.shown), \(pnc?.verified ?? false), \(cro?.shown), \(cro?.verified ?? false), \(made.crn),
              \(made.prisonNumber))
            RETURNING id
            """)
        records[made.reference] = id
        for reading in [pnc, cro] {
            guard let reading, let canonical = reading.canonical else { continue }
            try key(reading.kind, canonical, id)
        }
        if let crn = made.crn { try key(.crn, crn, id) }
        if let number = made.prisonNumber { try key(.prisonNumber, number, id) }
        if let person = made.person {
            try connection.execute(
                """
                INSERT INTO record_link (record_id, person_id, since, rule) VALUES (\(id), \(person), \(now), \(LinkWords.first))
                """)
        }
        return id
    }

    private func key(_ kind: IdentifierKind, _ value: String, _ record: Int64) throws {
        try connection.execute("INSERT INTO match_key (key, record_id) VALUES (\(MatchKey(kind, value).number), \(record))")
    }

    /// A person with one police record, as most are.
    @discardableResult
    mutating func nominal(_ family: String, _ given: String, _ reference: String, _ more: (inout Made) -> Void = { _ in })
        throws -> Int64
    {
        let person = try person()
        var made = Made(reference: reference, family: family, given: given)
        made.person = person
        more(&made)
        try record(made)
        return person
    }

    func conviction(_ reference: String, _ date: String, _ code: String, days: Int = 0, disposal: String = "2301") throws {
        let source = try source("pnc/convictions", "\(reference) \(date) \(code)", "[]")
        try connection.execute(
            """
            INSERT INTO conviction (source_row_id, record_id, court_date, court, offence_code, offence, adjudication,
              disposal_code, disposal, sentence_days)
            VALUES (\(source), \(records[reference] ?? 0), \(date), 'NEWPORT MC', \(code), 'AS THE COURT WROTE IT', 'CONVICTION',
              \(disposal), 'FINE', \(days))
            """)
    }

    func custody(_ reference: String, number: String, at: String) throws {
        let source = try source("gwent-police/custody", number, "[]")
        try connection.execute(
            """
            INSERT INTO custody_event (source_row_id, record_id, reference, arrested_at, station, offence_code, offence, disposal)
            VALUES (\(source), \(records[reference] ?? 0), \(number), \(at), 'Newport Central', '02803', 'Burglary', 'charged')
            """)
    }

    func order(_ reference: String, from start: String, to end: String, rosh: String, twoYear: Int) throws {
        let source = try source("probation/cases", "\(reference) \(start)", "[]")
        try connection.execute(
            """
            INSERT INTO court_order (source_row_id, record_id, type, start_date, end_date, conviction_date, offence_code, pdu, rosh,
              ogrs3_1y, ogrs3_2y, ogrs3_date, registers, mappa_category, mappa_level)
            VALUES (\(source), \(records[reference] ?? 0), 'Community Order', \(start), \(end), \(start), '02803', 'WPTGWT', \(rosh),
              40, \(twoYear), \(start), 'IIOM ADVP', '2', '1')
            """)
    }

    func sentence(_ reference: String, from start: String, to end: String) throws {
        let source = try source("prison/releases", "\(reference) \(start)", "[]")
        try connection.execute(
            """
            INSERT INTO prison_sentence (source_row_id, record_id, prison, reception_date, sentence_days, release_date, release_type)
            VALUES (\(source), \(records[reference] ?? 0), 'CFI', \(start), 120, \(end), 'licence')
            """)
    }

    /// A current selection round with one proposal for each of these.
    func round(_ proposals: [(person: Int64, kind: String, percent: Int?)]) throws {
        let round = try connection.insertReturningID(
            """
            INSERT INTO selection_round (name, as_of, settings_version, officer_id, made_at, state)
            VALUES ('March 2026', '2026-03-01', 1, 0, \(now), 'current') RETURNING id
            """)
        for proposal in proposals {
            let score: Int64? = try proposal.percent.map { percent in
                try connection.insertReturningID(
                    """
                    INSERT INTO score (person_id, round_id, instrument, profile, version, as_of, inputs, parts, probability_1y,
                      probability_2y, percent_1y, percent_2y, band, computed_at)
                    VALUES (\(proposal.person), \(round), 'OGRS3', 'hmpps', 'hmpps-2026-05-28', '2026-03-01', '{}', '{}', 0.5, 0.5,
                      \(percent / 2), \(percent), 'HIGH', \(now)) RETURNING id
                    """)
            }
            try connection.execute(
                """
                INSERT INTO proposal (round_id, person_id, area, proposal, rank, score_id, percent_2y, facts, news)
                VALUES (\(round), \(proposal.person), \(Area.gwent), \(proposal.kind), 1, \(score), \(proposal.percent), '{}', 'new')
                """)
        }
    }

    func enrolled(_ person: Int64, rag: String) throws {
        let round: Int64 = try connection.value("SELECT MAX(id) AS id FROM selection_round") ?? 0
        let decision = try connection.insertReturningID(
            """
            INSERT INTO decision (person_id, record_id, round_id, area, panel_day, outcome, reason, police_decider,
              probation_decider, rag, officer_id, decided_at, sequence)
            VALUES (\(person), (SELECT MIN(id) FROM record WHERE person_id = \(person)), \(round), \(Area.gwent), '2026-03-02', 'adopt_fixed', 'Three burglaries since May', 'Sgt Awel Pugh',
              'Mair Tudor', \(rag), 1, \(now), 1) RETURNING id
            """)
        try connection.execute(
            """
            INSERT INTO enrolment (person_id, record_id, scheme, cohort, state, area, started_on, police_lead, rag, decision_id)
            VALUES (\(person), (SELECT MIN(id) FROM record WHERE person_id = \(person)), 'iom', 'fixed', 'active', \(Area.gwent), '2026-03-02', 'PC Gwyn Rees', \(rag), \(decision))
            """)
    }

    func review(_ one: String, _ other: String) throws -> Int64 {
        let explanation = "{\"with\":2,\"points\":[{\"points\":35,\"en\":\"Same name\",\"cy\":\"Yr un enw\"}]}"
        return try connection.insertReturningID(
            """
            INSERT INTO match_review (record_id, other_record_id, points, explanation, state, made_at)
            VALUES (\(records[one] ?? 0), \(records[other] ?? 0), 35, \(explanation), 'open', \(now)) RETURNING id
            """)
    }

    func number(of reference: String) -> Int64 { records[reference] ?? 0 }

    /// Rows, tokens and words of everybody, as after an import.
    func finish() throws {
        try PersonRefresh.refresh(connection, try connection.query("SELECT id FROM person").map { try $0.get("id") })
    }
}

/// The people that most tests are about.
struct GwentPeople: Sendable {
    let sian, dafydd, llywelyn, formula, elsewhere: Int64
    let review: Int64
    let probationOfSian: Int64

    static func make(_ world: World) async throws -> GwentPeople {
        let now = world.clock.now
        return try await world.site.database.write { connection in
            var all = PeopleFixture(connection, at: now)
            let sian = try all.nominal("Jones", "Siân Mair", "G1000001") {
                $0.sex = "F"
                $0.pnc = "2013/6312209U"
                $0.markers = "VI SH"
                $0.postcode = "NP20 1AB"
            }
            let probation = try all.record(
                .init(
                    agency: "probation", kind: "probation", reference: "E100001", family: "Jones", given: "Sian",
                    sex: "F", language: "Welsh", crn: "E100001", prisonNumber: "A1234BC", person: sian))
            try all.record(
                .init(
                    agency: "pnc", kind: "pnc", reference: "2013/6312209U", born: nil, sex: nil, area: .wales,
                    pnc: "2013/6312209U", person: sian))
            try all.conviction("2013/6312209U", "2015-02-03", "10501")
            try all.conviction("2013/6312209U", "2025-11-10", "02803", days: 120, disposal: "2101")
            try all.custody("G1000001", number: "CU2025/000658", at: "2025-11-01T12:05:00.000000Z")
            try all.order("E100001", from: "2025-11-10", to: "2026-11-09", rosh: "high", twoYear: 66)
            try all.sentence("E100001", from: "2025-11-11", to: "2026-01-10")
            let dafydd = try all.nominal("ap Rhys", "Dafydd", "G1000002") { $0.cro = "65656/91H" }
            let llywelyn = try all.nominal("Llewellyn", "Gwilym", "G1000003") { $0.aliases = "Bowen|Wil" }
            let formula = try all.nominal("=SUM(A1)", "Evan", "G1000004")
            let elsewhere = try all.nominal("Jones", "Carwyn", "NOM-10000001") {
                $0.agency = "south-wales-police"
                $0.area = .southWales
            }
            try all.nominal("Jonas", "Silvia", "G1000005") { $0.sex = "F" }
            try all.round([
                (sian, "FIXED-1", 71), (dafydd, "NONE", 12), (llywelyn, "FLEX-CANDIDATE-A", 44), (formula, "UNSCORED", nil),
            ])
            try all.enrolled(sian, rag: "red")
            let review = try all.review("G1000002", "G1000003")
            try all.finish()
            return GwentPeople(
                sian: sian, dafydd: dafydd, llywelyn: llywelyn, formula: formula, elsewhere: elsewhere, review: review,
                probationOfSian: probation)
        }
    }

    /// A world with these people in it, and a client.
    static func visit<T: Sendable>(
        _ engine: Engine = .memory,
        _ body: @Sendable @escaping (World, GwentPeople, any TestClientProtocol) async throws -> T
    ) async throws -> T {
        try await World.visit(engine) { world, client in
            try await body(world, try await GwentPeople.make(world), client)
        }
    }
}

extension World {
    /// Somebody who is not of the small world, signed in.
    func stranger(
        _ client: any TestClientProtocol, _ role: Role = .coordinator, _ agency: String = "south-wales-police",
        _ areas: [Area] = [.southWales]
    ) async throws -> Browser {
        let (session, now, limits) = (NewSession(), clock.now, SessionLimits(site.config))
        let codes = areas.map(\.rawValue).joined(separator: " ")
        try await site.database.write { connection in
            let id = try connection.insertReturningID(
                """
                INSERT INTO officer (username, name, agency, role, areas, created_at)
                VALUES ('mererid', 'Mererid Tomos', \(agency), \(role), \(codes), \(now)) RETURNING id
                """)
            try SessionStore.begin(connection, session, officer: id, replacing: nil, limits, now)
        }
        let browser = Browser(client)
        browser.accept("\(Cookies.session(site.config))=\(session.token.text)")
        browser.csrf = session.csrf
        return browser
    }

    /// Entries of the journal that are about people's cases.
    func casework() async throws -> [Entry] {
        try await journal().filter { $0.kind != .security }
    }
}
