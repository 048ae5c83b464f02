public import Domain

/// What entries must be like besides whose or by whom they are.
public struct JournalSieve: Sendable {
    public var kind: EntryKind?
    /// That of the officer who acted.
    public var agency: String?
    public var from: Instant?
    /// The first moment that is too late.
    public var until: Instant?

    public init(kind: EntryKind? = nil, agency: String? = nil, from: Instant? = nil, until: Instant? = nil) {
        self.kind = kind
        self.agency = agency
        self.from = from
        self.until = until
    }

    /// For a query over `journal j`.
    var condition: SQL {
        var parts: [SQL] = ["1 = 1"]
        if let kind { parts.append("j.kind = \(kind)") }
        if let agency { parts.append("j.agency = \(agency)") }
        if let from { parts.append("j.at >= \(from)") }
        if let until { parts.append("j.at < \(until)") }
        return SQL.joined(parts, separator: " AND ")
    }
}

/// An entry that was looked for.
public struct JournalFound: Sendable {
    /// nil for one of the last moments.
    public let place: Int64?
    public let number: Int64
    public let entry: Entry
}

/// A page of entries, the newest first.
public struct JournalFoundPage: Sendable {
    public var found: [JournalFound] = []
    /// Behind which place the next page begins; nil at the end.
    public var next: Int64?
    /// The search stopped before the page was full, so that no question takes long: back to when it has looked.
    public var reached: Instant?
    /// Of the entries that are not indexed yet there are more than were looked at: those between are not shown.
    public var isCut = false
}

/// Looks entries up: so many places at a time, and no more for a page than a moment allows.
public struct JournalSearch {
    /// By what entries are looked for.
    public enum Sought: Sendable {
        case subjects([Int64])
        case actor(Int64)
        /// Everything of some days.
        case all
    }

    /// Places looked at in one question, and for one page.
    static let step = 500
    static let most = 5000
    /// Of the entries that are not indexed yet: that is at most a few moments'.
    public static let newest = 1000

    let connection: any Connection
    let sought: Sought
    let sieve: JournalSieve
    let newest: Int
    /// Which of these entries may be shown.
    let shows: ([Entry]) throws -> [Bool]

    /// - Parameter newest: how many are looked at of those that are not indexed yet.
    public init(
        _ connection: any Connection, _ sought: Sought, _ sieve: JournalSieve = JournalSieve(),
        newest: Int = JournalSearch.newest, shows: @escaping ([Entry]) throws -> [Bool] = { $0.map { _ in true } }
    ) {
        self.connection = connection
        self.sought = sought
        self.sieve = sieve
        self.newest = newest
        self.shows = shows
    }

    /// - Parameter before: the place that the page begins behind; nil for the first page, which has the last moments on top.
    public func page(before: Int64? = nil, size: Int) throws -> JournalFoundPage {
        var page = JournalFoundPage()
        if before == nil {
            let tail = try tail()
            page.isCut = tail.count > newest
            page.found = try shown(Array(tail.prefix(newest)))
        }
        let (first, last) = try bounds()
        var (below, found, looked) = (min(before ?? .max, last + 1), [JournalFound](), 0)
        while below > first, found.count <= size {
            let window = try window(below: below, from: first)
            found += try shown(window.found)
            looked += window.count
            guard let lowest = window.lowest else { break }
            below = lowest
            if looked >= JournalSearch.most, found.count <= size {
                page.next = lowest
                page.reached = try at(lowest)
                break
            }
        }
        page.found += found.prefix(size)
        if found.count > size {
            page.next = found[size - 1].place
            page.reached = nil
        }
        return page
    }

    private func shown(_ found: [JournalFound]) throws -> [JournalFound] {
        zip(found, try shows(found.map(\.entry))).filter(\.1).map(\.0)
    }

    /// Between which places the entries of the time must lie, as far as the index has come.
    private func bounds() throws -> (first: Int64, last: Int64) {
        guard sieve.from != nil || sieve.until != nil else { return (0, .max - 1) }
        let from = sieve.from.map { String($0.iso.prefix(13)) } ?? ""
        let isBefore: SQL = sieve.until.map { "AND hour <= \(String($0.iso.prefix(13)))" } ?? .empty
        let row = try connection.first(
            """
            SELECT COALESCE(MIN(first_place), 0) AS one, COALESCE(MAX(last_place), -1) AS other FROM journal_hour
            WHERE hour >= \(from) \(isBefore)
            """)
        return (try row?.get("one") ?? 0, try row?.get("other") ?? -1)
    }

    private func window(below: Int64, from first: Int64) throws -> (found: [JournalFound], lowest: Int64?, count: Int) {
        let range: SQL = "s.place < \(below) AND s.place >= \(first)"
        let places: SQL =
            switch sought {
            case .subjects(let people):
                "SELECT DISTINCT s.place FROM journal_subject s WHERE s.person_id \(connection.among(people)) AND \(range)"
            case .actor(let actor): "SELECT s.place FROM journal_actor s WHERE s.actor = \(actor) AND \(range)"
            case .all:
                """
                SELECT s.place FROM journal_place s
                WHERE \(range) AND s.place < (SELECT t.indexed FROM journal_tree t WHERE t.id = 1)
                """
            }
        let these: SQL = "(\(places) ORDER BY s.place DESC LIMIT \(JournalSearch.step)) q"
        let answers = try connection.pipeline([
            """
            SELECT q.place, \(Journal.columns) FROM \(these) JOIN journal_place p ON p.place = q.place
            JOIN journal j ON j.number = p.number WHERE \(sieve.condition) ORDER BY q.place DESC
            """,
            "SELECT MIN(q.place) AS lowest, COUNT(*) AS looked FROM \(these)",
        ])
        let found = try answers[0].map {
            JournalFound(place: try $0.get("place"), number: try $0.get("number"), entry: try Journal.entry($0))
        }
        return (found, try answers[1].first?.get("lowest"), try answers[1].first?.get("looked") ?? 0)
    }

    private func at(_ place: Int64) throws -> Instant? {
        try connection.value("SELECT j.at FROM journal_place p JOIN journal j ON j.number = p.number WHERE p.place = \(place)")
    }

    /// What is not indexed yet: the last moments'. Most of it has its place already. One more than are looked at, if there are more.
    private func tail() throws -> [JournalFound] {
        let isSought: SQL =
            switch sought {
            case .actor(let actor): "j.actor = \(actor)"
            case .subjects(let people):
                "(" + SQL.joined(people.map { "(' ' || j.subjects || ' ') LIKE \("% \($0) %")" }, separator: " OR ") + ")"
            case .all: "1 = 1"
            }
        let rows = try connection.query(
            """
            SELECT x.place, \(Journal.columns) FROM journal j LEFT JOIN journal_place x ON x.number = j.number
            WHERE \(isSought) AND \(sieve.condition) AND (j.number IN
              (SELECT p.number FROM journal_place p WHERE p.place >= (SELECT t.indexed FROM journal_tree t WHERE t.id = 1))
              OR (j.number > (SELECT t.mark FROM journal_tree t WHERE t.id = 1)
                AND NOT EXISTS (SELECT 1 FROM journal_place p WHERE p.number = j.number)))
            ORDER BY j.number DESC LIMIT \(newest + 1)
            """)
        return try rows.map {
            JournalFound(place: try $0.get("place"), number: try $0.get("number"), entry: try Journal.entry($0))
        }
    }
}
