/// Why an agreement cannot become what was asked.
public enum AgreementRefusal: Refusal, Hashable {
    case headingMissing(AgreementHeading)
    case sameSignatory
    case reviewPast
    case signedInFuture
    case notInformationOfficer
    case notParty
    case cannotMove(from: AgreementState, to: AgreementState)
    case reasonMissing

    public var field: String? {
        switch self {
        case .headingMissing(let heading): heading.rawValue
        case .sameSignatory, .signedInFuture: "signatories"
        case .reviewPast: "review"
        case .notParty: "parties"
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
        case .notParty:
            Text(
                en: "Your own agency must be one of the partner organisations",
                cy: "Rhaid i’ch asiantaeth chi fod yn un o’r sefydliadau partner")
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
