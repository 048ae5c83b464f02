import Domain
import Store

/// Why one question comes before another: what hangs on knowing who a person is. First who is in a cohort, then who is at high risk, then
/// who is proposed; then the weight, then the older question.
struct ReviewWorth: Sendable {
    private struct Enrolled: Sendable {
        let place: CohortPlace?
        let state: EnrolmentState?
        let rag: RagRating?
    }

    private var enrolments: [Enrolled] = []
    private var proposals: [(kind: ProposalKind, percent: Int?)] = []
    private var official: Int?
    private var harm: RiskOfHarm?
    private let bands: BandScale

    private init(_ bands: BandScale) { self.bands = bands }

    private static let harms: [RiskOfHarm] = [.veryHigh, .high]
    private static let proposed = ProposalKind.allCases.filter { $0.standing > .none }.map(\.rawValue)

    /// Over `OpenQuestions.pairs`: 4, red in a cohort; 3, in a cohort; 2, at high risk; 1, proposed; 0.
    static func rank(_ bands: BandScale) -> SQL {
        let high = bands.start(of: .high) ?? 101
        let both: SQL = "(a.person_id, b.person_id)"
        let enrolled: SQL = "SELECT 1 FROM enrolment n WHERE n.person_id IN \(both) AND \(EnrolmentStore.runs)"
        let proposal: SQL = """
            SELECT 1 FROM proposal s WHERE s.person_id IN \(both) AND s.round_id = \(PeopleStore.currentRound)
            """
        return """
            CASE WHEN EXISTS (\(enrolled) AND n.rag = \(RagRating.red.rawValue)) THEN 4
              WHEN EXISTS (\(enrolled)) THEN 3
              WHEN EXISTS (\(proposal) AND s.percent_2y >= \(high)) OR EXISTS (
                SELECT 1 FROM record h JOIN court_order o ON o.record_id = h.id WHERE h.person_id IN \(both)
                  AND (o.ogrs3_2y >= \(high) OR o.rosh IN (\(list: harms.map(\.rawValue))))) THEN 2
              WHEN EXISTS (\(proposal) AND s.proposal IN (\(list: proposed))) THEN 1 ELSE 0 END
            """
    }

    /// What is known of these people, by their numbers.
    static func of(_ connection: any Connection, _ people: [Int64], _ bands: BandScale) throws -> [Int64: ReviewWorth] {
        let these = connection.among(people)
        let answers = try connection.pipeline([
            "SELECT n.person_id, n.cohort, n.state, n.rag FROM enrolment n WHERE n.person_id \(these) AND \(EnrolmentStore.runs)",
            """
            SELECT s.person_id, s.proposal, s.percent_2y FROM proposal s
            WHERE s.person_id \(these) AND s.round_id = \(PeopleStore.currentRound)
            """,
            """
            SELECT r.person_id, o.rosh, o.ogrs3_2y FROM record r JOIN court_order o ON o.record_id = r.id
            WHERE r.person_id \(these)
            """,
        ])
        var found = Dictionary(uniqueKeysWithValues: Set(people).map { ($0, ReviewWorth(bands)) })
        for row in answers[0] {
            let one = Enrolled(
                place: CohortPlace(rawValue: try row.get("cohort")), state: EnrolmentState(rawValue: try row.get("state")),
                rag: RagRating(rawValue: try row.get("rag")))
            found[try row.get("person_id")]?.enrolments.append(one)
        }
        for row in answers[1] {
            guard let kind = ProposalKind(rawValue: try row.get("proposal")) else { continue }
            found[try row.get("person_id")]?.proposals.append((kind, try row.get("percent_2y")))
        }
        for row in answers[2] { try found[try row.get("person_id")]?.add(order: row) }
        return found
    }

    private mutating func add(order row: Row) throws {
        official = [official, try row.get("ogrs3_2y", as: Int?.self)].compactMap(\.self).max()
        guard let level = RiskOfHarm(rawValue: try row.get("rosh")), ReviewWorth.harms.contains(level) else { return }
        if harm != .veryHigh { harm = level }
    }

    /// The reasons for the place of a pair in the list, the strongest first; empty when there is only the weight.
    static func words(_ one: ReviewWorth?, _ other: ReviewWorth?) -> [Text] {
        let both = [one, other].compactMap(\.self)
        var seen: Set<Text> = []
        return (both.flatMap(\.cohort) + both.flatMap(\.risk) + both.flatMap(\.proposal)).filter { seen.insert($0).inserted }
    }

    private var cohort: [Text] {
        enrolments.flatMap { enrolled -> [Text] in
            let place = enrolled.place?.name ?? Text(same: "–")
            let state = enrolled.state?.name ?? Text(same: "–")
            let standing = Text(en: "In the cohort: \(place.en), \(state.en)", cy: "Yn y garfan: \(place.cy), \(state.cy)")
            return [standing] + (enrolled.rag.map { [Text(en: "RAG \($0.name.en)", cy: "RAG \($0.name.cy)")] } ?? [])
        }
    }

    private var risk: [Text] {
        func band(_ percent: Int?) -> Text? {
            guard let percent, bands.band(percent) >= .high else { return nil }
            let name = bands.band(percent).name
            return Text(en: "Band \(name.en) (\(percent)%)", cy: "Band \(name.cy) (\(percent)%)")
        }
        let harm = harm.map { Text(en: "Risk of serious harm \($0.name.en)", cy: "Risg o niwed difrifol: \($0.name.cy)") }
        return [harm, band([official, proposals.compactMap(\.percent).max()].compactMap(\.self).max())].compactMap(\.self)
    }

    private var proposal: [Text] {
        guard enrolments.isEmpty else { return [] }
        return proposals.filter { $0.kind.standing > .none }.map {
            Text(en: "Proposed: \($0.kind.name.en)", cy: "Cynigiwyd: \($0.kind.name.cy)")
        }
    }
}
