public import Domain
public import Store

/// Who acts: an officer in a browser, or a command run by an administrator. Every journal entry names one.
public struct Actor: Sendable {
    public let officer: Int64
    public let agency: String
    public let role: String
    public let route: String
    public let requestID: String

    public init(officer: Int64, agency: String, role: String, route: String, requestID: String) {
        self.officer = officer
        self.agency = agency
        self.role = role
        self.route = route
        self.requestID = requestID
    }

    /// A command at the terminal: `carfan import`.
    public static func command(_ name: String) -> Actor {
        Actor(officer: 0, agency: "carfan", role: "system", route: name, requestID: hexadecimal(randomBytes(8)))
    }
}

/// What was read or changed of whom: everything of a journal entry that the actor and the clock do not know.
public struct Event: Sendable {
    public let kind: EntryKind
    public let subjects: [Int64]
    public let records: [String]
    public let fields: [String]
    public let reason: String
    /// To the texts that were written.
    public let commitments: [[UInt8]]

    public init(
        _ kind: EntryKind, subjects: [Int64], records: [String] = [], fields: [String] = [], reason: String = "",
        commitments: [[UInt8]] = []
    ) {
        self.kind = kind
        self.subjects = subjects
        self.records = records
        self.fields = fields
        self.reason = reason
        self.commitments = commitments
    }
}

/// A new state and the event that led to it. A save takes a `Change`, so the journal entry cannot be forgotten.
public struct Change<State: Sendable>: Sendable {
    public let state: State
    public let events: [Event]

    public init(_ state: State, _ event: Event, _ more: Event...) {
        self.init(state, [event] + more)
    }

    private init(_ state: State, _ events: [Event]) {
        self.state = state
        self.events = events
    }

    /// No row was changed, so there is nothing to enter.
    public static func nothing(_ state: State) -> Change {
        Change(state, [])
    }
}

/// The journal could not be written: nothing may be shown.
public struct JournalUnavailable: Error {
    public let cause: any Error
}

extension Site {
    /// Reads personal data and enters the reading in the journal before the caller sees it.
    /// An answer that shows nobody makes no entry.
    public func consult<T: Sendable>(
        _ actor: Actor, _ body: @escaping @Sendable (any Connection) throws -> Change<T>
    ) async throws -> T {
        let change = try await database.read(body)
        try await enter(actor, change.events.filter { !$0.subjects.isEmpty })
        return change.state
    }

    /// Changes data and enters the change in the journal, in one transaction.
    public func change<T: Sendable>(
        _ actor: Actor, _ body: @escaping @Sendable (any Connection) throws -> Change<T>
    ) async throws -> T {
        let now = clock()
        return try await database.write { connection in
            let change = try body(connection)
            for event in change.events {
                do {
                    try connection.enter(entry(actor, event, now))
                } catch StoreError.statement(let text) {
                    throw JournalUnavailable(cause: StoreError.statement(text))
                } catch StoreError.constraint(let text) {
                    throw JournalUnavailable(cause: StoreError.constraint(text))
                }
            }
            return change.state
        }
    }

    /// Entries that belong to no stored change: readings, refused sign-ins.
    public func enter(_ actor: Actor, _ events: [Event]) async throws {
        guard !events.isEmpty else { return }
        let entries = events.map { entry(actor, $0, clock()) }
        do {
            try await database.append { connection in
                for entry in entries { try connection.enter(entry) }
            }
        } catch {
            throw JournalUnavailable(cause: error)
        }
    }

    /// The journal entry of an event, for code that writes in a transaction of its own.
    public func entry(_ actor: Actor, _ event: Event, _ now: Instant) -> Entry {
        Entry(
            id: randomBytes(16), at: now, kind: event.kind, actor: actor.officer, agency: actor.agency, role: actor.role,
            subjects: event.subjects, records: event.records, fields: event.fields, route: actor.route,
            requestID: actor.requestID, reason: event.reason, commitments: event.commitments)
    }
}
