/// What is asked of the other side. One kind of row for all of them, so that access, register and inbox read one thing.
/// Source: peers 2.1 (Primero's transitions).
public enum ShareKind: String, Sendable, CaseIterable, Hashable {
    /// Parts of a case are shown to another body.
    case share
    /// The same, and the other body is asked to do something.
    case refer
    /// A colleague of the same agency becomes the lead.
    case assign
    /// An officer of another police force or of probation becomes the lead.
    case transfer
    /// Whoever wants the case asks for it.
    case askForTransfer = "ask_for_transfer"

    public var name: Text {
        switch self {
        case .share: Text(en: "Share parts of the case", cy: "Rhannu rhannau o’r achos")
        case .refer: Text(en: "Refer the person", cy: "Atgyfeirio’r person")
        case .assign: Text(en: "Assign to a colleague", cy: "Aseinio i gydweithiwr")
        case .transfer: Text(en: "Transfer to another agency", cy: "Trosglwyddo i asiantaeth arall")
        case .askForTransfer: Text(en: "Ask for the case", cy: "Gofyn am yr achos")
        }
    }

    public var hint: Text {
        switch self {
        case .share:
            Text(
                en: "They see the parts that you choose, until a day",
                cy: "Maent yn gweld y rhannau a ddewiswch, hyd at ddiwrnod")
        case .refer:
            Text(
                en: "They see the parts that you choose, and you ask them for something",
                cy: "Maent yn gweld y rhannau a ddewiswch, ac rydych yn gofyn iddynt am rywbeth")
        case .assign:
            Text(
                en: "A colleague of your agency becomes the lead officer when they accept",
                cy: "Daw cydweithiwr o’ch asiantaeth yn swyddog arweiniol pan fydd yn derbyn")
        case .transfer:
            Text(
                en: "An officer of another force or of probation becomes the lead when they accept",
                cy: "Daw swyddog o heddlu arall neu o’r gwasanaeth prawf yn arweinydd pan fydd yn derbyn")
        case .askForTransfer:
            Text(
                en: "You become the lead officer when they agree",
                cy: "Chi fydd y swyddog arweiniol pan fyddant yn cytuno")
        }
    }

    /// The lead officer changes when it is accepted.
    public var handsOver: Bool { self == .assign || self == .transfer || self == .askForTransfer }

    /// The receiver sees parts of the case when it is accepted.
    public var opensParts: Bool { self == .share || self == .refer || self == .transfer }
}

/// Where a share stands, as it is stored. That its day has passed follows from the day.
public enum ShareState: String, Sendable, CaseIterable, Hashable {
    case proposed, accepted, refused, withdrawn, ended

    public var following: Set<ShareState> {
        switch self {
        case .proposed: [.accepted, .refused, .withdrawn]
        case .accepted: [.ended]
        case .refused, .withdrawn, .ended: []
        }
    }

    public var name: Text {
        switch self {
        case .proposed: Text(en: "waiting for an answer", cy: "yn aros am ateb")
        case .accepted: Text(en: "accepted", cy: "wedi’i dderbyn")
        case .refused: Text(en: "refused", cy: "wedi’i wrthod")
        case .withdrawn: Text(en: "withdrawn", cy: "wedi’i dynnu’n ôl")
        case .ended: Text(en: "ended", cy: "wedi dod i ben")
        }
    }
}

/// A share as its rules need it.
public struct StandingShare: Sendable, Hashable {
    public let kind: ShareKind
    public let state: ShareState
    public let fromAgency: String
    public let sender: Int64
    public let toAgency: String
    /// nil: everybody of the agency whose role may take it up.
    public let receiver: Int64?
    /// The last day; nil where nothing is opened.
    public let until: Day?

    public init(
        kind: ShareKind, state: ShareState, fromAgency: String, sender: Int64, toAgency: String, receiver: Int64?, until: Day?
    ) {
        self.kind = kind
        self.state = state
        self.fromAgency = fromAgency
        self.sender = sender
        self.toAgency = toAgency
        self.receiver = receiver
        self.until = until
    }

    /// Its last day has passed.
    public func hasExpired(on day: Day) -> Bool {
        (state == .proposed || state == .accepted) && (until.map { $0 < day } ?? false)
    }

    /// It opens the case to its receiver, or would when accepted.
    public func isLive(on day: Day) -> Bool { !state.following.isEmpty && !hasExpired(on: day) }

    /// The officer is one whom it is for.
    public func isFor(_ officer: Officer) -> Bool {
        guard let receiver else { return officer.agency == toAgency && officer.role.mayTakeUp(kind) }
        return officer.id == receiver
    }

    /// The officer acts for the body that made it: whoever made it, their colleagues who work with the case, and its coordinator.
    /// - Parameter isOpen: the case is open to the officer by their own right.
    public func isFrom(_ officer: Officer, isOpen: Bool) -> Bool {
        guard isOpen else { return false }
        return officer.id == sender || officer.role == .coordinator || (officer.agency == fromAgency && officer.role.knowsCases)
    }
}

extension Role {
    /// Whether such an officer can take up what others share, refer or hand over.
    public func mayTakeUp(_ kind: ShareKind) -> Bool {
        switch kind {
        case .share, .refer: opensCases
        case .assign, .transfer, .askForTransfer: worksWithCases
        }
    }
}

/// Why a share cannot take a step.
public enum ShareStepRefusal: Refusal, Hashable {
    case cannotMove(from: ShareState, to: ShareState)
    case hasExpired(Day)
    case agreementNotInForce(Day?)
    case agreementEnded
    case gatewayClosed(Gateway)
    case cannotReceive
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
                cy: "Statws hwn yw “\(from.name.cy)”; ni all ddod yn “\(to.name.cy)”")
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

        public init(
            agreement: SharingAgreement?, gateway: (chosen: Gateway, allowed: [AllowedGateway])?, isBarred: Bool
        ) {
            self.agreement = agreement
            self.gateway = gateway
            self.isBarred = isBarred
        }
    }

    /// Accepting is when data passes: what allowed it when it was made must still allow it.
    public func accepted(by officer: Officer, _ ground: Ground, today: Day) throws(ShareStepRefusal) -> ShareState {
        let next = try moved(to: .accepted)
        if let until, until < today { throw .hasExpired(until) }
        if kind == .askForTransfer, officer.id == sender { throw .ownRequest }
        if ground.isBarred || !officer.role.mayTakeUp(kind) { throw .cannotReceive }
        if let agreement = ground.agreement, !agreement.isInForce(on: today) {
            throw agreement.state == .approved ? .agreementNotInForce(agreement.reviewBy) : .agreementEnded
        }
        if let (chosen, allowed) = ground.gateway, !allowed.contains(where: { $0.gateway == chosen }) {
            throw .gatewayClosed(chosen)
        }
        return next
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
