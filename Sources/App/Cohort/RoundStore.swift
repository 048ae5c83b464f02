import Domain
import Store

/// How far a selection round is.
enum RoundState: String, Sendable, CaseIterable, Storable {
    case planning, planned, scoring, current, past, dropped

    var name: Text {
        switch self {
        case .planning: Text(en: "being planned", cy: "wrthi’n cael ei gynllunio")
        case .planned: Text(en: "planned, not run", cy: "wedi’i gynllunio, heb ei redeg")
        case .scoring: Text(en: "being scored", cy: "wrthi’n cael ei sgorio")
        case .current: Text(en: "current", cy: "cyfredol")
        case .past: Text(en: "past", cy: "blaenorol")
        case .dropped: Text(en: "dropped", cy: "wedi’i ollwng")
        }
    }
}

/// A selection round: everybody scored as of one day, under one version of the limits.
struct Round: Sendable {
    let id: Int64
    let name: String
    let asOf: Day
    let settingsVersion: Int64
    let officer: Int64
    let madeAt: Instant
    let state: RoundState
    let total, done: Int
    let leaseOwner: String?
    let leaseUntil: Instant?

    static let columns: SQL = """
        q.id, q.name, q.as_of, q.settings_version, q.officer_id, q.made_at, q.state, q.total, q.done, q.lease_owner,
        q.lease_until
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        asOf = try row.get("as_of")
        settingsVersion = try row.get("settings_version")
        officer = try row.get("officer_id")
        madeAt = try row.get("made_at")
        state = try row.get("state")
        total = try row.get("total")
        done = try row.get("done")
        leaseOwner = try row.get("lease_owner")
        leaseUntil = try row.get("lease_until")
    }

    /// Somebody is at work on it.
    func isWorkedOn(_ now: Instant) -> Bool {
        guard state == .planning || state == .scoring, let leaseUntil, let leaseOwner else { return false }
        return leaseUntil > now && LeaseOwner.isAlive(leaseOwner)
    }

    /// It was being worked on, and nobody is any more.
    func isCutOff(_ now: Instant) -> Bool { (state == .planning || state == .scoring) && !isWorkedOn(now) }
}

/// A round with what it finds, which is long.
struct PlannedRound: Sendable {
    let round: Round
    let plan: RoundPlan

    static let columns: SQL = "\(Round.columns), q.counts, q.examples"

    init(_ row: Row) throws {
        round = try Round(row)
        plan = RoundPlan(counts: try row.get("counts"), examples: try row.get("examples"))
    }
}

/// Why a round cannot be begun.
enum RoundRefusal: Refusal, Hashable {
    case busy(String)
    case notPlanned
    case none(asOf: Day?)

    var message: Text {
        switch self {
        case .busy(let name):
            Text(
                en: "The round “\(name)” is being worked on. Wait until it is done",
                cy: "Mae’r cylch “\(name)” ar waith. Arhoswch nes iddo orffen")
        case .notPlanned:
            Text(en: "This round is not waiting to be run", cy: "Nid yw’r cylch hwn yn disgwyl cael ei redeg")
        case .none(let day?):
            Text(en: "No selection round is as of \(day.words.en)", cy: "Nid oes cylch dethol fel ar \(day.words.cy)")
        case .none(nil): Text(en: "Nobody has been scored yet", cy: "Nid oes neb wedi’i sgorio eto")
        }
    }
}

/// Selection rounds. At most one is current; one that was cut off counts for nothing and is removed before the next begins.
enum RoundStore {
    static let leaseSeconds: Int64 = 120

    static func list(_ connection: any Connection, limit: Int = 20) throws -> [PlannedRound] {
        try connection.query(
            "SELECT \(PlannedRound.columns) FROM selection_round q WHERE q.state <> 'dropped' ORDER BY q.id DESC LIMIT \(limit)"
        ).map(PlannedRound.init)
    }

    static func find(_ connection: any Connection, _ id: Int64) throws -> Round? {
        try connection.first("SELECT \(Round.columns) FROM selection_round q WHERE q.id = \(id)").map(Round.init)
    }

    static func planned(_ connection: any Connection, _ id: Int64) throws -> PlannedRound? {
        try connection.first("SELECT \(PlannedRound.columns) FROM selection_round q WHERE q.id = \(id)").map(PlannedRound.init)
    }

    static func current(_ connection: any Connection) throws -> Round? {
        try connection.first(currentQuery).map(Round.init)
    }

    static let currentQuery: SQL =
        "SELECT \(Round.columns) FROM selection_round q WHERE q.state = 'current' ORDER BY q.id DESC LIMIT 1"

    /// The newest round as of a day that counts or has counted; the current one when no day is asked for.
    static func latest(_ connection: any Connection, asOf: Day?) throws -> Round {
        let found =
            try asOf.map { day in
                try connection.first(
                    """
                    SELECT \(Round.columns) FROM selection_round q WHERE q.state IN ('current', 'past') AND q.as_of = \(day)
                    ORDER BY q.id DESC LIMIT 1
                    """
                ).map(Round.init)
            } ?? current(connection)
        guard let found else { throw RoundRefusal.none(asOf: asOf) }
        return found
    }

    /// Begins a round that is planned or, at once, scored.
    static func begin(
        _ connection: any Connection, name: String, asOf: Day, settings: CohortSettings, officer: Int64, _ state: RoundState,
        now: Instant
    ) throws -> Int64 {
        try refuseBusy(connection, now)
        try CohortSettingsStore.keepShipped(connection, now: now)
        return try connection.insertReturningID(
            """
            INSERT INTO selection_round (name, as_of, settings_version, officer_id, made_at, state, total, lease_owner, lease_until)
            VALUES (\(name), \(asOf), \(settings.number), \(officer), \(now), \(state),
              (SELECT COUNT(*) FROM person WHERE merged_into IS NULL), \(LeaseOwner.fresh()), \(now.adding(seconds: leaseSeconds)))
            RETURNING id
            """)
    }

    /// A planned round is run.
    static func run(_ connection: any Connection, _ id: Int64, now: Instant) throws {
        try refuseBusy(connection, now)
        let moved = try connection.changes(
            """
            UPDATE selection_round SET state = 'scoring', done = 0, lease_owner = \(LeaseOwner.fresh()),
              lease_until = \(now.adding(seconds: leaseSeconds)),
              total = (SELECT COUNT(*) FROM person WHERE merged_into IS NULL)
            WHERE id = \(id) AND state = 'planned'
            """)
        guard moved == 1 else { throw RoundRefusal.notPlanned }
        // The run finds out anew who moves, and enters them.
        try connection.execute("DELETE FROM round_movement WHERE round_id = \(id)")
    }

    private static func refuseBusy(_ connection: any Connection, _ now: Instant) throws {
        let rounds = try connection.query(
            "SELECT \(Round.columns) FROM selection_round q WHERE q.state IN ('planning', 'scoring')"
        ).map(Round.init)
        if let busy = rounds.first(where: { $0.isWorkedOn(now) }) { throw RoundRefusal.busy(busy.name) }
    }

    /// How far the work on a round is. Throws when the round was taken away in the meantime.
    static func advance(_ connection: any Connection, _ id: Int64, done: Int, now: Instant) throws {
        let moved = try connection.changes(
            """
            UPDATE selection_round SET done = \(done), lease_until = \(now.adding(seconds: leaseSeconds))
            WHERE id = \(id) AND state IN ('planning', 'scoring')
            """)
        guard moved == 1 else { throw RoundRefusal.notPlanned }
    }

    /// The plan stands, and waits for somebody to say that it may be run. The people among its examples are kept with it.
    static func planned(_ connection: any Connection, _ id: Int64, _ plan: RoundPlan) throws -> Change<Void> {
        try connection.execute(
            """
            UPDATE selection_round SET state = 'planned', done = total, counts = \(plan.counts),
              examples = \(plan.examplesText), lease_owner = NULL, lease_until = NULL
            WHERE id = \(id) AND state = 'planning'
            """)
        return Change(
            (),
            Event(
                .alteration, subjects: plan.examples.map(\.person), records: ["selection_round:\(id)"], fields: ["examples"]))
    }

    /// Takes a round that does not count out of use, and erases the people among its examples.
    /// - Returns: what was erased; nil when the round is in none of these states, or had been emptied before.
    static func drop(_ connection: any Connection, _ id: Int64, from states: Set<RoundState>) throws -> Event? {
        guard let found = try planned(connection, id), states.contains(found.round.state),
            found.round.state != .dropped || !found.plan.examples.isEmpty
        else { return nil }
        try connection.execute(
            """
            UPDATE selection_round SET state = 'dropped', examples = '[]', lease_owner = NULL, lease_until = NULL
            WHERE id = \(id)
            """)
        return Event(
            .erasure, subjects: found.plan.examples.map(\.person), records: ["selection_round:\(id)"],
            fields: ["selection_round", "examples"])
    }

    /// The new round counts from here on, and the former no more: in one transaction, so that there is always one whole round.
    static func finish(_ connection: any Connection, _ id: Int64, _ plan: RoundPlan) throws {
        try connection.execute("UPDATE selection_round SET state = 'past' WHERE state = 'current'")
        let moved = try connection.changes(
            """
            UPDATE selection_round SET state = 'current', done = total, counts = \(plan.counts),
              examples = \(plan.examplesText), lease_owner = NULL, lease_until = NULL
            WHERE id = \(id) AND state = 'scoring'
            """)
        guard moved == 1 else { throw RoundRefusal.notPlanned }
    }
}
