/// What an information sharing protocol says, heading by heading. Source: Wales Accord on the Sharing of Personal Information
/// (WASPI), template of an Information Sharing Protocol; assurance LB-02.
public enum AgreementHeading: String, Sendable, CaseIterable, Hashable {
    case parties, purpose, items, basis, duties, powers, rights, security, retention, review, reference, signatories

    public var name: Text {
        switch self {
        case .parties: Text(en: "Partner organisations", cy: "Sefydliadau partner")
        case .purpose: Text(en: "Purpose of the sharing", cy: "Diben y rhannu")
        case .items: Text(en: "Information to be shared", cy: "Gwybodaeth i’w rhannu")
        case .basis: Text(en: "Lawful basis and gateways", cy: "Sail gyfreithlon a phyrth")
        case .duties: Text(en: "Practitioners’ duties", cy: "Dyletswyddau ymarferwyr")
        case .powers: Text(en: "Powers and duties in law", cy: "Pwerau a dyletswyddau yn y gyfraith")
        case .rights: Text(en: "Individuals’ rights", cy: "Hawliau unigolion")
        case .security: Text(en: "Security", cy: "Diogelwch")
        case .retention: Text(en: "Retention and disposal", cy: "Cadw a gwaredu")
        case .review: Text(en: "Review", cy: "Adolygu")
        case .reference: Text(en: "Reference table", cy: "Tabl cyfeirio")
        case .signatories: Text(en: "Signatories", cy: "Llofnodwyr")
        }
    }

    /// The headings that are filled with words of their own.
    public static let inWords: [AgreementHeading] = [.basis, .duties, .powers, .rights, .security, .retention, .reference]
}

/// How an agreement stands, as it is stored. That it has expired follows from its day.
public enum AgreementState: String, Sendable, CaseIterable, Hashable {
    case draft, approved, replaced, ended

    public var name: Text {
        switch self {
        case .draft: Text(en: "draft", cy: "drafft")
        case .approved: Text(en: "approved", cy: "wedi’i gymeradwyo")
        case .replaced: Text(en: "replaced by a new version", cy: "fersiwn newydd wedi cymryd ei le")
        case .ended: Text(en: "ended", cy: "wedi dod i ben")
        }
    }
}

/// A body that is bound by an agreement once somebody has signed for it.
public struct AgreementParty: Sendable, Hashable {
    public let agency: String
    public var signatory: String
    public var post: String
    public var signedOn: Day?

    public init(_ agency: String, signatory: String = "", post: String = "", signedOn: Day? = nil) {
        self.agency = agency
        self.signatory = signatory
        self.post = post
        self.signedOn = signedOn
    }

    public var hasSigned: Bool { !signatory.isEmpty && signedOn != nil }
}

/// An agreement between bodies on what they share: one version of it.
public struct SharingAgreement: Sendable, Hashable {
    public var title: Text
    public var state: AgreementState
    public var parties: [AgreementParty]
    public var purposes: Set<SharingPurpose>
    public var parts: Set<CasePart>
    public var gateways: Set<Gateway>
    public var words: [AgreementHeading: String]
    /// By this day it must be looked at again; from the next on nothing new is shared under it.
    public var reviewBy: Day?

    public init(
        title: Text = Text(same: ""), state: AgreementState = .draft, parties: [AgreementParty] = [],
        purposes: Set<SharingPurpose> = [], parts: Set<CasePart> = [], gateways: Set<Gateway> = [],
        words: [AgreementHeading: String] = [:], reviewBy: Day? = nil
    ) {
        self.title = title
        self.state = state
        self.parties = parties
        self.purposes = purposes
        self.parts = parts
        self.gateways = gateways
        self.words = words
        self.reviewBy = reviewBy
    }

    public var signed: [AgreementParty] { parties.filter(\.hasSigned) }

    /// The headings under which something is still to be said.
    public var missing: [AgreementHeading] {
        AgreementHeading.allCases.filter { heading in
            switch heading {
            case .parties: parties.count < 2
            case .purpose: purposes.isEmpty
            case .items: parts.isEmpty
            case .basis: gateways.isEmpty || words[.basis, default: ""].isEmpty
            case .review: reviewBy == nil
            case .signatories: Set(signed.map(\.agency)).count < 2
            case .duties, .powers, .rights, .security, .retention, .reference: words[heading, default: ""].isEmpty
            }
        }
    }

    /// Approved, and its day of review has passed.
    public func hasExpired(on day: Day) -> Bool {
        state == .approved && (reviewBy.map { $0 < day } ?? true)
    }

    /// New sharing may rest on it.
    public func isInForce(on day: Day) -> Bool { state == .approved && !hasExpired(on: day) }

    /// Both bodies have signed it.
    public func binds(_ agencies: Set<String>) -> Bool { agencies.isSubset(of: signed.map(\.agency)) }
}

/// Why an agreement cannot become what was asked.
public enum AgreementRefusal: Refusal, Hashable {
    case headingMissing(AgreementHeading)
    case sameSignatory
    case reviewPast
    case signedInFuture
    case notInformationOfficer
    case cannotMove(from: AgreementState, to: AgreementState)
    case reasonMissing

    public var field: String? {
        switch self {
        case .headingMissing(let heading): heading.rawValue
        case .sameSignatory, .signedInFuture: "signatories"
        case .reviewPast: "review"
        case .notInformationOfficer, .cannotMove: nil
        case .reasonMissing: "reason"
        }
    }

    public var message: Text {
        switch self {
        case .headingMissing(.parties):
            Text(en: "Name two partner organisations or more", cy: "Enwch ddau sefydliad partner neu fwy")
        case .headingMissing(.signatories):
            Text(
                en: "Two partner organisations must have signed: who, in what post, and on what day",
                cy: "Rhaid bod dau sefydliad partner wedi llofnodi: pwy, ym mha swydd, ac ar ba ddiwrnod")
        case .headingMissing(let heading):
            Text(en: "Nothing stands under “\(heading.name.en)” yet", cy: "Nid oes dim o dan “\(heading.name.cy)” eto")
        case .sameSignatory:
            Text(
                en: "One person cannot sign for two organisations", cy: "Ni all un person lofnodi dros ddau sefydliad")
        case .reviewPast:
            Text(en: "The day of review must be after today", cy: "Rhaid i’r diwrnod adolygu fod ar ôl heddiw")
        case .signedInFuture:
            Text(
                en: "The day of signing must be today or earlier",
                cy: "Rhaid i’r diwrnod llofnodi fod heddiw neu’n gynharach")
        case .notInformationOfficer:
            Text(
                en: "An information officer approves an agreement", cy: "Swyddog gwybodaeth sy’n cymeradwyo cytundeb")
        case .cannotMove(let from, let to):
            Text(
                en: "The agreement stands as “\(from.name.en)”; it cannot become “\(to.name.en)”",
                cy: "Statws y cytundeb yw “\(from.name.cy)”; ni all ddod yn “\(to.name.cy)”")
        case .reasonMissing: Text(en: "Say why", cy: "Dywedwch pam")
        }
    }
}

/// All that stands against an agreement at once.
public struct AgreementRefusals: Error, Sendable, Hashable {
    public let list: [AgreementRefusal]

    public var problems: [Problem] { list.map { Problem($0.field ?? "parties", $0.message) } }
}

extension SharingAgreement {
    /// - Throws: with every missing heading named.
    public func approved(by role: Role, today: Day) throws(AgreementRefusals) -> SharingAgreement {
        var refusals: [AgreementRefusal] = missing.map { .headingMissing($0) }
        if state != .draft { refusals.append(.cannotMove(from: state, to: .approved)) }
        if role != .informationOfficer { refusals.append(.notInformationOfficer) }
        let names = signed.map { NameFolding.folded($0.signatory) }
        if Set(names).count < names.count { refusals.append(.sameSignatory) }
        if signed.contains(where: { $0.signedOn.map { $0 > today } ?? false }) { refusals.append(.signedInFuture) }
        if let reviewBy, reviewBy <= today { refusals.append(.reviewPast) }
        guard refusals.isEmpty else { throw AgreementRefusals(list: refusals) }
        var approved = self
        approved.state = .approved
        return approved
    }

    /// Nothing new is shared under it; what was shared keeps its own end.
    public func ended(because reason: String) throws(AgreementRefusal) -> SharingAgreement {
        guard state == .approved || state == .draft else { throw .cannotMove(from: state, to: .ended) }
        if reason.isEmpty { throw .reasonMissing }
        var ended = self
        ended.state = .ended
        return ended
    }

    /// A draft of the next version: the words stay, whoever signed signs again.
    public func renewed() -> SharingAgreement {
        var next = self
        next.state = .draft
        next.parties = parties.map { AgreementParty($0.agency) }
        next.reviewBy = nil
        return next
    }
}
