/// What somebody wants to share, with whom and why.
public struct ShareWish: Sendable, Hashable {
    public var kind: ShareKind
    public var toAgency: String
    public var receiver: Int64?
    public var purpose: SharingPurpose?
    public var parts: Set<CasePart> = []
    public var gateway: Gateway?
    public var isSensitive = false
    public var until: Day?
    /// Why it is necessary, within an agency too: that it may be shared is not enough.
    public var necessity = ""
    public var message = ""
    /// Who of the sender answers for opening a confidence.
    public var authoriser = ""
    public var ground: ConfidenceGround?
    /// Who vetted the named worker, and when.
    public var vetting = ""
    public var consentedOn: Day?

    public init(_ kind: ShareKind, to agency: String, receiver: Int64? = nil) {
        self.kind = kind
        toAgency = agency
        self.receiver = receiver
    }
}

/// Somebody who may receive a case.
public struct ShareReceiver: Sendable, Hashable {
    public let officer: Officer
    public let isDisabled: Bool
    /// The owner excluded them, or they said that they know the person, or a restriction does not name them.
    public let isBarred: Bool
    /// The case is open to them by their own right.
    public let knowsCase: Bool

    public init(_ officer: Officer, isDisabled: Bool = false, isBarred: Bool = false, knowsCase: Bool = false) {
        self.officer = officer
        self.isDisabled = isDisabled
        self.isBarred = isBarred
        self.knowsCase = knowsCase
    }
}

/// What must be known to judge a wish.
public struct ShareScene: Sendable {
    public let sender: Officer
    /// What the sender sees of the case by their own right.
    public let sights: PartSights
    /// The named officer, where the wish names one and there is one.
    public let receiver: ShareReceiver?
    public let agreement: SharingAgreement?
    public let matrix: GatewayMatrix
    /// Somebody is enrolled, so that there is a lead to hand over.
    public let hasLead: Bool
    /// The same was proposed or accepted already and has not ended.
    public let isRepeated: Bool
    /// The case is restricted to named officers.
    public let isRestricted: Bool
    /// The parts in which something OFFICIAL-SENSITIVE is not open to the sender.
    public let masked: Set<CasePart>
    public let today: Day

    public init(
        sender: Officer, sights: PartSights, receiver: ShareReceiver?, agreement: SharingAgreement?, matrix: GatewayMatrix,
        hasLead: Bool = true, isRepeated: Bool = false, isRestricted: Bool = false, masked: Set<CasePart> = [], today: Day
    ) {
        self.sender = sender
        self.sights = sights
        self.receiver = receiver
        self.agreement = agreement
        self.matrix = matrix
        self.hasLead = hasLead
        self.isRepeated = isRepeated
        self.isRestricted = isRestricted
        self.masked = masked
        self.today = today
    }

    /// What the matrix allows for the wish on this day.
    public func gateways(_ wish: ShareWish) -> [AllowedGateway] {
        guard let purpose = wish.purpose, let from = Agency.find(sender.agency), let to = Agency.find(wish.toAgency) else {
            return []
        }
        return matrix.gateways(from: SharingBody(from.kind), to: SharingBody(to.kind), purpose: purpose, on: today)
    }
}

/// The rules of sharing, checked when a share is made. Source: assurance LB-01, LB-02, the gateway matrix of A2; complaint 1.
public enum Sharing {
    /// Data passes to another controller: an agreement and a gateway are needed.
    public static func needsBasis(_ kind: ShareKind, from: String, to: String) -> Bool {
        kind.opensParts && from != to
    }

    /// Both are police, or both are probation: each side has a lead of its own, and nobody gives away the other's.
    public static func isOneSide(_ one: String, _ other: String) -> Bool {
        guard let one = Agency.find(one), let other = Agency.find(other) else { return false }
        return one.kind == other.kind
    }

    /// - Throws: everything that stands against it.
    public static func propose(_ wish: ShareWish, in scene: ShareScene) throws(ShareRefusals) {
        var refusals = receiver(wish, scene)
        if scene.isRepeated { refusals.append(.alreadyShared) }
        if wish.kind.handsOver { refusals += handingOver(wish, scene) }
        if wish.kind.opensParts { refusals += opening(wish, scene) }
        if needsBasis(wish.kind, from: scene.sender.agency, to: wish.toAgency) { refusals += basis(wish, scene) }
        guard refusals.isEmpty else { throw ShareRefusals(list: refusals) }
    }

    private static func receiver(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        guard let agency = Agency.find(wish.toAgency) else { return [.agencyMissing] }
        let isOwn = agency.code == scene.sender.agency
        switch wish.kind {
        case .assign where !isOwn: return [.assignElsewhere]
        case .transfer where isOwn: return [.transferWithin]
        case .askForTransfer where !isOneSide(scene.sender.agency, agency.code): return [.askOtherSide]
        default: break
        }
        guard wish.receiver != nil else {
            if wish.kind == .askForTransfer { return [] }
            if scene.isRestricted { return [.receiverUnnamed] }
            return wish.kind.handsOver || isOwn ? [.receiverMissing] : []
        }
        guard let receiver = scene.receiver, !receiver.isDisabled, receiver.officer.agency == agency.code else {
            return [.receiverUnknown]
        }
        // Why they cannot is theirs to say: a bar is not told to the sender.
        if receiver.isBarred || !receiver.officer.role.mayTakeUp(wish.kind) { return [.receiverCannot] }
        return receiver.officer.id == scene.sender.id ? [.receiverSelf] : []
    }

    private static func handingOver(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        var refusals: [ShareRefusal] = scene.hasLead ? [] : [.noLead]
        if let agency = Agency.find(wish.toAgency), !ReachToken.caseworkingAgencies.contains(agency.code) {
            refusals.append(.agencyHasNoLeads)
        }
        if wish.kind == .assign, let receiver = scene.receiver, !receiver.knowsCase { refusals.append(.receiverSeesNothing) }
        if wish.message.isEmpty { refusals.append(.messageMissing) }
        return refusals
    }

    private static func opening(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        var refusals: [ShareRefusal] = wish.parts.isEmpty ? [.partsMissing] : []
        if wish.necessity.isEmpty { refusals.append(.necessityMissing) }
        let unseen = inOrder(wish.parts) { !scene.sights.isOpen($0) || !CasePart.shareable.contains($0) }
        if !unseen.isEmpty { refusals.append(.partsNotYours(unseen)) }
        let masked = inOrder(wish.parts, where: scene.masked.contains)
        if wish.isSensitive, !masked.isEmpty { refusals.append(.sensitiveNotYours(masked)) }
        if wish.kind == .refer, wish.message.isEmpty { refusals.append(.messageMissing) }
        guard let until = wish.until else { return refusals + [.untilMissing] }
        if until < scene.today { refusals.append(.untilPast) }
        return refusals
    }

    private static func basis(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        var refusals = agreement(wish, scene)
        if wish.purpose == nil { refusals.append(.purposeMissing) }
        guard let gateway = wish.gateway else { return refusals + [.gatewayMissing] }
        guard let allowed = scene.gateways(wish).first(where: { $0.gateway == gateway }) else {
            return refusals + [.gatewayNotAllowed(gateway)]
        }
        if let agreement = scene.agreement, !agreement.gateways.contains(gateway) {
            refusals.append(.gatewayNotInAgreement(gateway))
        }
        let enforcement = inOrder(wish.parts) { !gateway.allows($0) }
        if !enforcement.isEmpty { refusals.append(.consentNotEnough(enforcement)) }
        return refusals + needs(wish, gateway, allowed, scene)
    }

    private static func needs(
        _ wish: ShareWish, _ gateway: Gateway, _ allowed: AllowedGateway, _ scene: ShareScene
    ) -> [ShareRefusal] {
        var refusals: [ShareRefusal] = []
        if allowed.needs.contains(.authoriser), wish.authoriser.isEmpty { refusals.append(.authoriserMissing) }
        if gateway == .confidence, wish.ground == nil { refusals.append(.groundMissing) }
        if allowed.needs.contains(.vettedWorker) {
            if wish.receiver == nil { refusals.append(.workerMissing) }
            if wish.vetting.isEmpty { refusals.append(.vettingMissing) }
        }
        if gateway == .consent || wish.ground == .consent {
            guard let day = wish.consentedOn else { return refusals + [.consentMissing] }
            if day > scene.today { refusals.append(.consentInFuture) }
        }
        return refusals
    }

    private static func agreement(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        guard let agreement = scene.agreement else { return [.agreementMissing] }
        guard agreement.state == .approved else { return [.agreementNotApproved(agreement.state)] }
        guard let review = agreement.reviewBy, !agreement.hasExpired(on: scene.today) else {
            return [.agreementExpired(agreement.reviewBy)]
        }
        var refusals: [ShareRefusal] = []
        if !agreement.binds([scene.sender.agency, wish.toAgency]) { refusals.append(.partiesNotBound) }
        if let purpose = wish.purpose, !agreement.purposes.contains(purpose) { refusals.append(.purposeNotCovered) }
        let uncovered = inOrder(wish.parts) { !agreement.parts.contains($0) && $0 != .identity }
        if !uncovered.isEmpty { refusals.append(.partsNotCovered(uncovered)) }
        if let until = wish.until, until > review { refusals.append(.untilAfterAgreement(review)) }
        return refusals
    }

    private static func inOrder(_ parts: Set<CasePart>, where matters: (CasePart) -> Bool) -> [CasePart] {
        CasePart.allCases.filter { parts.contains($0) && matters($0) }
    }
}
