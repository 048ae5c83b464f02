import Domain
import Store

/// What somebody asks of the list of people.
struct PeopleQuestion: Sendable {
    enum Order: String, Sendable {
        case name, score
    }

    let typed: String
    let search: PeopleSearch
    let filters: PeopleFilters
    let order: Order
    /// From 1.
    let page: Int

    init(_ form: Form, today: Day) {
        typed = form["q"]
        search = PeopleSearch(typed, asOf: today)
        filters = PeopleFilters(form)
        order = typed.isEmpty ? Order(rawValue: form["sort"]) ?? .name : .name
        page = min(max(Int(form["page"]) ?? 1, 1), 100_000)
    }

    /// The address of the list with everything but the page.
    var items: [(String, String)] {
        [("q", typed)] + filters.items + [("sort", order == .score ? order.rawValue : "")]
    }
}

/// Which people a question finds, in order: one page of them, and how many there are.
struct PeopleFinding: Sendable {
    static let pageSize = 25
    /// Counting stops here: a person reads no more, and the page stays cheap.
    static let countLimit = 1000

    var ids: [Int64]
    var total: Int
    var isMore: Bool { total > PeopleFinding.countLimit }
}

/// Finds people, as one officer sees them.
struct PeopleFinder {
    let connection: any Connection
    let officer: Officer
    let today: Day

    func find(_ question: PeopleQuestion) throws -> PeopleFinding {
        switch question.search {
        case .everybody where question.order == .score: try byScore(question)
        case .everybody: try inOrder(question, begins: nil)
        case .name(let words) where words.count == 1: try oneWord(question, NameWord(words[0], isBegun: true))
        case .name(let words): try page(question, ids(among: several(NameWord.all(words)), question.filters))
        case .number(let number): try page(question, ids(among: SelectPeople(number.people), question.filters))
        }
    }

    /// All numbers that the question finds, without paging; for an export.
    func all(_ question: PeopleQuestion) throws -> [Int64] {
        switch question.search {
        case .everybody:
            try numbers(reachQuery(question, begins: nil, limit: ""))
        case .name(let words):
            try ids(among: several(NameWord.all(words)), question.filters, limit: "")
        case .number(let number):
            try ids(among: SelectPeople(number.people), question.filters, limit: "")
        }
    }

    /// A range of the officer's own people in the order of their names.
    private func inOrder(_ question: PeopleQuestion, begins: NameWord?) throws -> PeopleFinding {
        let answers = try connection.pipeline([
            reachQuery(question, begins: begins, limit: window(question)),
            count(reachQuery(question, begins: begins, limit: countWindow)),
        ])
        return PeopleFinding(
            ids: try answers[0].map { try $0.get("id") }, total: try answers[1].first?.get("total") ?? 0)
    }

    private func reachQuery(_ question: PeopleQuestion, begins: NameWord?, limit: SQL) -> SQL {
        let range: SQL = begins.map { " AND \($0.begins("r.sort_key"))" } ?? ""
        let distinct: SQL = PeopleAccess.holdsSeveral(officer) ? "DISTINCT " : ""
        return """
            SELECT \(distinct)r.person_id AS id, r.sort_key FROM person_reach r
            WHERE \(PeopleAccess.reaches(officer))\(range)\(question.filters.condition("r.person_id", today: today))
            ORDER BY r.sort_key, r.person_id\(limit)
            """
    }

    /// Family names that begin with the word come first, in their order; then everybody else on whose records it stands.
    private func oneWord(_ question: PeopleQuestion, _ word: NameWord) throws -> PeopleFinding {
        var finding = try inOrder(question, begins: word)
        guard !finding.isMore else { return finding }
        let families = finding.total
        let others = try ids(
            among: SelectPeople(variantFamilies(word) + word.people, " AND NOT (\(word.begins("p.sort_key")))"),
            question.filters)
        finding.total += others.count
        let start = max((question.page - 1) * PeopleFinding.pageSize - families, 0)
        let room = PeopleFinding.pageSize - finding.ids.count
        if room > 0, start < others.count { finding.ids += others[start..<min(start + room, others.count)] }
        return finding
    }

    private func variantFamilies(_ word: NameWord) -> SQL {
        guard !word.variants.isEmpty else { return "" }
        let exact = word.variants.map { NameWord($0, isBegun: false) }
        let ranges = SQL.joined(exact.map { $0.alone("r.sort_key") }, separator: " OR ")
        return "SELECT r.person_id FROM person_reach r WHERE \(PeopleAccess.reaches(officer)) AND (\(ranges)) UNION "
    }

    /// Every word must stand among the person's names; one of them may be the family name.
    private func several(_ words: [NameWord]) -> SelectPeople {
        let families: [SQL] = words.map {
            """
            SELECT r.person_id FROM person_reach r WHERE \(PeopleAccess.reaches(officer)) AND \($0.isFamily("r.sort_key"))
            """
        }
        let longest = words.max { $0.word.utf8.count < $1.word.utf8.count }
        let others: [SQL] = longest.map { [$0.people] } ?? []
        return SelectPeople(
            SQL.joined(families + others, separator: " UNION "),
            SQL.joined(words.map { " AND \($0.stands)" }, separator: ""))
    }

    private func ids(among people: SelectPeople, _ filters: PeopleFilters, limit: SQL? = nil) throws -> [Int64] {
        try numbers(
            """
            SELECT p.id, p.sort_key FROM (\(people.numbers)) found JOIN person p ON p.id = found.person_id
            WHERE \(PeopleAccess.opens(officer))\(people.condition)\(filters.condition("p.id", today: today))
            ORDER BY p.sort_key, p.id\(limit ?? countWindow)
            """)
    }

    /// Highest score first, among the people of the current selection round.
    private func byScore(_ question: PeopleQuestion) throws -> PeopleFinding {
        func query(_ limit: SQL) -> SQL {
            """
            SELECT s.person_id AS id FROM proposal s JOIN person p ON p.id = s.person_id
            WHERE s.round_id = \(PeopleStore.currentRound) AND \(PeopleAccess.opens(officer))
              AND s.percent_2y >= 0\(question.filters.condition("s.person_id", today: today))
            ORDER BY s.percent_2y DESC, s.person_id DESC\(limit)
            """
        }
        let answers = try connection.pipeline([query(window(question)), count(query(countWindow))])
        return PeopleFinding(
            ids: try answers[0].map { try $0.get("id") }, total: try answers[1].first?.get("total") ?? 0)
    }

    private func page(_ question: PeopleQuestion, _ ids: [Int64]) -> PeopleFinding {
        let start = min((question.page - 1) * PeopleFinding.pageSize, ids.count)
        let end = min(start + PeopleFinding.pageSize, ids.count)
        return PeopleFinding(ids: Array(ids[start..<end]), total: ids.count)
    }

    private func numbers(_ sql: SQL) throws -> [Int64] {
        try connection.query(sql).map { try $0.get("id") }
    }

    private func count(_ sql: SQL) -> SQL {
        "SELECT COUNT(*) AS total FROM (\(sql)) counted"
    }

    private func window(_ question: PeopleQuestion) -> SQL {
        " LIMIT \(PeopleFinding.pageSize) OFFSET \((question.page - 1) * PeopleFinding.pageSize)"
    }

    private var countWindow: SQL { " LIMIT \(PeopleFinding.countLimit + 1)" }
}

/// A query for numbers of people, and a further condition on `person p`.
struct SelectPeople {
    let numbers: SQL
    let condition: SQL

    init(_ numbers: SQL, _ condition: SQL = "") {
        self.numbers = numbers
        self.condition = condition
    }
}
