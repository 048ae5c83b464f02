/// The part of a case that something belongs to: the unit of access and of sharing.
public enum CasePart: String, Sendable, CaseIterable, Hashable {
    case identity, offences, risk, cohort, plan, contacts, health, victim, intelligence, minutes, documents
    /// The agencies' records as received, and how they were linked.
    case source
    /// Who works with the case. It is nobody's to share.
    case staff

    /// What an agency may share: everything but where it has it from, who works there, and its victims. Those have an officer of their own,
    /// who reads them and does not share (MoJ on OFFICIAL-SENSITIVE; Victims' Code): assurance VI-01.
    public static let shareable = allCases.filter { ![.source, .staff, .victim].contains($0) }

    public var name: Text {
        switch self {
        case .identity: Text(en: "Who the person is", cy: "Pwy yw’r person")
        case .offences: Text(en: "Offences, custody and prison", cy: "Troseddau, dalfa a charchar")
        case .risk: Text(en: "Risk", cy: "Risg")
        case .cohort: Text(en: "Selection and enrolment", cy: "Dethol a chofrestru")
        case .plan: Text(en: "Plan", cy: "Cynllun")
        case .contacts: Text(en: "Contacts and notes", cy: "Cysylltiadau a nodiadau")
        case .health: Text(en: "Health", cy: "Iechyd")
        case .victim: Text(en: "Victims", cy: "Dioddefwyr")
        case .intelligence: Text(en: "Intelligence", cy: "Cudd-wybodaeth")
        case .minutes: Text(en: "Minutes", cy: "Cofnodion cyfarfodydd")
        case .documents: Text(en: "Documents", cy: "Dogfennau")
        case .source: Text(en: "Agencies’ records", cy: "Cofnodion asiantaethau")
        case .staff: Text(en: "Who works with the case", cy: "Pwy sy’n gweithio gyda’r achos")
        }
    }
}

/// How much of a part, or of one thing in it, an officer sees.
public enum PartSight: String, Sendable, Comparable, CaseIterable {
    /// It is there; whom to ask is said, and nothing of it.
    case withheld
    /// It is there, and may be seen by an act with a reason.
    case masked
    case open

    public static func < (left: PartSight, right: PartSight) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .withheld: 0
        case .masked: 1
        case .open: 2
        }
    }
}

/// What each part of a case is to an officer.
public struct PartSights: Sendable, Equatable {
    private var sights: [CasePart: PartSight]
    /// The parts in which other agencies' OFFICIAL-SENSITIVE is open too.
    public var sensitive: Set<CasePart>
    /// The parts that are theirs by their role or by breaking the glass: what is masked in them, they may see for a reason. What is
    /// masked in a part that was only shared is withheld.
    public let own: Set<CasePart>

    public init(_ sights: [CasePart: PartSight] = [:], sensitive: Set<CasePart> = [], own: Set<CasePart> = []) {
        self.sights = sights
        self.sensitive = sensitive
        self.own = own
    }

    /// What is not named is withheld.
    public subscript(part: CasePart) -> PartSight {
        get { sights[part] ?? .withheld }
        set { sights[part] = newValue }
    }

    public func isOpen(_ part: CasePart) -> Bool { self[part] == .open }

    /// What something masked in the part is to them.
    public func masked(_ part: CasePart) -> PartSight {
        if self[part] == .withheld { return .withheld }
        if sensitive.contains(part) { return self[part] }
        return own.contains(part) ? .masked : .withheld
    }

    /// The parts that are seen like this, in the order of the case.
    public func all(_ sight: PartSight) -> [CasePart] { CasePart.allCases.filter { self[$0] == sight } }

    /// The more that either shows.
    public func union(_ other: PartSights) -> PartSights {
        PartSights(
            Dictionary(uniqueKeysWithValues: CasePart.allCases.map { ($0, max(self[$0], other[$0])) }),
            sensitive: sensitive.union(other.sensitive), own: own.union(other.own))
    }
}
