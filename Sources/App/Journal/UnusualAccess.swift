import Domain
import Store

/// Something that stood out, as it is kept.
struct UnusualAccess: Sendable {
    let id, actor: Int64
    let rule: UnusualRule
    let agency: String
    /// Whose case, where it is about one.
    let person: Int64?
    let day: Day
    let weight, count: Int
    let entries, people: [Int64]
    let firstAt, lastAt: Instant
    /// nil until somebody has looked.
    let outcome: UnusualOutcome?
    let note: String
    let closedBy: Int64?
    let closedAt: Instant?

    static let columns: SQL = """
        u.id, u.rule, u.actor, u.agency, u.person_id, u.day, u.weight, u.count, u.entries, u.people, u.first_at, u.last_at, u.outcome,
        u.note, u.closed_by, u.closed_at
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        guard let rule = UnusualRule(rawValue: try row.get("rule")) else {
            throw StoreError.column("unusual access \(id) has an unknown rule")
        }
        self.rule = rule
        actor = try row.get("actor")
        agency = try row.get("agency")
        let person: Int64 = try row.get("person_id")
        self.person = person > 0 ? person : nil
        day = try row.get("day")
        (weight, count) = (try row.get("weight"), try row.get("count"))
        entries = UnusualStore.numbers(try row.get("entries"))
        people = UnusualStore.numbers(try row.get("people"))
        (firstAt, lastAt) = (try row.get("first_at"), try row.get("last_at"))
        outcome = UnusualOutcome(rawValue: try row.get("outcome"))
        note = try row.get("note")
        closedBy = try row.get("closed_by")
        closedAt = try row.get("closed_at")
    }

    /// Everybody whose data it is about.
    var subjects: [Int64] { person.map { [$0] } ?? people }

    var officers: [Int64] { [actor] + [closedBy].compactMap { $0 } }
}

/// Which of what stood out: not looked at yet, to be looked into, or done.
enum UnusualState: String, Sendable, CaseIterable {
    case unseen, kept, closed

    var label: Text {
        switch self {
        case .unseen: Text(en: "Nobody has looked yet", cy: "Nid oes neb wedi edrych eto")
        case .kept: Text(en: "To look into", cy: "I ymchwilio iddo")
        case .closed: Text(en: "Closed", cy: "Wedi cau")
        }
    }

    /// For a query over `unusual_access u`.
    var condition: SQL {
        switch self {
        case .unseen: "u.outcome = ''"
        case .kept: "u.outcome = \(UnusualOutcome.toLookInto.rawValue)"
        case .closed:
            "u.outcome IN (\(UnusualOutcome.explained.rawValue), \(UnusualOutcome.misuseSuspected.rawValue))"
        }
    }
}

/// What stood out, with the names that its reader may see.
struct UnusualList: Sendable {
    let found: [UnusualAccess]
    let officers: [Int64: (username: String, name: String)]
    let names: [Int64: PersonName]
    /// How many of each state there are.
    let counts: [UnusualState: Int]
    let page: Int
    let hasNext: Bool
}

/// One thing that stood out, with its entries.
struct UnusualDetail: Sendable {
    let found: UnusualAccess
    let looks: JournalLooks
    let officers: [Int64: (username: String, name: String)]
    let names: [Int64: PersonName]
}

extension UnusualAccess {
    /// Changes whenever somebody says something of it.
    var stamp: String { "\(outcome?.rawValue ?? "")/\(closedAt?.iso ?? "")" }

    func conflict(with outcome: UnusualOutcome, _ note: String) -> Conflict {
        let (said, why) = (Text(en: "Outcome", cy: "Canlyniad"), Text(en: "What was found", cy: "Yr hyn a ganfuwyd"))
        return Conflict(
            title: Text(en: "Somebody has looked at this in the meantime", cy: "Mae rhywun wedi edrych ar hyn yn y cyfamser"),
            theirs: [(said, self.outcome?.name ?? Text(same: "–")), (why, Text(same: self.note))],
            yours: [(said, outcome.name), (why, Text(same: note))], back: "/journal/unusual/\(id)")
    }
}
