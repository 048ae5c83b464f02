/// A note as it was typed.
public struct NarrativeFacts: Sendable, Hashable {
    public var part: CasePart?
    public var basis: NarrativeBasis.Kind?
    /// Whose it is: a record, a colleague, a person. Empty for intelligence: the report stands for it.
    public var source = ""
    public var on: Day?
    public var text = ""
    public var marking = ""
    /// The grade of the report that it rests on, for intelligence.
    public var grade: IntelligenceGrade?

    public init() {}
}

/// A note as it may stand: one paragraph, one basis, with source and date.
public struct NarrativeEntry: Sendable, Hashable {
    public let part: CasePart
    public let basis: NarrativeBasis
    public let source: String
    public let on: Day
    public let text: String
    public let marking: Marking

    public init(part: CasePart, basis: NarrativeBasis, source: String, on: Day, text: String, marking: Marking) {
        self.part = part
        self.basis = basis
        self.source = source
        self.on = on
        self.text = text
        self.marking = marking
    }

    /// The parts of a case that people write notes in.
    public static let parts: [CasePart] = [.contacts, .plan, .health]
}

/// Why a note cannot stand as it was sent.
public enum NarrativeRefusal: Refusal, Hashable {
    case partMissing, basisMissing, sourceMissing, sourceNamed, dayMissing, dayInFuture, textMissing, textTooHigh, reportMissing
    case marking(MarkingRefusal)
    case unchanged, reasonMissing

    public var field: String? {
        switch self {
        case .partMissing: "part"
        case .basisMissing: "basis"
        case .sourceMissing, .sourceNamed: "source"
        case .dayMissing, .dayInFuture: "on"
        case .textMissing, .textTooHigh, .unchanged: "text"
        case .reportMissing: "report"
        case .marking(let refusal): refusal.field
        case .reasonMissing: "reason"
        }
    }

    public var message: Text {
        switch self {
        case .partMissing: Text(en: "Choose the part of the case", cy: "Dewiswch ran yr achos")
        case .basisMissing: Text(en: "Choose what this rests on", cy: "Dewiswch ar beth y mae hyn yn seiliedig")
        case .sourceMissing: Text(en: "Say who or what it comes from", cy: "Dywedwch gan bwy neu o beth y daw")
        case .sourceNamed:
            Text(
                en: "Leave this empty for intelligence: the report stands for the source. Do not name the source",
                cy:
                    "Gadewch hwn yn wag ar gyfer cudd-wybodaeth: yr adroddiad sy’n sefyll dros y ffynhonnell. Peidiwch ag enwi’r ffynhonnell"
            )
        case .dayMissing: Text(en: "Enter the day it is about", cy: "Rhowch y diwrnod dan sylw")
        case .dayInFuture: Text(en: "Enter today or an earlier day", cy: "Rhowch heddiw neu ddiwrnod cynharach")
        case .textMissing: Text(en: "Write the note", cy: "Ysgrifennwch y nodyn")
        case .textTooHigh: MarkingRefusal.tooHigh.message
        case .reportMissing:
            Text(en: "Choose the report that it rests on", cy: "Dewiswch yr adroddiad y mae’n seiliedig arno")
        case .marking(let refusal): refusal.message
        case .unchanged: Text(en: "This is what stands: change something", cy: "Dyma sy’n sefyll: newidiwch rywbeth")
        case .reasonMissing: Text(en: "Say what was wrong", cy: "Dywedwch beth oedd o’i le")
        }
    }
}

/// All that is wrong with a note at once.
public struct NarrativeRefusals: Error, Sendable, Hashable {
    public let list: [NarrativeRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "text", $0.message) } }
}

/// Writing a note and correcting it. Source: Data Protection Act 2018 s.38(1)–(2); assurance DP-07, DP-12.
public enum Noting {
    public static func note(_ facts: NarrativeFacts, today: Day) throws(NarrativeRefusals) -> NarrativeEntry {
        var refusals: [NarrativeRefusal] = []
        let part = facts.part.flatMap { NarrativeEntry.parts.contains($0) ? $0 : nil }
        if part == nil { refusals.append(.partMissing) }
        let basis = facts.basis.flatMap { NarrativeBasis($0, facts.grade) }
        refusals += grounds(facts, basis)
        if facts.on == nil { refusals.append(.dayMissing) }
        if let day = facts.on, day > today { refusals.append(.dayInFuture) }
        if facts.text.isEmpty { refusals.append(.textMissing) }
        if MarkingReading.isTooHigh(heading: facts.text) { refusals.append(.textTooHigh) }
        var marking: Marking?
        do throws(MarkingRefusal) { marking = try MarkingReading.marking(facts.marking) } catch {
            refusals.append(.marking(error))
        }
        guard refusals.isEmpty, let part, let basis, let day = facts.on, let marking else {
            throw NarrativeRefusals(list: refusals)
        }
        return NarrativeEntry(
            part: part, basis: basis, source: facts.source, on: day, text: facts.text, marking: marking)
    }

    /// What a note rests on, and whose it is.
    private static func grounds(_ facts: NarrativeFacts, _ basis: NarrativeBasis?) -> [NarrativeRefusal] {
        switch facts.basis {
        case nil: [.basisMissing]
        case .intelligence:
            (basis == nil ? [.reportMissing] : []) + (facts.source.isEmpty ? [] : [.sourceNamed])
        default: facts.source.isEmpty ? [.sourceMissing] : []
        }
    }

    /// Another version of a note; the earlier one is kept, and the part stays.
    public static func correct(
        _ standing: NarrativeEntry, _ facts: NarrativeFacts, reason: String, today: Day
    ) throws(NarrativeRefusals) -> NarrativeEntry {
        var refusals: [NarrativeRefusal] = []
        var facts = facts
        facts.part = standing.part
        var next: NarrativeEntry?
        do throws(NarrativeRefusals) { next = try note(facts, today: today) } catch { refusals += error.list }
        if next == standing { refusals.append(.unchanged) }
        if reason.isEmpty { refusals.append(.reasonMissing) }
        guard refusals.isEmpty, let next else { throw NarrativeRefusals(list: refusals) }
        return next
    }
}

extension AccessPolicy {
    /// A note that rests on a report is seen by whoever sees both.
    public static func sight(
        _ officer: Officer, _ note: MarkedItem, restingOn report: MarkedItem?, _ parts: PartSights
    ) -> PartSight {
        let own = sight(officer, note, parts)
        return report.map { min(own, sight(officer, $0, parts)) } ?? own
    }
}
