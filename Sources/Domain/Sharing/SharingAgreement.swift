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

    /// The officer is of a body that it is between; of a draft that names none yet, everybody is.
    public func isOf(_ officer: Officer) -> Bool {
        parties.isEmpty || parties.contains { $0.agency == officer.agency }
    }

    /// Both bodies have signed it.
    public func binds(_ agencies: Set<String>) -> Bool { agencies.isSubset(of: signed.map(\.agency)) }
}
