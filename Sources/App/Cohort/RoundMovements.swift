import Domain
import Store

/// Somebody who would enter, leave or change rule by a round.
struct RoundMovement: Sendable {
    let person: Int64
    let name: PersonName
    let area: Area
    let movement: Movement
    let before: ProposalKind?
    let percentBefore: Int?
    let now: ProposalKind
    let percent: Int?

    static let columns: SQL = """
        m.person_id, p.family, p.given, m.area, m.movement, m.previous, m.previous_percent, m.proposal, m.percent_2y
        """

    /// nil when the row holds a word that this program does not know.
    init?(_ row: Row) throws {
        guard let movement = Movement(rawValue: try row.get("movement")),
            let now = ProposalKind(rawValue: try row.get("proposal"))
        else { return nil }
        self.movement = movement
        self.now = now
        person = try row.get("person_id")
        name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        area = try row.get("area")
        before = ProposalKind(rawValue: try row.get("previous"))
        percentBefore = try row.get("previous_percent")
        percent = try row.get("percent_2y")
    }
}

/// Which of them somebody asks for, as the address holds it.
struct MovementQuestion: Sendable {
    static let pageSize = 25

    let movement: Movement?
    let area: Area?
    let page: Int

    init(_ form: Form) {
        movement = Movement(rawValue: form["movement"])
        area = Area(rawValue: form["area"])
        page = min(max(Int(form["page"]) ?? 1, 1), 100_000)
    }

    var items: [(String, String)] {
        [("movement", movement?.rawValue ?? ""), ("area", area?.rawValue ?? "")].filter { !$0.1.isEmpty }
    }

    fileprivate var condition: SQL {
        let kind: SQL? = movement.map { "AND m.movement = \($0.rawValue)" }
        let place: SQL? = area.map { "AND m.area = \($0)" }
        return SQL.joined([kind, place].compactMap { $0 }, separator: " ")
    }
}

/// The whole list behind a round's counts, of a planned round as well.
enum RoundMovements {
    /// A page of the list, as far as the cases are open to the officer.
    struct List: Sendable {
        let round: Round
        let question: MovementQuestion
        let lines: [RoundMovement]
        let total: Int
        /// How many more there are on the whole list, whatever the filters, whose case is not, and is not hidden from the officer either.
        let withheld: Int

        var hasNext: Bool { question.page * MovementQuestion.pageSize < total }
    }

    static func store(_ connection: any Connection, _ round: Int64, _ moved: [RoundPlan.Example]) throws {
        try connection.insert(
            into: "round_movement",
            [
                "round_id", "person_id", "movement", "area", "rank", "previous", "previous_percent", "proposal", "percent_2y",
            ],
            moved.map {
                [
                    round.stored, $0.person.stored, $0.movement.rawValue.stored, $0.area.stored, $0.now.rank($0.percent).stored,
                    ($0.before?.rawValue ?? "").stored, $0.percentBefore.stored, $0.now.rawValue.stored, $0.percent.stored,
                ]
            })
    }

    static func list(
        _ connection: any Connection, _ round: Round, _ question: MovementQuestion, _ viewer: Viewer
    ) throws -> List {
        let people = opened(round.id, question, viewer)
        let withheld: Int =
            try connection.value(
                """
                SELECT COUNT(*) AS number FROM round_movement m JOIN person p ON p.id = m.person_id
                WHERE m.round_id = \(round.id) AND NOT (\(PeopleAccess.opensAny(viewer))) AND \(PeopleAccess.told(viewer, "p.id"))
                """) ?? 0
        let total: Int = try connection.value("SELECT COUNT(*) AS number \(people)") ?? 0
        let lines = try connection.query(
            """
            SELECT \(RoundMovement.columns) \(people) ORDER BY m.rank, m.person_id
            LIMIT \(MovementQuestion.pageSize) OFFSET \((question.page - 1) * MovementQuestion.pageSize)
            """
        ).compactMap(RoundMovement.init)
        return List(round: round, question: question, lines: lines, total: total, withheld: withheld)
    }

    /// Everybody on the list, for a file.
    static func all(
        _ connection: any Connection, _ round: Int64, _ question: MovementQuestion, _ viewer: Viewer
    ) throws -> [RoundMovement] {
        try connection.query(
            "SELECT \(RoundMovement.columns) \(opened(round, question, viewer)) ORDER BY m.rank, m.person_id"
        ).compactMap(RoundMovement.init)
    }

    private static func opened(_ round: Int64, _ question: MovementQuestion, _ viewer: Viewer) -> SQL {
        """
        FROM round_movement m JOIN person p ON p.id = m.person_id
        WHERE m.round_id = \(round) \(question.condition) AND \(PeopleAccess.opensAny(viewer))
        """
    }
}
