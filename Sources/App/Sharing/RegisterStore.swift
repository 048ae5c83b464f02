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
        var conditions: [SQL] = ["s.content_hash IS NOT NULL"]
        if !agency.isEmpty { conditions.append("(s.from_agency = \(agency) OR s.to_agency = \(agency))") }
        if let from { conditions.append("s.accepted_at >= \(from.adding(days: -1).endInLondon)") }
        if let until { conditions.append("s.accepted_at < \(until.endInLondon)") }
        return SQL.joined(conditions, separator: " AND ")
    }
}

/// What passed to whom: every share that was accepted and opened something. Source: DPA 2018 s.62(3); assurance DP-03.
struct RegisterStore: Sendable {
    let site: Site

    static let fields = ["name", "shares"]

    func list(_ question: RegisterQuestion, _ visit: Visit) async throws -> (shares: [CaseShare], hasNext: Bool) {
        let (viewer, today) = (try visit.viewer(), site.today)
        return try await site.consult(try visit.actor()) { connection in
            let size = RegisterQuestion.pageSize
            let rows = try connection.query(
                """
                SELECT \(CaseShare.columns), p.family, p.given \(CaseShare.from) JOIN person p ON p.id = s.person_id
                WHERE \(question.condition) AND \(RegisterStore.theirs(viewer))
                ORDER BY s.accepted_at DESC, s.id DESC LIMIT \(size + 1) OFFSET \((question.page - 1) * size)
                """)
            let shares = try rows.prefix(size).map { try RegisterStore.named($0, today) }
            return Change(
                (shares, rows.count > size),
                Event(
                    .consultation, subjects: Set(shares.map(\.person)).sorted(), records: shares.map { "share:\($0.id)" },
                    fields: RegisterStore.fields))
        }
    }

    /// Everybody of whom something passed, for the file.
    func people(_ question: RegisterQuestion, _ viewer: Viewer) async throws -> [Int64] {
        try await site.database.read { connection in
            try connection.numbers(
                """
                SELECT DISTINCT s.person_id AS id FROM share s JOIN person p ON p.id = s.person_id
                WHERE \(question.condition) AND \(RegisterStore.theirs(viewer)) ORDER BY 1
                """)
        }
    }

    func shares(_ people: [Int64], _ question: RegisterQuestion, _ viewer: Viewer) async throws -> [CaseShare] {
        let today = site.today
        return try await site.database.read { connection in
            try connection.query(
                """
                SELECT \(CaseShare.columns), p.family, p.given \(CaseShare.from) JOIN person p ON p.id = s.person_id
                WHERE s.person_id \(connection.among(people)) AND \(question.condition) AND \(RegisterStore.theirs(viewer))
                ORDER BY s.person_id, s.accepted_at, s.id
                """
            ).map { try RegisterStore.named($0, today) }
        }
    }

    /// A coordinator's own cases; for an information officer those of whom they may see who looked.
    private static func theirs(_ viewer: Viewer) -> SQL {
        viewer.officer.role == .informationOfficer ? PeopleAccess.audits(viewer.officer) : PeopleAccess.opens(viewer.byRight)
    }

    private static func named(_ row: Row, _ today: Day) throws -> CaseShare {
        var share = try CaseShare(row, today)
        share.name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        return share
    }
}
