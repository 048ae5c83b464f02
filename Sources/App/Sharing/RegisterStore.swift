import Domain
import Store

/// What of the disclosure register is asked for.
struct RegisterQuestion: Sendable {
    static let pageSize = 50

    let agency: String
    let from, until: Day?
    let page: Int

    init(_ form: Form) {
        agency = Agency.find(form["agency"])?.code ?? ""
        from = Day(iso: form["from"])
        until = Day(iso: form["until"])
        page = min(max(Int(form["page"]) ?? 1, 1), 1000)
    }

    var items: [(String, String)] { [("agency", agency), ("from", from?.iso ?? ""), ("until", until?.iso ?? "")] }

    fileprivate var condition: SQL {
        var conditions: [SQL] = ["1 = 1"]
        if !agency.isEmpty { conditions.append("(s.from_agency = \(agency) OR s.to_agency = \(agency))") }
        if let from { conditions.append("d.at >= \(from.adding(days: -1).endInLondon)") }
        if let until { conditions.append("d.at < \(until.endInLondon)") }
        return SQL.joined(conditions, separator: " AND ")
    }
}

/// One time that something passed by a share: what was seen then.
struct ShareDisclosure: Sendable {
    let share: CaseShare
    let at: Instant
    /// The rows with their versions, and the SHA-256 of what they said, in hexadecimal digits.
    let items, hash: String
}

/// What passed to whom: every share that opened something, each time that it did. Source: DPA 2018 s.62(3); assurance DP-03.
struct RegisterStore: Sendable {
    let site: Site

    static let fields = ["name", "shares"]

    func list(_ question: RegisterQuestion, _ visit: Visit) async throws -> (passed: [ShareDisclosure], hasNext: Bool) {
        let (viewer, today) = (try visit.viewer(), site.today)
        return try await site.consult(try visit.actor()) { connection in
            let size = RegisterQuestion.pageSize
            let rows = try connection.query(
                """
                \(RegisterStore.select) WHERE \(question.condition) AND \(RegisterStore.theirs(viewer))
                ORDER BY d.at DESC, d.id DESC LIMIT \(size + 1) OFFSET \((question.page - 1) * size)
                """)
            let passed = try rows.prefix(size).map { try RegisterStore.disclosure($0, today) }
            return Change(
                (passed, rows.count > size),
                Event(
                    .consultation, subjects: Set(passed.map(\.share.person)).sorted(),
                    records: Set(passed.map(\.share.id)).sorted().map { "share:\($0)" }, fields: RegisterStore.fields))
        }
    }

    /// Everybody of whom something passed, for the file.
    func people(_ question: RegisterQuestion, _ viewer: Viewer) async throws -> [Int64] {
        try await site.database.read { connection in
            try connection.numbers(
                """
                SELECT DISTINCT s.person_id AS id FROM share_disclosure d JOIN share s ON s.id = d.share_id
                  JOIN person p ON p.id = s.person_id
                WHERE \(question.condition) AND \(RegisterStore.theirs(viewer)) ORDER BY 1
                """)
        }
    }

    func shares(_ people: [Int64], _ question: RegisterQuestion, _ viewer: Viewer) async throws -> [ShareDisclosure] {
        let today = site.today
        return try await site.database.read { connection in
            try connection.query(
                """
                \(RegisterStore.select) WHERE s.person_id \(connection.among(people)) AND \(question.condition) AND \(RegisterStore.theirs(viewer))
                ORDER BY s.person_id, d.at, d.id
                """
            ).map { try RegisterStore.disclosure($0, today) }
        }
    }

    /// A coordinator's own cases; for an information officer those of whom they may see who looked.
    static func theirs(_ viewer: Viewer) -> SQL {
        viewer.officer.role == .informationOfficer ? PeopleAccess.audits(viewer.officer) : PeopleAccess.opens(viewer.byRight)
    }

    private static let select: SQL = """
        SELECT \(CaseShare.columns), p.family, p.given, d.at AS passed_at, d.items AS passed_items, d.content_hash AS passed_hash
        \(CaseShare.from) JOIN share_disclosure d ON d.share_id = s.id JOIN person p ON p.id = s.person_id
        """

    private static func disclosure(_ row: Row, _ today: Day) throws -> ShareDisclosure {
        var share = try CaseShare(row, today)
        share.name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        return ShareDisclosure(
            share: share, at: try row.get("passed_at"), items: try row.get("passed_items"), hash: try row.get("passed_hash"))
    }
}
