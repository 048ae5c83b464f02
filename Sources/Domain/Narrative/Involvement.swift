/// What somebody is in one event. It belongs to the event and not to the person: one may be several.
/// Source: Data Protection Act 2018 s.38(3); assurance DP-06.
public enum InvolvementCategory: String, Sendable, CaseIterable, Hashable {
    case suspect, convicted, victim, witness

    public var name: Text {
        switch self {
        case .suspect: Text(en: "Suspect", cy: "Dan amheuaeth")
        case .convicted: Text(en: "Convicted", cy: "Wedi’i euogfarnu")
        case .victim: Text(en: "Victim", cy: "Dioddefwr")
        case .witness: Text(en: "Witness", cy: "Tyst")
        }
    }

    /// Where it is shown: that somebody is a victim or a witness is victims' data, whoever they are elsewhere (assurance VI-01).
    public var part: CasePart {
        switch self {
        case .suspect, .convicted: .offences
        case .victim, .witness: .victim
        }
    }

    /// What nobody's records say, and a person enters.
    public static let entered: [InvolvementCategory] = [.victim, .witness]
}

/// A result of a court, as far as it says what somebody is in an event.
public struct CourtResult: Sendable, Hashable {
    public let offenceCode: String
    public let offenceOn: Day?
    public let courtOn: Day
    public let adjudication: Adjudication?

    public init(offenceCode: String, offenceOn: Day?, courtOn: Day, adjudication: Adjudication?) {
        self.offenceCode = offenceCode
        self.offenceOn = offenceOn
        self.courtOn = courtOn
        self.adjudication = adjudication
    }

    /// nil where nothing was proved or admitted any more: not guilty, withdrawn. A caution is no conviction.
    public var category: InvolvementCategory? {
        switch adjudication {
        case .conviction: .convicted
        case .caution: .suspect
        case .notGuilty, .withdrawn, nil: nil
        }
    }
}

/// An arrest, as far as it says what somebody is in an event.
public struct ArrestedFor: Sendable, Hashable {
    public let offenceCode: String
    public let on: Day
    public let disposal: CustodyDisposal?

    public init(offenceCode: String, on: Day, disposal: CustodyDisposal?) {
        self.offenceCode = offenceCode
        self.on = on
        self.disposal = disposal
    }

    /// A suspect, unless they were charged and a court convicted them of that offence: committed by then, and proved afterwards.
    /// Where the court's record has no day of the offence the two are not taken for one event.
    public func category(_ results: [CourtResult]) -> InvolvementCategory {
        guard disposal == .charged else { return .suspect }
        let isProved = results.contains { result in
            guard let committed = result.offenceOn, result.category == .convicted else { return false }
            return result.offenceCode == offenceCode && committed <= on && on <= result.courtOn
        }
        return isProved ? .convicted : .suspect
    }
}

/// An involvement as it was typed.
public struct InvolvementFacts: Sendable, Hashable {
    public var category: InvolvementCategory?
    /// What happened, in words.
    public var event = ""
    public var source = ""
    public var from, to: Day?

    public init() {}
}

/// Somebody in an event: what, since when, until when, and who says so.
public struct Involvement: Sendable, Hashable {
    public let category: InvolvementCategory
    public let event, source: String
    public let from: Day
    public let to: Day?

    public init(category: InvolvementCategory, event: String, source: String, from: Day, to: Day?) {
        self.category = category
        self.event = event
        self.source = source
        self.from = from
        self.to = to
    }
}

/// Why an involvement cannot stand as it was sent.
public enum InvolvementRefusal: Refusal, Hashable {
    case categoryMissing, derived, eventMissing, sourceMissing, fromMissing, fromInFuture, endsBefore

    public var field: String? {
        switch self {
        case .categoryMissing, .derived: "category"
        case .eventMissing: "event"
        case .sourceMissing: "source"
        case .fromMissing, .fromInFuture: "from"
        case .endsBefore: "to"
        }
    }

    public var message: Text {
        switch self {
        case .categoryMissing: Text(en: "Choose victim or witness", cy: "Dewiswch ddioddefwr neu dyst")
        case .derived:
            Text(
                en: "Who is a suspect or convicted follows from the records of police and courts",
                cy: "O gofnodion yr heddlu a’r llysoedd y daw pwy sydd dan amheuaeth neu wedi’i euogfarnu")
        case .eventMissing: Text(en: "Say what happened", cy: "Dywedwch beth ddigwyddodd")
        case .sourceMissing: Text(en: "Say who or what it comes from", cy: "Dywedwch gan bwy neu o beth y daw")
        case .fromMissing: Text(en: "Enter the day of the event", cy: "Rhowch ddiwrnod y digwyddiad")
        case .fromInFuture: Text(en: "Enter today or an earlier day", cy: "Rhowch heddiw neu ddiwrnod cynharach")
        case .endsBefore:
            Text(en: "It cannot end before it began", cy: "Ni all ddod i ben cyn iddo ddechrau")
        }
    }
}

/// All that is wrong with an involvement at once.
public struct InvolvementRefusals: Error, Sendable, Hashable {
    public let list: [InvolvementRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "category", $0.message) } }
}

/// Entering what no record says: that the person was a victim or a witness.
public enum Involving {
    public static func involve(_ facts: InvolvementFacts, today: Day) throws(InvolvementRefusals) -> Involvement {
        var refusals: [InvolvementRefusal] = []
        if facts.category == nil { refusals.append(.categoryMissing) }
        if let category = facts.category, !InvolvementCategory.entered.contains(category) { refusals.append(.derived) }
        if facts.event.isEmpty { refusals.append(.eventMissing) }
        if facts.source.isEmpty { refusals.append(.sourceMissing) }
        if facts.from == nil { refusals.append(.fromMissing) }
        if let from = facts.from, from > today { refusals.append(.fromInFuture) }
        if let from = facts.from, let to = facts.to, to < from { refusals.append(.endsBefore) }
        guard refusals.isEmpty, let category = facts.category, let from = facts.from else {
            throw InvolvementRefusals(list: refusals)
        }
        return Involvement(category: category, event: facts.event, source: facts.source, from: from, to: facts.to)
    }
}
