import Domain
import Store

/// What part of a panel's list is asked for, as its address holds it. A code that is not known filters nothing.
struct PanelQuestion: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case proposal, news, unsure, undecided, review
    }

    static let pageSize = 25

    private(set) var values: [Kind: String] = [:]
    let page: Int

    init(_ form: Form) {
        page = min(max(Int(form["page"]) ?? 1, 1), 10_000)
        for kind in Kind.allCases {
            let value = form[kind.rawValue]
            if kind.options.contains(where: { $0.value == value }) { values[kind] = value }
        }
    }

    /// The first page of what these filters leave.
    init(_ values: [Kind: String]) {
        self.values = values
        page = 1
    }

    subscript(_ kind: Kind) -> String { values[kind] ?? "" }

    /// Nothing filtered, from the beginning.
    var isWhole: Bool { values.isEmpty && page == 1 }

    /// In their fixed order, for the address.
    var items: [(String, String)] { Kind.allCases.map { ($0.rawValue, self[$0]) } }

    func items(without kind: Kind) -> [(String, String)] { items.filter { $0.0 != kind.rawValue } }

    var chosen: [(kind: Kind, option: Option)] {
        Kind.allCases.compactMap { kind in
            kind.options.first { $0.value == self[kind] }.map { (kind, $0) }
        }
    }
}

extension PanelQuestion.Kind {
    var label: Text {
        switch self {
        case .proposal: Text(en: "Proposal", cy: "Cynnig")
        case .news: Text(en: "Since last time", cy: "Ers y tro diwethaf")
        case .unsure: Text(en: "Records in doubt", cy: "Cofnodion amheus")
        case .undecided: Text(en: "Decision", cy: "Penderfyniad")
        case .review: Text(en: "Review", cy: "Adolygiad")
        }
    }

    var options: [Option] {
        switch self {
        case .proposal:
            [Option(value: PanelQuestion.proposed, label: Text(en: "by any rule", cy: "gan unrhyw reol"))]
                + ProposalKind.allCases.map { Option(value: $0.rawValue, label: CaseWords.proposal($0)) }
        case .news: PanelNews.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        case .unsure: [Option(value: "yes", label: Text(en: "in doubt", cy: "amheus"))]
        case .undecided:
            [
                Option(value: "yes", label: Text(en: "still to be decided", cy: "eto i’w benderfynu")),
                Option(value: "no", label: Text(en: "decided", cy: "wedi’i benderfynu")),
            ]
        case .review: [Option(value: "due", label: Text(en: "due", cy: "i’w gynnal bellach"))]
        }
    }
}

/// How a proposal stands to that of the round before.
enum PanelNews: String, Sendable, CaseIterable, Storable {
    case new, changed, same

    var name: Text {
        switch self {
        case .new: Text(en: "new", cy: "newydd")
        case .changed: Text(en: "changed", cy: "wedi newid")
        case .same: Text(en: "same", cy: "yr un peth")
        }
    }
}

extension PanelQuestion {
    /// People with a record that may belong to somebody else, or somebody else's to them.
    static let unsure: SQL = "s.person_id IN (\(OpenQuestions.people))"

    /// No decision in this round, or a last one that deferred until a day that has come.
    static func undecided(_ today: Day) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM decision d WHERE (d.outcome <> 'defer' OR d.defer_until > \(today)) AND d.id = (
          SELECT MAX(e.id) FROM decision e WHERE e.round_id = s.round_id AND e.person_id = s.person_id))
        """
    }

    /// Whoever a rule puts before the panel, as a filter's value.
    static let proposed = "proposed"

    /// Whom a panel should see without asking: everybody proposed or not scored, who was proposed last time, the doubtful, and
    /// whoever is before the panel or in the cohort already, whatever the rules say today.
    static func usual(_ area: Area) -> SQL {
        """
        (s.proposal <> 'NONE' OR s.previous LIKE 'FIXED%' OR s.previous LIKE 'FLEX%' OR \(unsure) OR \(enrolled(area)))
        """
    }

    /// With an enrolment of this area that has not come to an end.
    static func enrolled(_ area: Area) -> SQL {
        let running = EnrolmentState.allCases.filter(\.runs).map(\.rawValue)
        return """
            s.person_id IN (SELECT n.person_id FROM enrolment n
              WHERE n.scheme = 'iom' AND n.area = \(area) AND n.state IN (\(list: running)))
            """
    }

    /// In the area's cohort, with a review whose day has come.
    static func reviewDue(_ area: Area, _ today: Day) -> SQL {
        """
        s.person_id IN (SELECT n.person_id FROM enrolment n
          WHERE n.scheme = 'iom' AND n.area = \(area) AND n.state IN ('adopted', 'active') AND n.next_review <= \(today))
        """
    }

    /// The order of a panel's list: the doubtful first, for they must be reviewed before anything is decided.
    static let order: SQL = " ORDER BY CASE WHEN \(unsure) THEN 0 ELSE 1 END, s.rank, s.person_id"

    /// For a query over `proposal s`.
    func condition(_ area: Area, today: Day) -> SQL {
        var parts: [SQL] = []
        switch self[.proposal] {
        case "": parts.append(PanelQuestion.usual(area))
        case PanelQuestion.proposed:
            parts.append("s.proposal IN (\(list: ProposalKind.allCases.filter(\.isProposed).map(\.rawValue)))")
        default: parts.append("s.proposal = \(self[.proposal])")
        }
        if !self[.news].isEmpty { parts.append("s.news = \(self[.news])") }
        if self[.unsure] == "yes" { parts.append(PanelQuestion.unsure) }
        switch self[.undecided] {
        case "yes": parts.append(PanelQuestion.undecided(today))
        case "no": parts.append("NOT (\(PanelQuestion.undecided(today)))")
        default: break
        }
        if self[.review] == "due" { parts.append(PanelQuestion.reviewDue(area, today)) }
        return SQL.joined(parts, separator: " AND ")
    }
}
