/// Whether a victim wants to hear from the Victim Contact Scheme.
/// Source: Domestic Violence, Crime and Victims Act 2004 s.35–44; Victims' Code, right 11 (established knowledge; assurance VI-01).
public enum VictimChoice: String, Sendable, CaseIterable, Hashable {
    case undecided
    case joined
    case declined
    case left

    public var name: Text {
        switch self {
        case .undecided: Text(en: "Not yet asked, or undecided", cy: "Heb ofyn iddynt eto, neu heb benderfynu")
        case .joined: Text(en: "Has joined the Victim Contact Scheme", cy: "Wedi ymuno â’r Cynllun Cyswllt Dioddefwyr")
        case .declined: Text(en: "Has declined", cy: "Wedi gwrthod")
        case .left: Text(en: "Has left the scheme", cy: "Wedi gadael y cynllun")
        }
    }
}

/// What a victim may be told, when they wish it.
public enum VictimNews: String, Sendable, CaseIterable, Hashable {
    case sentence
    case release
    case conditions
    case parole
    case escape
    case recall

    public var name: Text {
        switch self {
        case .sentence: Text(en: "Key stages of the sentence", cy: "Camau allweddol y ddedfryd")
        case .release: Text(en: "That release is near", cy: "Bod y dyddiad rhyddhau’n agos")
        case .conditions:
            Text(en: "Licence conditions that concern them", cy: "Amodau trwydded sy’n ymwneud â nhw")
        case .parole: Text(en: "Parole hearings and their outcome", cy: "Gwrandawiadau parôl a’u canlyniad")
        case .escape: Text(en: "Escape or absconding", cy: "Dianc neu ffoi")
        case .recall: Text(en: "Recall to prison", cy: "Galw’n ôl i’r carchar")
        }
    }
}

/// A victim's contact as it was typed.
public struct VictimFacts: Sendable, Hashable {
    public var name = ""
    /// The offence that it is about.
    public var event = ""
    public var choice: VictimChoice?
    public var told: Set<VictimNews> = []
    /// How, and in which language, they wish to be contacted.
    public var wishes = ""
    /// What is safe: number, times, who must not know.
    public var safeContact = ""

    public init() {}
}

/// A victim's contact as it may stand.
public struct VictimContact: Sendable, Hashable {
    public let name, event: String
    public let choice: VictimChoice
    public let told: Set<VictimNews>
    public let wishes, safeContact: String

    public init(
        name: String, event: String, choice: VictimChoice, told: Set<VictimNews>, wishes: String, safeContact: String
    ) {
        self.name = name
        self.event = event
        self.choice = choice
        self.told = told
        self.wishes = wishes
        self.safeContact = safeContact
    }
}

/// Why a victim's contact cannot stand as it was sent.
public enum VictimRefusal: Refusal, Hashable {
    case nameMissing, eventMissing, choiceMissing, toldMissing, toldWithoutChoice, safeContactMissing, unchanged

    public var field: String? {
        switch self {
        case .nameMissing, .unchanged: "name"
        case .eventMissing: "event"
        case .choiceMissing: "choice"
        case .toldMissing, .toldWithoutChoice: "told"
        case .safeContactMissing: "safe_contact"
        }
    }

    public var message: Text {
        switch self {
        case .nameMissing: Text(en: "Enter the victim’s name", cy: "Rhowch enw’r dioddefwr")
        case .eventMissing: Text(en: "Say which offence it is about", cy: "Dywedwch am ba drosedd y mae")
        case .choiceMissing: Text(en: "Choose what the victim decided", cy: "Dewiswch beth benderfynodd y dioddefwr")
        case .toldMissing:
            Text(en: "Choose what they wish to be told", cy: "Dewiswch yr hyn y dymunant gael gwybod amdano")
        case .toldWithoutChoice:
            Text(
                en: "Nobody outside the scheme is told: take these away",
                cy: "Ni ddywedir wrth neb y tu allan i’r cynllun: tynnwch y rhain")
        case .safeContactMissing:
            Text(en: "Say how they can be contacted safely", cy: "Dywedwch sut y gellir cysylltu â nhw’n ddiogel")
        case .unchanged: Text(en: "This is what stands: change something", cy: "Dyma sy’n sefyll: newidiwch rywbeth")
        }
    }
}

/// All that is wrong with a victim's contact at once.
public struct VictimRefusals: Error, Sendable, Hashable {
    public let list: [VictimRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "name", $0.message) } }
}

/// Entering whom to tell, and what. Whoever has joined says what they wish to hear and how it is safe; nobody else is told anything.
public enum VictimKeeping {
    public static func keep(_ facts: VictimFacts, instead standing: VictimContact? = nil) throws(VictimRefusals)
        -> VictimContact
    {
        var refusals: [VictimRefusal] = []
        if facts.name.isEmpty { refusals.append(.nameMissing) }
        if facts.event.isEmpty { refusals.append(.eventMissing) }
        if facts.choice == nil { refusals.append(.choiceMissing) }
        if facts.choice == .joined {
            if facts.told.isEmpty { refusals.append(.toldMissing) }
            if facts.safeContact.isEmpty { refusals.append(.safeContactMissing) }
        } else if !facts.told.isEmpty {
            refusals.append(.toldWithoutChoice)
        }
        guard refusals.isEmpty, let choice = facts.choice else { throw VictimRefusals(list: refusals) }
        let next = VictimContact(
            name: facts.name, event: facts.event, choice: choice, told: facts.told, wishes: facts.wishes,
            safeContact: facts.safeContact)
        guard next != standing else { throw VictimRefusals(list: [.unchanged]) }
        return next
    }
}
