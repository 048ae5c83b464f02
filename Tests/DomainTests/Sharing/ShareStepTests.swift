import Testing

@testable import Domain

@Suite("The steps of a share (peers 2.1; complaint 1)")
struct ShareStepTests {
    private static let today = SharingFixture.today

    private static func share(
        _ state: ShareState = .proposed, _ kind: ShareKind = .share, until: Day? = today, receiver: Int64? = 9
    ) -> StandingShare {
        StandingShare(
            kind: kind, state: state, fromAgency: "gwent-police", sender: 1, toAgency: "newport-council", receiver: receiver,
            until: until)
    }

    private static func accepted(
        _ share: StandingShare, by officer: Officer = SharingFixture.sian,
        _ agreement: SharingAgreement? = SharingFixture.agreement,
        gateway: Gateway = .policing, isBarred: Bool = false, isSuspended: Bool = false, lead: ShareReceiver? = nil,
        sender: ShareReceiver? = ShareReceiver(SharingFixture.carys, knowsCase: true), on day: Day = today
    ) -> Result<ShareState, ShareStepRefusal> {
        let allowed = SharingFixture.matrix.gateways(from: .police, to: .council, purpose: .crimePrevention, on: day)
        let ground = StandingShare.Ground(
            agreement: agreement, gateway: (gateway, allowed), isBarred: isBarred, isSuspended: isSuspended, lead: lead,
            sender: sender)
        return Result { () throws(ShareStepRefusal) in try share.accepted(by: officer, ground, today: day) }
    }

    @Test("Every step from every state", arguments: ShareState.allCases, ShareState.allCases)
    func moves(_ from: ShareState, _ to: ShareState) {
        let table: [ShareState: Set<ShareState>] = [
            .proposed: [.accepted, .refused, .withdrawn], .accepted: [.ended], .refused: [], .withdrawn: [], .ended: [],
        ]
        #expect(from.following == table[from])
        guard to != .accepted, to != .proposed else { return }
        let moved = try? Self.share(from).closed(as: to, because: "Done")
        #expect(moved == (table[from, default: []].contains(to) ? to : nil))
    }

    @Test("What opened parts ends; a lead that was handed over stays handed over", arguments: ShareKind.allCases)
    func ends(_ kind: ShareKind) {
        let opened: Set<ShareKind> = [.share, .refer, .transfer]
        let ended = try? Self.share(.accepted, kind).closed(as: .ended, because: "Done")
        #expect(ended == (opened.contains(kind) ? .ended : nil))
    }

    @Test func aReasonIsNeeded() {
        #expect(throws: ShareStepRefusal.reasonMissing) { try Self.share().closed(as: .refused, because: "") }
        #expect(throws: ShareStepRefusal.reasonMissing) { try Self.share(.accepted).closed(as: .ended, because: "") }
    }

    @Test("Accepted on its last day, not on the next")
    func lastDay() {
        #expect(Self.accepted(Self.share()) == .success(.accepted))
        #expect(Self.accepted(Self.share(), on: Self.today.adding(days: 1)) == .failure(.hasExpired(Self.today)))
        #expect(Self.share(.accepted).isLive(on: Self.today) && !Self.share(.accepted).isLive(on: Self.today.adding(days: 1)))
        #expect(
            Self.share(.accepted).hasExpired(on: Self.today.adding(days: 1))
                && !Self.share(.ended).hasExpired(on: Self.today.adding(days: 1)))
    }

    @Test("What allowed it when it was made must allow it when it is accepted")
    func checkedAgain() {
        var expired = SharingFixture.agreement
        expired.reviewBy = Self.today.adding(days: -1)
        #expect(Self.accepted(Self.share(), expired) == .failure(.agreementNotInForce(expired.reviewBy)))
        var ended = SharingFixture.agreement
        ended.state = .replaced
        #expect(Self.accepted(Self.share(), ended) == .failure(.agreementEnded))
        #expect(Self.accepted(Self.share(), gateway: .mappa) == .failure(.gatewayClosed(.mappa)))
        #expect(Self.accepted(Self.share(), isBarred: true) == .failure(.cannotReceive))
        #expect(Self.accepted(Self.share(), isSuspended: true) == .failure(.suspended))
        let asked = Self.share(.proposed, .askForTransfer)
        #expect(Self.accepted(asked, by: SharingFixture.carys) == .failure(.ownRequest))
    }

    @Test(
        "Whoever sent it could still send it when it is accepted",
        arguments: [
            ShareReceiver(SharingFixture.carys, isDisabled: true, knowsCase: true),
            ShareReceiver(SharingFixture.carys, isBarred: true, knowsCase: true), ShareReceiver(SharingFixture.carys),
            ShareReceiver(SharingFixture.officer(1, "carys", "gwent-police", .analyst), knowsCase: true),
            ShareReceiver(SharingFixture.officer(1, "carys", "probation", .coordinator), knowsCase: true), nil,
        ])
    func sender(_ sender: ShareReceiver?) {
        #expect(Self.accepted(Self.share(), sender: sender) == .failure(.senderCannot))
    }

    private static func confirmed(
        _ share: StandingShare = share(.accepted), because necessity: String = "Both live there",
        parts: Set<CasePart> = [.risk, .plan], masked: Set<CasePart> = [],
        to receiver: ShareReceiver? = ShareReceiver(SharingFixture.sian),
        under agreement: SharingAgreement = SharingFixture.agreement, gateway: Gateway = .policing, on day: Day = today
    ) -> ShareStepRefusal? {
        let allowed = SharingFixture.matrix.gateways(from: .police, to: .council, purpose: .crimePrevention, on: day)
        let ground = StandingShare.Ground(
            agreement: agreement, gateway: (gateway, allowed), isBarred: false, isSuspended: true, sender: nil)
        let confirmation = StandingShare.Confirmation(
            necessity: necessity, parts: parts, isSensitive: true, sights: PartRules.sights(.coordinator), masked: masked,
            receiver: receiver)
        do {
            try share.confirmed(confirmation, ground, today: day)
            return nil
        } catch { return error }
    }

    @Test("A confirmation is asked as if it were made today, by whoever confirms; who sent it need not be there any more")
    func confirmations() {
        #expect(Self.confirmed() == nil)
        #expect(Self.confirmed(because: "") == .necessityMissing)
        #expect(Self.confirmed(parts: [.risk, .intelligence]) == .partsNotYours([.intelligence]))
        #expect(Self.confirmed(masked: [.risk]) == .sensitiveNotYours([.risk]) && Self.confirmed(masked: [.offences]) == nil)
        for gone in [
            nil, ShareReceiver(SharingFixture.sian, isDisabled: true), ShareReceiver(SharingFixture.sian, isBarred: true),
        ] {
            #expect(Self.confirmed(to: gone) == .receiverCannot)
        }
        let moved = ShareReceiver(SharingFixture.officer(9, "sian", "llamau", .partner))
        #expect(Self.confirmed(to: moved) == .receiverCannot)
        #expect(Self.confirmed(Self.share(.accepted, receiver: nil), to: nil) == nil, "for the whole agency")
        var agreement = SharingFixture.agreement
        agreement.state = .ended
        #expect(Self.confirmed(under: agreement) == .agreementEnded)
        #expect(Self.confirmed(gateway: .mappa) == .gatewayClosed(.mappa))
        #expect(Self.confirmed(on: Self.today.adding(days: 1)) == .hasExpired(Self.today))
    }

    private static let dewi = SharingFixture.officer(3, "dewi", "gwent-police", .policeOffenderManager)

    @Test(
        "Whoever becomes the lead is asked anew when it is accepted",
        arguments: [
            (ShareReceiver(dewi, knowsCase: true), nil as ShareStepRefusal?), (ShareReceiver(dewi), .askerCannot),
            (ShareReceiver(dewi, isDisabled: true, knowsCase: true), .askerCannot),
            (ShareReceiver(dewi, isBarred: true, knowsCase: true), .askerCannot),
            (
                ShareReceiver(SharingFixture.officer(3, "dewi", "gwent-police", .analyst), knowsCase: true), .askerCannot
            ),
            (
                ShareReceiver(SharingFixture.officer(3, "dewi", "llamau", .policeOffenderManager), knowsCase: true),
                .askerCannot
            ),
        ])
    func leads(_ lead: ShareReceiver, _ refusal: ShareStepRefusal?) {
        let asked = StandingShare(
            kind: .askForTransfer, state: .proposed, fromAgency: "gwent-police", sender: 3, toAgency: "south-wales-police",
            receiver: nil,
            until: nil)
        let huw = SharingFixture.officer(4, "huw", "south-wales-police", .policeOffenderManager)
        #expect(Self.accepted(asked, by: huw, nil, lead: lead) == refusal.map { .failure($0) } ?? .success(.accepted))
        let assigned = StandingShare(
            kind: .assign, state: .proposed, fromAgency: "gwent-police", sender: 1, toAgency: "gwent-police", receiver: 3,
            until: nil)
        let expected: ShareStepRefusal? = refusal.map { _ in .cannotReceive }
        #expect(Self.accepted(assigned, by: Self.dewi, nil, lead: lead) == expected.map { .failure($0) } ?? .success(.accepted))
    }

    @Test("Nobody answers a request for the other side's lead")
    func otherSide() {
        let asked = StandingShare(
            kind: .askForTransfer, state: .proposed, fromAgency: "gwent-police", sender: 3, toAgency: "probation",
            receiver: nil, until: nil)
        let nia = SharingFixture.officer(4, "nia", "probation", .probationPractitioner)
        let lead = ShareReceiver(Self.dewi, knowsCase: true)
        #expect(Self.accepted(asked, by: nia, nil, lead: lead) == .failure(.askerCannot))
    }

    @Test("For a named officer alone, or for all of the agency who may take it up")
    func receivers() {
        let other = SharingFixture.officer(10, "m", "newport-council", .partner)
        #expect(Self.share().isFor(SharingFixture.sian) && !Self.share().isFor(other))
        let all = Self.share(receiver: nil)
        #expect(all.isFor(other) && !all.isFor(SharingFixture.officer(11, "a", "newport-council", .analyst)))
        #expect(!all.isFor(SharingFixture.carys))
        #expect(!Self.share().isFor(SharingFixture.officer(9, "sian", "llamau", .partner)), "of another agency by now")
        let analyst = SharingFixture.officer(9, "sian", "newport-council", .analyst)
        #expect(!Self.share().isFor(analyst), "with another task by now")
        let liaison = SharingFixture.officer(9, "sian", "newport-council", .victimLiaison)
        #expect(Self.share().isFor(liaison) && !Self.share(.proposed, .transfer).isFor(liaison))
    }

    @Test("From the side of whoever works with the case, and only while it is open to them")
    func senders() {
        let colleague = SharingFixture.officer(3, "dewi", "gwent-police", .policeOffenderManager)
        let administrator = SharingFixture.officer(4, "owain", "gwent-police", .administrator)
        for officer in [SharingFixture.carys, colleague] {
            #expect(Self.share().isFrom(officer, isOpen: true) && !Self.share().isFrom(officer, isOpen: false))
        }
        let liaison = SharingFixture.officer(1, "mali", "gwent-police", .victimLiaison)
        #expect(!Self.share().isFrom(liaison, isOpen: true), "not even what they sent themselves")
        #expect(!Self.share().isFrom(administrator, isOpen: true) && !Self.share().isFrom(SharingFixture.sian, isOpen: true))
    }
}
