/// How far the source of a report can be relied on.
/// Source: College of Policing, Authorised Professional Practice, intelligence report 3x5x2, source evaluation.
public enum SourceEvaluation: String, Sendable, CaseIterable, Hashable {
    case reliable = "1"
    case untested = "2"
    case notReliable = "3"

    public var name: Text {
        switch self {
        case .reliable: Text(en: "Reliable", cy: "Dibynadwy")
        case .untested: Text(en: "Untested", cy: "Heb ei phrofi")
        case .notReliable: Text(en: "Not reliable", cy: "Ddim yn ddibynadwy")
        }
    }
}

/// How the source knows what it reports.
/// Source: College of Policing, 3x5x2, information assessment; the words of B to D are established knowledge (assurance A5).
public enum InformationEvaluation: String, Sendable, CaseIterable, Hashable {
    case knownDirectly = "A"
    case corroborated = "B"
    case knownIndirectly = "C"
    case notKnown = "D"
    case suspectedFalse = "E"

    public var name: Text {
        switch self {
        case .knownDirectly:
            Text(en: "Known directly to the source", cy: "Yn hysbys yn uniongyrchol i’r ffynhonnell")
        case .corroborated:
            Text(
                en: "Known indirectly to the source but corroborated",
                cy: "Yn hysbys yn anuniongyrchol i’r ffynhonnell ond wedi’i hategu")
        case .knownIndirectly:
            Text(en: "Known indirectly to the source", cy: "Yn hysbys yn anuniongyrchol i’r ffynhonnell")
        case .notKnown: Text(en: "Not known", cy: "Anhysbys")
        case .suspectedFalse: Text(en: "Suspected to be false", cy: "Amheuir ei bod yn anwir")
        }
    }
}

/// Both evaluations together, as they are printed: `2B`.
public struct IntelligenceGrade: Sendable, Hashable {
    public let source: SourceEvaluation
    public let information: InformationEvaluation

    public init(_ source: SourceEvaluation, _ information: InformationEvaluation) {
        self.source = source
        self.information = information
    }

    public var code: String { source.rawValue + information.rawValue }

    public var words: Text { source.name + Text(same: ". ") + information.name }
}

/// The handling code by its letter. Source: College of Policing, 3x5x2, handling.
public enum HandlingCode: String, Sendable, CaseIterable, Hashable {
    case lawfulSharing = "P"
    case conditions = "C"

    public var name: Text {
        switch self {
        case .lawfulSharing: Text(en: "Lawful sharing permitted", cy: "Caniateir rhannu cyfreithlon")
        case .conditions:
            Text(en: "Lawful sharing permitted with conditions", cy: "Caniateir rhannu cyfreithlon gydag amodau")
        }
    }
}

extension Handling {
    public var code: HandlingCode {
        switch self {
        case .lawfulSharing: .lawfulSharing
        case .conditions: .conditions
        }
    }

    /// Empty for P.
    public var conditions: String {
        if case .conditions(let words, _) = self { words } else { "" }
    }

    /// The agencies named in the conditions; nil where all are admitted.
    public var agencies: Set<String>? {
        if case .conditions(_, let agencies) = self { agencies } else { nil }
    }

    /// Admits an agency that the other handling keeps out.
    func isWider(than other: Handling) -> Bool {
        guard let before = other.agencies else { return false }
        return agencies.map { !$0.isSubset(of: before) } ?? true
    }
}
