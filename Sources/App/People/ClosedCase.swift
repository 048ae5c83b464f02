import Domain
import Store

/// A restricted case that somebody may know of and not open: its number, and whom to ask. As an error it is what every address of the
/// case answers them.
struct ClosedCase: Error {
    /// More are not shown.
    static let most = 20

    let person: Int64
    let area: Area
    let ask: [String]
    /// No coordinator whom the restriction names can lift it any more: the reader may.
    var mayLift = false
    /// The reader may open it in an emergency.
    var mayBreakGlass = false

    /// Those that a question finds, by number.
    static func found(_ connection: any Connection, _ viewer: Viewer, _ question: PeopleQuestion) throws -> [ClosedCase] {
        guard question.filters.isEmpty, question.order == .name else { return [] }
        let fits: SQL =
            switch question.search {
            case .everybody: ""
            case .name(let words): SQL.joined(NameWord.all(words).map { " AND \($0.stands)" }, separator: "")
            case .number(let number): " AND p.id IN (\(number.people))"
            }
        return try cases(connection, viewer, fits, limit: most)
    }

    /// This one, where it is closed to the officer.
    static func one(_ connection: any Connection, _ viewer: Viewer, _ person: Int64) throws -> ClosedCase? {
        try cases(connection, viewer, " AND p.id = \(person)", limit: 1).first
    }

    private static func cases(
        _ connection: any Connection, _ viewer: Viewer, _ fits: SQL, limit: Int
    ) throws -> [ClosedCase] {
        let rows = try connection.query(
            "SELECT p.id, p.area FROM person p WHERE \(PeopleAccess.closed(viewer))\(fits) ORDER BY p.id LIMIT \(limit)")
        return try rows.map { row in
            let id: Int64 = try row.get("id")
            let names: [String] = try connection.query(
                """
                SELECT DISTINCT officer.name FROM case_restriction r JOIN officer ON officer.id = r.made_by
                WHERE r.person_id = \(id) AND r.ended_at IS NULL AND \(Officers.isHere(at: viewer.at)) ORDER BY officer.name
                """
            ).map { try $0.get("name") }
            return ClosedCase(person: id, area: try row.get("area"), ask: names)
        }
    }

    var whom: Text {
        ask.isEmpty
            ? Text(en: "the coordinator of \(area.name.en)", cy: "gydlynydd \(area.name.cy)")
            : Text(same: ask.joined(separator: ", "))
    }

    var title: Text { Text(en: "Case \(person) is closed to you", cy: "Mae achos \(person) ar gau i chi") }

    var words: Text {
        Text(
            en: "Only the officers whom its owner named may open it. Ask \(whom.en).",
            cy: "Dim ond y swyddogion a enwodd ei berchennog a gaiff ei agor. Gofynnwch i \(whom.cy).")
    }
}

/// Cases that are closed to the reader.
enum ClosedCaseView {
    /// Below a list: which numbers, and whom to ask.
    static func list(_ cases: [ClosedCase]) -> HTML? {
        guard !cases.isEmpty else { return nil }
        let items: [HTML] = cases.map { item in
            """
            <li><a href="\("/people/\(item.person)" as Path)">\(Text(en: "Case \(item.person)", cy: "Achos \(item.person)"))</a>: \
            \(Text(en: "ask \(item.whom.en)", cy: "gofynnwch i \(item.whom.cy)"))</li>
            """
        }
        return """
            <section aria-labelledby="closed"><h2 id="closed">\(Text(en: "Closed to you", cy: "Ar gau i chi"))</h2>
            <p>\(Text(
                en: "These cases fit too. Each is restricted to the officers whom its owner named.",
                cy: "Mae’r achosion hyn yn cyd-fynd hefyd. Cyfyngir pob un i’r swyddogion a enwodd ei berchennog."))</p>
            <ul>\(items)</ul></section>
            """
    }

    /// In the place of the case.
    static func page(_ item: ClosedCase) -> Page {
        let glass: HTML? =
            item.mayBreakGlass
            ? """
            <p><a href="\("/people/\(item.person)/glass" as Path)">\(Text(
                en: "Somebody is in danger and you cannot wait: break the glass",
                cy: "Mae rhywun mewn perygl ac ni allwch aros: torri’r gwydr"))</a></p>
            """ : nil
        let lift: HTML? =
            item.mayLift
            ? """
            <p><a href="\("/people/\(item.person)/restriction/end" as Path)">\(Text(
                en: "No coordinator is left who could lift the restriction: lift it",
                cy: "Nid oes cydlynydd ar ôl a allai godi’r cyfyngiad: ei godi"))</a></p>
            """ : nil
        return Page(
            title: item.title, section: .people,
            body: """
                <h1>\(item.title)</h1>
                <p>\(item.words)</p>
                \(lift)\(glass)
                """)
    }
}
