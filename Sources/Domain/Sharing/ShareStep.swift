/// Why a share cannot take a step.
public enum ShareStepRefusal: Refusal, Hashable {
    case cannotMove(from: ShareState, to: ShareState)
    case hasExpired(Day)
    case agreementNotInForce(Day?)
    case agreementEnded
    case gatewayClosed(Gateway)
    case cannotReceive
    /// Whoever asked for the case has left, has another task, or it was closed to them.
    case askerCannot
    /// The person was combined with another since it was made, or their address must not become known any more.
    case suspended
    /// Something that goes with it is masked to the sender by now.
    case masked
    case ownRequest
    case noLead
    case reasonMissing

    public var field: String? {
        switch self {
        case .reasonMissing: "reason"
        default: nil
        }
    }

    public var message: Text {
        switch self {
        case .cannotMove(let from, let to):
            Text(
                en: "This stands as “\(from.name.en)”; it cannot become “\(to.name.en)”",
                cy: "Ei statws yw “\(from.name.cy)”; ni all ddod yn “\(to.name.cy)”")
        case .hasExpired(let day):
            Text(
                en: "Its last day was \(day.words.en). Ask the sender to make it anew",
                cy: "Ei ddiwrnod olaf oedd \(day.words.cy). Gofynnwch i’r anfonwr ei wneud o’r newydd")
        case .agreementNotInForce(let day):
            Text(
                en: "The sharing agreement expired\(day.map { " on \($0.words.en)" } ?? ""): nothing new is shared under it",
                cy: "Daeth y cytundeb rhannu i ben\(day.map { " ar \($0.words.cy)" } ?? ""): ni rennir dim newydd o dano")
        case .agreementEnded:
            Text(
                en: "The sharing agreement was ended or replaced: ask the sender to make it anew",
                cy: "Mae’r cytundeb rhannu wedi’i derfynu neu ei ddisodli: gofynnwch i’r anfonwr ei wneud o’r newydd")
        case .gatewayClosed(let gateway):
            Text(
                en: "“\(gateway.name.en)” no longer leads from the sender to you",
                cy: "Nid yw “\(gateway.name.cy)” yn arwain oddi wrth yr anfonwr atoch mwyach")
        case .cannotReceive:
            Text(
                en: "This case cannot be taken up by you. Ask the sender to choose somebody else",
                cy: "Ni allwch chi dderbyn yr achos hwn. Gofynnwch i’r anfonwr ddewis rhywun arall")
        case .askerCannot:
            Text(
                en: "Whoever asked for this case cannot take it up any more. Refuse it",
                cy: "Ni all pwy bynnag a ofynnodd am yr achos hwn ei dderbyn mwyach. Gwrthodwch ef")
        case .suspended:
            Text(
                en: "The case has changed since this was made: the sender has to confirm it first",
                cy: "Mae’r achos wedi newid ers gwneud hyn: rhaid i’r anfonwr ei gadarnhau’n gyntaf")
        case .masked:
            Text(
                en: "Something of these parts is masked to the sender by now: ask them to make it anew",
                cy: "Mae rhywbeth yn y rhannau hyn bellach wedi’i guddio rhag yr anfonwr: gofynnwch iddo ei wneud o’r newydd")
        case .ownRequest:
            Text(en: "Somebody else must answer what you asked for", cy: "Rhaid i rywun arall ateb yr hyn y gofynnoch amdano")
        case .noLead: ShareRefusal.noLead.message
        case .reasonMissing: Text(en: "Say why", cy: "Dywedwch pam")
        }
    }
}

extension StandingShare {
    /// What must hold when it is accepted, beside its own state.
    public struct Ground: Sendable {
        public let agreement: SharingAgreement?
        /// What the matrix allows today between the two bodies; nil where no gateway is needed.
        public let gateway: (chosen: Gateway, allowed: [AllowedGateway])?
        public let isBarred: Bool
        /// The person was combined with another, and the sender's side has not said that it holds for both.
        public let isSuspended: Bool
        /// Who becomes the lead, as they are today; nil where nothing is handed over.
        public let lead: ShareReceiver?

        public init(
            agreement: SharingAgreement?, gateway: (chosen: Gateway, allowed: [AllowedGateway])?, isBarred: Bool,
            isSuspended: Bool = false, lead: ShareReceiver? = nil
        ) {
            self.agreement = agreement
            self.gateway = gateway
            self.isBarred = isBarred
            self.isSuspended = isSuspended
            self.lead = lead
        }
    }

    /// Accepting is when data passes: what allowed it when it was made must still allow it.
    public func accepted(by officer: Officer, _ ground: Ground, today: Day) throws(ShareStepRefusal) -> ShareState {
        let next = try moved(to: .accepted)
        if let until, until < today { throw .hasExpired(until) }
        if kind == .askForTransfer, officer.id == sender { throw .ownRequest }
        if ground.isBarred || !officer.role.mayTakeUp(kind) { throw .cannotReceive }
        if ground.isSuspended { throw .suspended }
        if let lead = ground.lead, !mayLead(lead) { throw kind == .askForTransfer ? .askerCannot : .cannotReceive }
        if let agreement = ground.agreement, !agreement.isInForce(on: today) {
            throw agreement.state == .approved ? .agreementNotInForce(agreement.reviewBy) : .agreementEnded
        }
        if let (chosen, allowed) = ground.gateway, !allowed.contains(where: { $0.gateway == chosen }) {
            throw .gatewayClosed(chosen)
        }
        return next
    }

    /// What was asked when it was made is asked again of whoever becomes the lead; to whom parts are opened by it, the case need not be
    /// open yet.
    private func mayLead(_ lead: ShareReceiver) -> Bool {
        let agency = kind == .askForTransfer ? fromAgency : toAgency
        return !lead.isDisabled && !lead.isBarred && lead.officer.agency == agency && lead.officer.role.mayTakeUp(kind)
            && (lead.knowsCase || kind.opensParts)
    }

    /// Refused by the receiver, withdrawn by the sender, or ended by either: always with a reason.
    public func closed(as next: ShareState, because reason: String) throws(ShareStepRefusal) -> ShareState {
        let next = try moved(to: next)
        if reason.isEmpty { throw .reasonMissing }
        return next
    }

    private func moved(to next: ShareState) throws(ShareStepRefusal) -> ShareState {
        guard state.following.contains(next) else { throw .cannotMove(from: state, to: next) }
        return next
    }
}
