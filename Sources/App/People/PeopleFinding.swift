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
    /// Of the reader: names stand in its order.
    let language: Language
    /// The reader sees names, and neither risk nor selection.
    let isPlain: Bool
    /// From 1.
    let page: Int
    /// Who stood last on the page before: the list goes on behind them.
    let after: Int64?

    /// - Parameter isPlain: without filters and orders that tell of risk and selection.
    init(_ form: Form, _ language: Language, today: Day, isPlain: Bool = false) {
        self.language = language
        typed = form["q"]
        search = PeopleSearch(typed, asOf: today)
        filters = PeopleFilters(isPlain ? Form() : form)
        order = typed.isEmpty && !isPlain ? Order(rawValue: form["sort"]) ?? .name : .name
        self.isPlain = isPlain
        page = min(max(Int(form["page"]) ?? 1, 1), 100_000)
        after = page > 1 ? Int64(form["after"]) : nil
    }

    /// What the officer asks on the page of people: those who see no risk and no selection ask plainly.
    init(_ visit: Visit, _ today: Day, _ language: Language? = nil) throws {
        let role = try visit.officer().role
        self.init(visit.query, language ?? visit.language, today: today, isPlain: !role.worksWithCases)
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
    let viewer: Viewer
    let today: Day
    private let bands: BandScale
    private let language: Language
    /// The column by which the language orders names.
    private let key: SQL

    init(_ connection: any Connection, _ viewer: Viewer, _ today: Day, _ question: PeopleQuestion) throws {
        // What was shared is found by name or number: risk and selection, by which others are filtered, need not be part of it.
        let isPlain = question.filters.isEmpty && question.order == .name
        (self.connection, self.viewer, self.today) = (connection, isPlain ? viewer : viewer.byRight, today)
        language = question.language
        key = language == .welsh ? "p.sort_key_cy" : "p.sort_key"
        bands = question.filters[.band].isEmpty ? .segmentation : try PeopleStore.bands(connection)
    }

    func find(_ question: PeopleQuestion) throws -> PeopleFinding {
        switch question.search {
        case .everybody where question.order == .score: try byScore(question)
        case .everybody: try inOrder(question)
        case .name(let words) where words.count == 1: try oneWord(question, NameWord(words[0], isBegun: true))
        case .name(let words):
            try page(question, connection.numbers(several(NameWord.all(words), question.filters, limit: countWindow)))
        case .number(let number): try page(question, connection.numbers(numbered(number, question.filters, limit: countWindow)))
        }
    }

    /// All numbers that the question finds, without paging; for an export.
    func all(_ question: PeopleQuestion) throws -> [Int64] {
        switch question.search {
        case .everybody where question.order == .score: try connection.numbers(scored(question, limit: ""))
        case .everybody:
            try connection.numbers(byName(reached(question), limit: ""))
        case .name(let words) where words.count == 1:
            try begun(question, NameWord(words[0], isBegun: true), most: .max)
                + connection.numbers(others(NameWord(words[0], isBegun: true), question.filters, limit: ""))
        case .name(let words): try connection.numbers(several(NameWord.all(words), question.filters, limit: ""))
        case .number(let number): try connection.numbers(numbered(number, question.filters, limit: ""))
        }
    }

    /// All of the officer's own people in the order of their names. Few are collected and sorted; of many, the page is found
    /// by walking along the names.
    private func inOrder(_ question: PeopleQuestion) throws -> PeopleFinding {
        let all = reached(question)
        guard try connection.exists(all + " LIMIT 1 OFFSET \(PeopleFinding.countLimit)") else {
            return page(question, try connection.numbers(byName(all, limit: "")))
        }
        let behind = try behind(question)
        let window: SQL = behind == nil ? window(question) : " LIMIT \(PeopleFinding.pageSize)"
        let ids = try connection.numbers(byName(reached(question, within: behind), limit: window))
        return PeopleFinding(ids: ids, total: PeopleFinding.countLimit + 1)
    }

    /// The names behind the last one of the page before; nil on the first page, or when that person is not to be found.
    private func behind(_ question: PeopleQuestion) throws -> SQL? {
        guard let after = question.after else { return nil }
        let last: String? = try connection.value(
            "SELECT \(key) FROM person p WHERE p.id = \(after) AND \(PeopleAccess.opens(viewer))")
        return last.map { "(\(key), p.id) > (\($0), \(after))" }
    }

    private func byName(_ found: SQL, limit: SQL) -> SQL {
        "\(found) ORDER BY \(key), p.id\(limit)"
    }

    /// People whose family name begins with the word, in the order of the language: one stretch of it behind another.
    private func begun(_ question: PeopleQuestion, _ word: NameWord, most: Int) throws -> [Int64] {
        var ids: [Int64] = []
        for stretch in word.stretches(key, language) where ids.count < most {
            ids += try connection.numbers(byName(reached(question, within: stretch), limit: " LIMIT \(most - ids.count)"))
        }
        return ids
    }

    private func reached(_ question: PeopleQuestion, within stretch: SQL?) -> SQL {
        let range: SQL = stretch.map { " AND \($0)" } ?? ""
        return """
            SELECT p.id FROM person p
            WHERE \(PeopleAccess.opens(viewer))\(range)\(question.filters.condition("p.id", today: today, bands: bands))
            """
    }

    /// All of them at once, in no order: sorting what is only counted takes as long as the counting.
    private func reached(_ question: PeopleQuestion) -> SQL {
        """
        SELECT p.id FROM person p
        WHERE \(PeopleAccess.opensAny(viewer))\(question.filters.condition("p.id", today: today, bands: bands))
        """
    }

    /// Family names that begin with the word come first, in their order; then everybody else on whose records it stands.
    private func oneWord(_ question: PeopleQuestion, _ word: NameWord) throws -> PeopleFinding {
        let end = question.page * PeopleFinding.pageSize
        var ids = try begun(question, word, most: max(end, PeopleFinding.countLimit + 1))
        guard ids.count <= PeopleFinding.countLimit else { return page(question, ids) }
        // Those that this page does not show need no order.
        if ids.count >= end, let more = try countOfOthers(word, question.filters) {
            var finding = page(question, ids)
            finding.total += more
            return finding
        }
        ids += try connection.numbers(others(word, question.filters, limit: countWindow))
        return page(question, ids)
    }

    /// nil when there are so many that only their order tells who counts.
    private func countOfOthers(_ word: NameWord, _ filters: PeopleFilters) throws -> Int? {
        guard filters.isEmpty else { return nil }
        let parts = othersParts(word).map { "SELECT o.person_id FROM (\($0)) o" as SQL }
        guard !parts.isEmpty else { return 0 }
        let ids = try connection.numbers(SQL.joined(parts, separator: " UNION ALL ") + countWindow)
        return ids.count > PeopleFinding.countLimit ? nil : Set(ids).count
    }

    /// Everybody with the word among their names whose family name does not begin with it.
    private func others(_ word: NameWord, _ filters: PeopleFilters, limit: SQL) -> SQL {
        inOrder(othersParts(word), nil, filters, limit)
    }

    private func othersParts(_ word: NameWord) -> [SQL] {
        word.variantFamilies("p.sort_key").map { ofFamily($0) }
            + word.forms.flatMap { withWord($0 + " AND NOT (\(word.begins("w.sort_key")))") }
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
        "SELECT p.id AS person_id, p.sort_key FROM person p WHERE \(PeopleAccess.opens(viewer)) AND \(range)"
    }

    private func withWord(_ condition: SQL) -> [SQL] {
        SpreadTable.personWord.both.map { table in
            "SELECT w.person_id, w.sort_key FROM \(name: table) w WHERE \(condition) AND \(PeopleAccess.opensWord(viewer))"
        }
    }

    /// Whoever is in one of the parts, each once, by name. `condition`: on their row `p`.
    private func inOrder(_ parts: [SQL], _ condition: SQL?, _ filters: PeopleFilters, _ limit: SQL) -> SQL {
        let found = SQL.joined(parts, separator: " UNION ")
        let filter = filters.condition("u.person_id", today: today, bands: bands)
        // The words of a search know the English order only.
        let (isRow, order): (Bool, SQL) = language == .welsh ? (true, key) : (condition != nil, "u.sort_key")
        let row: SQL = isRow ? " JOIN person p ON p.id = u.person_id" : ""
        return """
            SELECT u.person_id AS id, u.sort_key FROM (\(found)) u\(row) WHERE 1 = 1\(condition ?? "")\(filter)
            ORDER BY \(order), u.person_id\(limit)
            """
    }

    private func numbered(_ number: NumberSearch, _ filters: PeopleFilters, limit: SQL) -> SQL {
        """
        SELECT p.id, p.sort_key FROM (\(number.people)) found JOIN person p ON p.id = found.person_id
        WHERE \(PeopleAccess.opens(viewer))\(filters.condition("p.id", today: today, bands: bands))
        ORDER BY \(key), p.id\(limit)
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
        WHERE s.round_id = \(PeopleStore.currentRound) AND \(PeopleAccess.opens(viewer))
          AND s.percent_2y >= 0\(question.filters.condition("s.person_id", today: today, bands: bands))
        ORDER BY s.percent_2y DESC, s.person_id DESC\(limit)
        """
    }

    private func page(_ question: PeopleQuestion, _ ids: [Int64]) -> PeopleFinding {
        let start = min((question.page - 1) * PeopleFinding.pageSize, ids.count)
        let end = min(start + PeopleFinding.pageSize, ids.count)
        return PeopleFinding(ids: Array(ids[start..<end]), total: ids.count)
    }

    private func count(_ sql: SQL) -> SQL {
        "SELECT COUNT(*) AS total FROM (\(sql)) counted"
    }

    private func window(_ question: PeopleQuestion) -> SQL {
        " LIMIT \(PeopleFinding.pageSize) OFFSET \((question.page - 1) * PeopleFinding.pageSize)"
    }

    private var countWindow: SQL { " LIMIT \(PeopleFinding.countLimit + 1)" }
}
