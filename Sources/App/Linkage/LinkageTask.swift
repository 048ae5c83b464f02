import Domain
import Foundation
import Store

/// Something long behind the page of the model: how far it is, and what it found.
struct LinkageTask: Sendable {
    enum Kind: String, Sendable, CaseIterable, Storable {
        /// A version is learned.
        case learn
        /// What a full run would change is counted.
        case plan
        /// The full run.
        case run
        /// Versions are held against what people decided.
        case measure
    }

    enum State: String, Sendable, CaseIterable, Storable {
        case working, done, refused, dropped
    }

    let id: Int64
    let kind: Kind
    let version: Int64
    let state: State
    let total, done: Int
    let begunAt: Instant
    let endedAt: Instant?
    /// Whoever began it is at work on it.
    let isHeld: Bool
    let counts: String

    static let columns: SQL = """
        w.id, w.kind, w.version, w.state, w.total, w.done, w.begun_at, w.ended_at, w.lease_owner, w.lease_until, w.counts
        """

    init(_ row: Row, at now: Instant) throws {
        id = try row.get("id")
        kind = try row.get("kind")
        version = try row.get("version")
        state = try row.get("state")
        total = try row.get("total")
        done = try row.get("done")
        begunAt = try row.get("begun_at")
        endedAt = try row.get("ended_at")
        isHeld = try LeaseOwner.holds(row, at: now)
        counts = try row.get("counts")
    }

    var isWorking: Bool { state == .working && isHeld }
    /// Nobody is at work on it any more, and nobody finished it.
    var isCutOff: Bool { state == .dropped || state == .working && !isHeld }

    /// What it found; nil when it found nothing, or something else.
    func found<Found: Decodable>(_ type: Found.Type = Found.self) -> Found? {
        state == .done ? try? JSONDecoder().decode(type, from: Data(counts.utf8)) : nil
    }
}

/// The work that there is and was, as it stands in the database: one at a time.
enum LinkageTaskStore {
    /// Learning from ten million records takes minutes in which nothing is written down.
    static let leaseSeconds: Int64 = 600

    /// The newest of all.
    static func newest(_ connection: any Connection, at now: Instant) throws -> LinkageTask? {
        try connection.first("SELECT \(LinkageTask.columns) FROM linkage_work w ORDER BY w.id DESC LIMIT 1")
            .map { try LinkageTask($0, at: now) }
    }

    /// The newest of a kind that was finished.
    static func newest(
        _ connection: any Connection, _ kind: LinkageTask.Kind, version: Int64, at now: Instant
    ) throws -> LinkageTask? {
        try connection.first(
            """
            SELECT \(LinkageTask.columns) FROM linkage_work w WHERE w.kind = \(kind) AND w.version = \(version) AND w.state = 'done'
            ORDER BY w.id DESC LIMIT 1
            """
        ).map { try LinkageTask($0, at: now) }
    }

    /// What a version would change, as it was seen last: until a full run has changed what it was counted on.
    static func plan(_ connection: any Connection, version: Int64, at now: Instant) throws -> LinkageTask? {
        guard let plan = try newest(connection, .plan, version: version, at: now) else { return nil }
        let ran = try connection.exists(
            "SELECT id FROM linkage_work WHERE kind = 'run' AND id > \(plan.id) AND state IN ('working', 'done', 'dropped')")
        return ran ? nil : plan
    }

    /// Takes the right to work. - Returns: its number, and who holds it.
    static func begin(
        _ connection: any Connection, _ kind: LinkageTask.Kind, version: Int64, total: Int, officer: Int64, at now: Instant
    ) throws -> (id: Int64, owner: String) {
        try refuseBusy(connection, at: now)
        let owner = LeaseOwner.fresh()
        do {
            let id = try connection.insertReturningID(
                """
                INSERT INTO linkage_work (kind, version, state, total, begun_at, officer_id, lease_owner, lease_until)
                VALUES (\(kind), \(version), 'working', \(total), \(now), \(officer), \(owner),
                  \(now.adding(seconds: leaseSeconds))) RETURNING id
                """)
            return (id, owner)
        } catch StoreError.constraint {
            // Two at one moment: the index holds one.
            throw LinkageRefused.busy
        }
    }

    static func refuseBusy(_ connection: any Connection, at now: Instant) throws {
        for task in try working(connection, at: now) {
            if task.isHeld { throw LinkageRefused.busy }
            try end(connection, task.id, .dropped, at: now)
        }
    }

    static func working(_ connection: any Connection, at now: Instant) throws -> [LinkageTask] {
        try connection.query("SELECT \(LinkageTask.columns) FROM linkage_work w WHERE w.state = 'working'").map {
            try LinkageTask($0, at: now)
        }
    }

    /// How far it is. Throws when it was taken away in the meantime.
    static func advance(_ connection: any Connection, _ id: Int64, owner: String, done: Int, at now: Instant) throws {
        let moved = try connection.changes(
            """
            UPDATE linkage_work SET done = \(done), lease_until = \(now.adding(seconds: leaseSeconds))
            WHERE id = \(id) AND state = 'working' AND lease_owner = \(owner)
            """)
        guard moved == 1 else { throw LinkageTakenAway() }
    }

    static func finish(
        _ connection: any Connection, _ id: Int64, owner: String, version: Int64, counts: String, at now: Instant
    ) throws {
        let moved = try connection.changes(
            """
            UPDATE linkage_work SET state = 'done', done = total, version = \(version), counts = \(counts), ended_at = \(now),
              lease_owner = NULL, lease_until = NULL
            WHERE id = \(id) AND state = 'working' AND lease_owner = \(owner)
            """)
        guard moved == 1 else { throw LinkageTakenAway() }
    }

    /// - Returns: false when it had ended before.
    @discardableResult
    static func end(
        _ connection: any Connection, _ id: Int64, _ state: LinkageTask.State, at now: Instant
    ) throws -> Bool {
        try connection.changes(
            """
            UPDATE linkage_work SET state = \(state), ended_at = \(now), lease_owner = NULL, lease_until = NULL
            WHERE id = \(id) AND state = 'working'
            """) == 1
    }
}

/// The work was taken for dead, and somebody else may be at it.
struct LinkageTakenAway: Refusal {
    let message = Text(
        en: "The work gave no sign for too long and was given up. What it had done stays; begin again",
        cy: "Ni roddodd y gwaith arwydd am ormod o amser, a rhoddwyd y gorau iddo. Saif yr hyn a wnaeth; dechreuwch eto")
}
