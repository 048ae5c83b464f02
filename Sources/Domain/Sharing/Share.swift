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
        case .assign: Text(en: "Assign to a colleague", cy: "Neilltuo i gydweithiwr")
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

    /// The officer is one whom it is for: while they are of the agency that it was made for, and their role may take it up.
    public func isFor(_ officer: Officer) -> Bool {
        officer.agency == toAgency && officer.role.mayTakeUp(kind) && (receiver ?? officer.id) == officer.id
    }

    /// The officer acts for the body that made it: whoever made it, their colleagues, and its coordinator; of
    /// them those who work with cases: victim liaison officers do not share.
    /// - Parameter isOpen: the case is open to the officer by their own right.
    public func isFrom(_ officer: Officer, isOpen: Bool) -> Bool {
        guard isOpen, officer.role.worksWithCases else { return false }
        return officer.id == sender || officer.role == .coordinator || officer.agency == fromAgency
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
