import Domain
import Store

/// An enrolment as it stands.
struct StandingEnrolment: Sendable {
    let id: Int64
    let person: Int64
    /// The record that it hangs on.
    let record: Int64
    let area: Area
    let state: EnrolmentState
    let place: CohortPlace?
    let ground, policeLead, probationLead: String
    let rag: RagRating?
    let startedOn, endedOn, nextReview: Day?
    let version: Int

    static let columns: SQL = """
        n.id, n.person_id, n.record_id, n.area, n.state, n.cohort, n.ground, n.police_lead, n.probation_lead, n.rag, n.started_on,
        n.ended_on, n.next_review, n.version
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        person = try row.get("person_id")
        record = try row.get("record_id")
        area = try row.get("area")
        guard let state = EnrolmentState(rawValue: try row.get("state")) else {
            throw StoreError.column("enrolment \(id) has an unknown state")
        }
        self.state = state
        place = CohortPlace(rawValue: try row.get("cohort"))
        ground = try row.get("ground")
        policeLead = try row.get("police_lead")
        probationLead = try row.get("probation_lead")
        rag = RagRating(rawValue: try row.get("rag"))
        startedOn = try row.get("started_on")
        endedOn = try row.get("ended_on")
        nextReview = try row.get("next_review")
        version = try row.get("version")
    }
}

/// A step that an enrolment took.
struct EnrolmentStep: Sendable {
    let state: EnrolmentState?
    let at: Instant
    let reason: String
    let officer: String
}

/// How somebody left.
struct EnrolmentExit: Sendable {
    let reason: ExitReason?
    let words, policeAgreed, probationAgreed, plan, receivingTeam: String

    init(_ row: Row) throws {
        reason = ExitReason(rawValue: try row.get("reason"))
        words = try row.get("words")
        policeAgreed = try row.get("police_agreed")
        probationAgreed = try row.get("probation_agreed")
        plan = try row.get("plan")
        receivingTeam = try row.get("receiving_team")
    }
}

/// An enrolment with whose it is and how it came here.
struct EnrolmentCase: Sendable {
    let enrolment: StandingEnrolment
    let file: CaseFile
    let steps: [EnrolmentStep]
    let exit: EnrolmentExit?
}

/// Enrolments: read, begun, ended.
struct EnrolmentStore: Sendable {
    let site: Site

    static let fields = ["name", "date_of_birth", "identifiers", "enrolment", "plan"]

    /// For a query over `enrolment n`: not at an end.
    static let runs: SQL = "n.state IN (\(list: EnrolmentState.allCases.filter(\.runs).map(\.rawValue)))"

    /// The enrolment of a person in an area that has not come to an end.
    /// The area is no column of an index here, nor the order: a plan made while there were few must not walk all of an area's.
    static func runningQuery(_ person: Int64, _ area: Area) -> SQL {
        """
        SELECT \(StandingEnrolment.columns) FROM enrolment n
        WHERE n.person_id = \(person) AND n.scheme = 'iom' AND n.area || '' = \(area) AND \(runs) ORDER BY +n.id DESC LIMIT 1
        """
    }

    /// A step for the history.
    static func remember(
        _ connection: any Connection, _ enrolment: Int64, _ state: EnrolmentState, _ viewer: Viewer, _ reason: String,
        _ now: Instant
    ) throws {
        try connection.execute(
            """
            INSERT INTO enrolment_state (enrolment_id, state, at, officer_id, reason)
            VALUES (\(enrolment), \(state.rawValue), \(now), \(viewer.officer.id), \(reason))
            """)
    }

    func find(_ id: Int64, _ visit: Visit) async throws -> EnrolmentCase {
        let viewer = try visit.viewer().byRight
        return try await site.consult(try visit.actor()) { connection in
            let found = try EnrolmentStore.find(connection, id, viewer)
            return Change(
                found,
                Event(
                    .consultation, subjects: [found.enrolment.person], records: ["enrolment:\(id)"],
                    fields: EnrolmentStore.fields))
        }
    }

    /// Throws `NotFound` for an enrolment of another area or of a person whose case is not open to the officer.
    static func find(_ connection: any Connection, _ id: Int64, _ viewer: Viewer) throws -> EnrolmentCase {
        let areas = connection.among(viewer.officer.panelAreas.map(\.rawValue))
        let row = try connection.first(
            """
            SELECT \(StandingEnrolment.columns) FROM enrolment n JOIN person p ON p.id = n.person_id
            WHERE n.id = \(id) AND n.area \(areas) AND \(PeopleAccess.opens(viewer))
            """)
        guard let enrolment = try row.map(StandingEnrolment.init) else { throw NotFound() }
        let file = try CaseStore.whole(connection, viewer, enrolment.person)
        let steps = try connection.query(
            """
            SELECT t.state, t.at, t.reason, COALESCE(o.name, '') AS officer FROM enrolment_state t
            LEFT JOIN officer o ON o.id = t.officer_id WHERE t.enrolment_id = \(id) ORDER BY t.id DESC
            """
        ).map { row in
            EnrolmentStep(
                state: EnrolmentState(rawValue: try row.get("state")), at: try row.get("at"), reason: try row.get("reason"),
                officer: try row.get("officer"))
        }
        let exit = try connection.first("SELECT * FROM enrolment_exit WHERE enrolment_id = \(id)").map(EnrolmentExit.init)
        return EnrolmentCase(enrolment: enrolment, file: file, steps: steps, exit: exit)
    }

    /// Work with the person begins.
    func activate(_ id: Int64, on day: Day, expected: Int, _ visit: Visit) async throws {
        let (viewer, now, today) = (try visit.viewer().byRight, site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            let found = try EnrolmentStore.find(connection, id, viewer).enrolment
            try EnrolmentStore.expect(found, expected, Text(en: "Begin the work", cy: "Dechrau’r gwaith"))
            let state = try Activating.activate(found.state, on: day, adopted: found.startedOn, today: today)
            try connection.execute(
                """
                UPDATE enrolment SET state = \(state.rawValue), started_on = \(day), version = version + 1 WHERE id = \(id)
                """)
            try EnrolmentStore.remember(connection, id, state, viewer, "", now)
            return Change((), EnrolmentStore.event(found, "active"))
        }
    }

    /// The person leaves the cohort.
    /// - Returns: the area whose panel has nothing more before this officer, when the exit closed the case to them.
    func exit(_ id: Int64, _ facts: ExitFacts, expected: Int, _ visit: Visit) async throws -> Area? {
        let (viewer, now, today) = (try visit.viewer().byRight, site.clock(), site.today)
        return try await site.change(try visit.actor()) { connection in
            let found = try EnrolmentStore.find(connection, id, viewer).enrolment
            try EnrolmentStore.expect(found, expected, facts.reason.name)
            let state = try Exiting.exit(facts, from: found.state, since: found.startedOn, today: today)
            try connection.execute(
                """
                UPDATE enrolment SET state = \(state.rawValue), ended_on = \(facts.day), version = version + 1 WHERE id = \(id)
                """)
            try connection.execute(
                """
                INSERT INTO enrolment_exit (enrolment_id, reason, words, police_agreed, probation_agreed, plan, receiving_team,
                  officer_id, at)
                VALUES (\(id), \(facts.reason.rawValue), \(facts.words), \(facts.policeAgreed), \(facts.probationAgreed),
                  \(facts.plan), \(facts.receivingTeam), \(viewer.officer.id), \(now))
                """)
            let commitments = try connection.commit(
                "enrolment_exit:\(id)",
                [
                    "words": facts.words, "police_agreed": facts.policeAgreed, "probation_agreed": facts.probationAgreed,
                    "plan": facts.plan, "receiving_team": facts.receivingTeam,
                ])
            try EnrolmentStore.remember(connection, id, state, viewer, facts.reason.rawValue, now)
            try PersonRefresh.refresh(connection, [found.person])
            let isOpen = try CaseStore.isOpen(connection, viewer, found.person)
            return Change(isOpen ? nil : found.area, EnrolmentStore.event(found, facts.reason.rawValue, commitments))
        }
    }

    private static func expect(_ found: StandingEnrolment, _ version: Int, _ wish: Text) throws {
        guard found.version != version else { return }
        throw Conflict(
            title: Text(en: "This enrolment was changed in the meantime", cy: "Newidiwyd y cofrestriad hwn yn y cyfamser"),
            theirs: [(Text(en: "State", cy: "Statws"), found.state.name)],
            yours: [(Text(en: "You wanted", cy: "Roeddech am"), wish)], back: "/enrolments/\(found.id)",
            shows: Event(
                .consultation, subjects: [found.person], records: ["enrolment:\(found.id)"], fields: ["enrolment"]))
    }

    private static func event(_ found: StandingEnrolment, _ reason: String, _ commitments: [[UInt8]] = []) -> Event {
        Event(
            .alteration, subjects: [found.person], records: ["enrolment:\(found.id)"], fields: ["enrolment"], reason: reason,
            commitments: commitments)
    }
}
