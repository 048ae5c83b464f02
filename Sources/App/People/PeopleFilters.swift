import Domain
import Store

/// The filters of a list as its address holds them. A code that is not known filters nothing.
struct PeopleFilters: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case area, proposal, band, cohort, state, rag, statutory
    }

    private(set) var values: [Kind: String] = [:]

    init() {}

    init(_ form: Form) {
        for kind in Kind.allCases {
            let value = form[kind.rawValue]
            if kind.options.contains(where: { $0.value == value }) { values[kind] = value }
        }
    }

    subscript(_ kind: Kind) -> String { values[kind] ?? "" }

    var isEmpty: Bool { values.isEmpty }

    /// In their fixed order, for the address.
    var items: [(String, String)] { Kind.allCases.map { ($0.rawValue, self[$0]) } }

    func without(_ kind: Kind) -> PeopleFilters {
        var rest = self
        rest.values[kind] = nil
        return rest
    }

    /// What is in force, in words.
    var inForce: [(kind: Kind, value: Text)] {
        Kind.allCases.compactMap { kind in
            guard let option = kind.options.first(where: { $0.value == self[kind] }), !option.value.isEmpty else { return nil }
            return (kind, option.label)
        }
    }
}

extension PeopleFilters.Kind {
    var label: Text {
        switch self {
        case .area: Text(en: "Area", cy: "Ardal")
        case .proposal: Text(en: "Proposal", cy: "Cynnig")
        case .band: Text(en: "Score band", cy: "Band sgôr")
        case .cohort: Text(en: "Cohort", cy: "Carfan")
        case .state: Text(en: "Enrolment", cy: "Cofrestriad")
        case .rag: Text(en: "RAG", cy: "RAG")
        case .statutory: Text(en: "Statutory", cy: "Statudol")
        }
    }

    var options: [Option] { Self.everyOption[self] ?? [] }

    private static let everyOption = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.choices) })

    private var choices: [Option] {
        switch self {
        case .area: Area.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        case .proposal:
            ProposalKind.allCases.map { Option(value: $0.rawValue, label: CaseWords.proposal($0)) }
        case .band: RiskBand.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        case .cohort: CohortPlace.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        case .state: EnrolmentState.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        case .rag: RagRating.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        case .statutory:
            [
                Option(value: "yes", label: Text(en: "statutory", cy: "statudol")),
                Option(value: "no", label: Text(en: "non-statutory", cy: "anstatudol")),
            ]
        }
    }
}

extension PeopleFilters {
    /// Conditions on the person whose number `id` is.
    /// - Parameter bands: those that the current round was scored with.
    func condition(_ id: SQL, today: Day, bands: BandScale) -> SQL {
        SQL.joined(Kind.allCases.compactMap { condition($0, id, today, bands) }.map { " AND \($0)" }, separator: "")
    }

    private func condition(_ kind: Kind, _ id: SQL, _ today: Day, _ bands: BandScale) -> SQL? {
        let value = self[kind]
        guard !value.isEmpty else { return nil }
        switch kind {
        case .area: return "(SELECT f.area FROM person f WHERE f.id = \(id)) = \(value)"
        case .proposal: return proposed(id, "f.proposal = \(value)")
        case .band: return RiskBand(rawValue: value).map { proposed(id, PeopleFilters.percent($0, bands.limits)) }
        case .cohort:
            return enrolled(id, "f.cohort = \(value) AND f.state IN ('adopted', 'active')")
        case .state: return enrolled(id, "f.state = \(value)")
        case .rag: return enrolled(id, "f.rag = \(value) AND f.state IN ('adopted', 'active')")
        case .statutory:
            let statutory = PeopleFilters.statutory(id, today)
            return value == "yes" ? statutory : "NOT \(statutory)"
        }
    }

    private func proposed(_ id: SQL, _ condition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM proposal f WHERE f.round_id = \(PeopleStore.currentRound) AND f.person_id = \(id) AND \(condition))
        """
    }

    private func enrolled(_ id: SQL, _ condition: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM enrolment f WHERE f.person_id = \(id) AND f.scheme = 'iom' AND \(condition))"
    }

    private static func percent(_ band: RiskBand, _ limits: [BandLimit]) -> SQL {
        guard let place = limits.firstIndex(where: { $0.band == band }) else { return "1 = 0" }
        let end = place + 1 < limits.count ? limits[place + 1].from : 101
        return "f.percent_2y >= \(limits[place].from) AND f.percent_2y < \(end)"
    }

    /// An order or licence that runs today, or in custody today. Source: agency files, "Statutory at as-of".
    private static func statutory(_ id: SQL, _ today: Day) -> SQL {
        """
        (EXISTS (SELECT 1 FROM record g JOIN court_order y ON y.record_id = g.id WHERE g.person_id = \(id)
            AND y.start_date <= \(today) AND (y.end_date IS NULL OR y.end_date >= \(today)))
          OR EXISTS (SELECT 1 FROM record g JOIN prison_sentence z ON z.record_id = g.id WHERE g.person_id = \(id)
            AND z.reception_date <= \(today) AND z.release_date > \(today)))
        """
    }
}
