/// Why a share cannot take a step.
public enum ShareStepRefusal: Refusal, Hashable {
    case cannotMove(from: ShareState, to: ShareState)
    case hasExpired(Day)
    case agreementNotInForce(Day?)
    case agreementEnded
    case gatewayClosed(Gateway)
    case cannotReceive
    /// Whoever sent it has left, has another task, or the case was closed to them.
    case senderCannot
    /// Of a confirmation: whom it was for cannot take it up any more.
    case receiverCannot
    /// Of a confirmation: what is to open is not open to whoever confirms.
    case partsNotYours([CasePart])
    case sensitiveNotYours([CasePart])
    /// Whoever asked for the case has left, has another task, or it was closed to them.
    case askerCannot
    /// The person was combined with another since it was made, or their address must not become known any more.
    case suspended
    /// Something that goes with it is masked to the sender by now.
    case masked
    case ownRequest
    case noLead
    case reasonMissing
    /// Of a confirmation: what was written speaks of the one.
    case necessityMissing

    public var field: String? {
        switch self {
        case .reasonMissing, .necessityMissing: "reason"
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
                en: "Its last day was \(day.words.en). It has to be made anew",
                cy: "Ei ddiwrnod olaf oedd \(day.words.cy). Rhaid ei wneud o’r newydd")
        case .agreementNotInForce(let day):
            Text(
                en: "The sharing agreement expired\(day.map { " on \($0.words.en)" } ?? ""): nothing new is shared under it",
                cy: "Daeth y cytundeb rhannu i ben\(day.map { " ar \($0.words.cy)" } ?? ""): ni rennir dim newydd o dano")
        case .agreementEnded:
            Text(
                en: "The sharing agreement was ended or replaced: it has to be made anew, under another",
                cy: "Mae’r cytundeb rhannu wedi’i derfynu neu ei ddisodli: rhaid ei wneud o’r newydd, o dan un arall")
        case .gatewayClosed(let gateway):
            Text(
                en: "“\(gateway.name.en)” no longer leads from the sender to the receiver",
                cy: "Nid yw “\(gateway.name.cy)” yn arwain oddi wrth yr anfonwr at y derbynnydd mwyach")
        case .cannotReceive:
            Text(
                en: "This case cannot be taken up by you. Ask the sender to choose somebody else",
                cy: "Ni allwch chi dderbyn yr achos hwn. Gofynnwch i’r anfonwr ddewis rhywun arall")
        case .senderCannot:
            Text(
                en: "Whoever sent this could not share the case today. Ask the sender’s coordinator to make it anew",
                cy:
                    "Ni allai pwy bynnag a anfonodd hwn rannu’r achos heddiw. Gofynnwch i gydlynydd yr anfonwr ei wneud o’r newydd"
            )
        case .receiverCannot:
            Text(
                en: "Whom this was for cannot take it up any more. End it, and choose somebody else",
                cy: "Ni all y sawl y bwriadwyd hwn ar ei gyfer ei dderbyn mwyach. Dewch ag ef i ben, a dewiswch rywun arall")
        case .partsNotYours(let parts): ShareRefusal.partsNotYours(parts).message
        case .sensitiveNotYours(let parts): ShareRefusal.sensitiveNotYours(parts).message
        case .necessityMissing: ShareRefusal.necessityMissing.message
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
        /// Whoever sent it, as they are today; nil when there is no such account.
        public let sender: ShareReceiver?

        public init(
            agreement: SharingAgreement?, gateway: (chosen: Gateway, allowed: [AllowedGateway])?, isBarred: Bool,
            isSuspended: Bool = false, lead: ShareReceiver? = nil, sender: ShareReceiver?
        ) {
            self.sender = sender
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
        if kind == .askForTransfer, !Sharing.isOneSide(fromAgency, toAgency) { throw .askerCannot }
        if ground.isBarred || !officer.role.mayTakeUp(kind) { throw .cannotReceive }
        if ground.isSuspended { throw .suspended }
        if let lead = ground.lead, !mayLead(lead) { throw kind == .askForTransfer ? .askerCannot : .cannotReceive }
        if kind != .askForTransfer, !isStillSent(by: ground.sender) { throw .senderCannot }
        try StandingShare.stands(ground, today)
        return next
    }

    /// The agreement is in force, and the gateway leads from the one body to the other.
    private static func stands(_ ground: Ground, _ today: Day) throws(ShareStepRefusal) {
        if let agreement = ground.agreement, !agreement.isInForce(on: today) {
            throw agreement.state == .approved ? .agreementNotInForce(agreement.reviewBy) : .agreementEnded
        }
        if let (chosen, allowed) = ground.gateway, !allowed.contains(where: { $0.gateway == chosen }) {
            throw .gatewayClosed(chosen)
        }
    }

    /// Whoever sent it could send it today: in their agency, and the case is open to them.
    private func isStillSent(by sender: ShareReceiver?) -> Bool {
        guard let sender else { return false }
        return !sender.isDisabled && !sender.isBarred && sender.knowsCase && sender.officer.agency == fromAgency
            && sender.officer.role.worksWithCases
    }

    /// What is asked of a confirmation, after the person was combined with another: what else may now pass is asked as if it were made
    /// today, by whoever confirms it.
    public struct Confirmation: Sendable {
        /// Why it is necessary for the whole of the person.
        public let necessity: String
        public let parts: Set<CasePart>
        public let isSensitive: Bool
        /// What whoever confirms sees by their own right.
        public let sights: PartSights
        /// The parts in which something OFFICIAL-SENSITIVE is not open to them.
        public let masked: Set<CasePart>
        /// The named officer, as they are today; nil where it is for the whole agency.
        public let receiver: ShareReceiver?

        public init(
            necessity: String, parts: Set<CasePart>, isSensitive: Bool, sights: PartSights, masked: Set<CasePart>,
            receiver: ShareReceiver?
        ) {
            self.necessity = necessity
            self.parts = parts
            self.isSensitive = isSensitive
            self.sights = sights
            self.masked = masked
            self.receiver = receiver
        }
    }

    public func confirmed(_ confirmation: Confirmation, _ ground: Ground, today: Day) throws(ShareStepRefusal) {
        if let until, until < today { throw .hasExpired(until) }
        let unseen = CasePart.allCases.filter { confirmation.parts.contains($0) && !confirmation.sights.isOpen($0) }
        if !unseen.isEmpty { throw .partsNotYours(unseen) }
        let masked = CasePart.allCases.filter { confirmation.parts.contains($0) && confirmation.masked.contains($0) }
        if confirmation.isSensitive, !masked.isEmpty { throw .sensitiveNotYours(masked) }
        if receiver != nil, !mayStillReceive(confirmation.receiver) { throw .receiverCannot }
        try StandingShare.stands(ground, today)
        if confirmation.necessity.isEmpty { throw .necessityMissing }
    }

    private func mayStillReceive(_ receiver: ShareReceiver?) -> Bool {
        guard let receiver else { return false }
        return !receiver.isDisabled && !receiver.isBarred && isFor(receiver.officer)
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
        // A lead that was handed over is handed over: there is nothing that would end.
        if next == .ended, !kind.opensParts { throw .cannotMove(from: state, to: next) }
        if reason.isEmpty { throw .reasonMissing }
        return next
    }

    private func moved(to next: ShareState) throws(ShareStepRefusal) -> ShareState {
        guard state.following.contains(next) else { throw .cannotMove(from: state, to: next) }
        return next
    }
}
