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
    private let bands: BandScale

    init(_ connection: any Connection, _ officer: Officer, _ today: Day, _ question: PeopleQuestion) throws {
        (self.connection, self.officer, self.today) = (connection, officer, today)
        bands = question.filters[.band].isEmpty ? .segmentation : try PeopleStore.bands(connection)
    }

    func find(_ question: PeopleQuestion) throws -> PeopleFinding {
        switch question.search {
        case .everybody where question.order == .score: try byScore(question)
        case .everybody: try inOrder(question, begins: nil)
        case .name(let words) where words.count == 1: try oneWord(question, NameWord(words[0], isBegun: true))
        case .name(let words): try page(question, numbers(several(NameWord.all(words), question.filters, limit: countWindow)))
        case .number(let number): try page(question, numbers(numbered(number, question.filters, limit: countWindow)))
        }
    }

    /// All numbers that the question finds, without paging; for an export.
    func all(_ question: PeopleQuestion) throws -> [Int64] {
        switch question.search {
        case .everybody where question.order == .score: try numbers(scored(question, limit: ""))
        case .everybody:
            try numbers(byName(reached(question), limit: ""))
        case .name(let words) where words.count == 1:
            try numbers(byName(reached(question, begins: NameWord(words[0], isBegun: true)), limit: ""))
                + numbers(others(NameWord(words[0], isBegun: true), question.filters, limit: ""))
        case .name(let words): try numbers(several(NameWord.all(words), question.filters, limit: ""))
        case .number(let number): try numbers(numbered(number, question.filters, limit: ""))
        }
    }

    /// A range of the officer's own people in the order of their names.
    private func inOrder(_ question: PeopleQuestion, begins: NameWord?) throws -> PeopleFinding {
        let counted = begins.map { reached(question, begins: $0) } ?? reached(question)
        let isMany = try begins == nil && connection.exists(counted + " LIMIT 1 OFFSET \(PeopleFinding.countLimit)")
        let total: Int =
            try isMany ? PeopleFinding.countLimit + 1 : connection.first(count(counted + countWindow))?.get("total") ?? 0
        // Few people are collected and sorted; of many, the window is found by walking along the names.
        let isFew = begins == nil && total <= PeopleFinding.countLimit
        let found = isFew ? counted : reached(question, begins: begins)
        return PeopleFinding(ids: try numbers(byName(found, limit: window(question))), total: total)
    }

    private func byName(_ found: SQL, limit: SQL) -> SQL {
        "\(found) ORDER BY p.sort_key, p.id\(limit)"
    }

    /// For a walk along the names, or along those that begin with a word.
    private func reached(_ question: PeopleQuestion, begins: NameWord?) -> SQL {
        let range: SQL = begins.map { " AND \($0.begins("p.sort_key"))" } ?? ""
        return """
            SELECT p.id FROM person p
            WHERE \(PeopleAccess.opens(officer))\(range)\(question.filters.condition("p.id", today: today, bands: bands))
            """
    }

    /// All of them at once, in no order: sorting what is only counted takes as long as the counting.
    private func reached(_ question: PeopleQuestion) -> SQL {
        """
        SELECT p.id FROM person p
        WHERE \(PeopleAccess.opensAny(officer))\(question.filters.condition("p.id", today: today, bands: bands))
        """
    }

    /// Family names that begin with the word come first, in their order; then everybody else on whose records it stands.
    private func oneWord(_ question: PeopleQuestion, _ word: NameWord) throws -> PeopleFinding {
        var finding = try inOrder(question, begins: word)
        guard !finding.isMore else { return finding }
        let families = finding.total
        let rest = try numbers(others(word, question.filters, limit: countWindow))
        finding.total += rest.count
        let start = max((question.page - 1) * PeopleFinding.pageSize - families, 0)
        let room = PeopleFinding.pageSize - finding.ids.count
        if room > 0, start < rest.count { finding.ids += rest[start..<min(start + room, rest.count)] }
        return finding
    }

    /// Everybody with the word among their names whose family name does not begin with it.
    private func others(_ word: NameWord, _ filters: PeopleFilters, limit: SQL) -> SQL {
        let families = word.variantFamilies("p.sort_key").map { ofFamily($0) }
        let words = word.forms.flatMap { withWord($0 + " AND NOT (\(word.begins("w.sort_key")))") }
        return inOrder(families + words, nil, filters, limit)
    }

    /// Every word must stand among the person's names. Where one of them is the family name, another one's range of words is
    /// in the order of family names; where none is, the rarest word leads.
    private func several(_ words: [NameWord], _ filters: PeopleFilters, limit: SQL) throws -> SQL {
        var parts: [SQL] = []
        for (place, family) in words.enumerated() {
            let given = words[place == 0 ? 1 : 0]
            for range in family.families("w.sort_key") {
                parts += given.forms.flatMap { withWord("\($0) AND \(range)") }
            }
        }
        if let rarest = try rarest(words) { parts += rarest.forms.flatMap { withWord($0) } }
        let all = SQL.joined(words.map { " AND \($0.stands)" }, separator: "")
        return inOrder(parts, all, filters, limit)
    }

    private func rarest(_ words: [NameWord]) throws -> NameWord? {
        let counts = try connection.pipeline(
            words.map { word in
                let rows = word.forms.flatMap { form in
                    SpreadTable.personWord.both.map { table -> SQL in "SELECT w.person_id FROM \(name: table) w WHERE \(form)" }
                }
                return count("\(SQL.joined(rows, separator: " UNION ALL ")) LIMIT 500")
            })
        let sizes: [Int] = try counts.map { try $0.first?.get("total") ?? 0 }
        return zip(words, sizes).min { $0.1 < $1.1 }?.0
    }

    private func ofFamily(_ range: SQL) -> SQL {
        "SELECT p.id AS person_id, p.sort_key FROM person p WHERE \(PeopleAccess.opens(officer)) AND \(range)"
    }

    private func withWord(_ condition: SQL) -> [SQL] {
        SpreadTable.personWord.both.map { table in
            "SELECT w.person_id, w.sort_key FROM \(name: table) w WHERE \(condition) AND \(PeopleAccess.opensWord(officer))"
        }
    }

    /// Whoever is in one of the parts, each once, by name. `condition`: on their row `p`.
    private func inOrder(_ parts: [SQL], _ condition: SQL?, _ filters: PeopleFilters, _ limit: SQL) -> SQL {
        let found = SQL.joined(parts, separator: " UNION ")
        let filter = filters.condition("u.person_id", today: today, bands: bands)
        let row: SQL = condition == nil ? "" : " JOIN person p ON p.id = u.person_id"
        return """
            SELECT u.person_id AS id, u.sort_key FROM (\(found)) u\(row) WHERE 1 = 1\(condition ?? "")\(filter)
            ORDER BY u.sort_key, u.person_id\(limit)
            """
    }

    private func numbered(_ number: NumberSearch, _ filters: PeopleFilters, limit: SQL) -> SQL {
        """
        SELECT p.id, p.sort_key FROM (\(number.people)) found JOIN person p ON p.id = found.person_id
        WHERE \(PeopleAccess.opens(officer))\(filters.condition("p.id", today: today, bands: bands))
        ORDER BY p.sort_key, p.id\(limit)
        """
    }

    /// Highest score first, among the people of the current selection round.
    private func byScore(_ question: PeopleQuestion) throws -> PeopleFinding {
        let answers = try connection.pipeline([
            scored(question, limit: window(question)), count(scored(question, limit: countWindow)),
        ])
        return PeopleFinding(
            ids: try answers[0].map { try $0.get("id") }, total: try answers[1].first?.get("total") ?? 0)
    }

    private func scored(_ question: PeopleQuestion, limit: SQL) -> SQL {
        """
        SELECT s.person_id AS id FROM proposal s JOIN person p ON p.id = s.person_id
        WHERE s.round_id = \(PeopleStore.currentRound) AND \(PeopleAccess.opens(officer))
          AND s.percent_2y >= 0\(question.filters.condition("s.person_id", today: today, bands: bands))
        ORDER BY s.percent_2y DESC, s.person_id DESC\(limit)
        """
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
