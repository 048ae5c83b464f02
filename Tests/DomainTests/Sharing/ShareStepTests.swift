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
        on day: Day = today
    ) -> Result<ShareState, ShareStepRefusal> {
        let allowed = SharingFixture.matrix.gateways(from: .police, to: .council, purpose: .crimePrevention, on: day)
        let ground = StandingShare.Ground(
            agreement: agreement, gateway: (gateway, allowed), isBarred: isBarred, isSuspended: isSuspended, lead: lead)
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
            kind: .askForTransfer, state: .proposed, fromAgency: "gwent-police", sender: 3, toAgency: "probation",
            receiver: nil,
            until: nil)
        let nia = SharingFixture.officer(4, "nia", "probation", .probationPractitioner)
        #expect(Self.accepted(asked, by: nia, nil, lead: lead) == refusal.map { .failure($0) } ?? .success(.accepted))
        let assigned = StandingShare(
            kind: .assign, state: .proposed, fromAgency: "gwent-police", sender: 1, toAgency: "gwent-police", receiver: 3,
            until: nil)
        let expected: ShareStepRefusal? = refusal.map { _ in .cannotReceive }
        #expect(Self.accepted(assigned, by: Self.dewi, nil, lead: lead) == expected.map { .failure($0) } ?? .success(.accepted))
    }

    @Test("For a named officer alone, or for all of the agency who may take it up")
    func receivers() {
        let other = SharingFixture.officer(10, "m", "newport-council", .partner)
        #expect(Self.share().isFor(SharingFixture.sian) && !Self.share().isFor(other))
        let all = Self.share(receiver: nil)
        #expect(all.isFor(other) && !all.isFor(SharingFixture.officer(11, "a", "newport-council", .analyst)))
        #expect(!all.isFor(SharingFixture.carys))
        #expect(!Self.share().isFor(SharingFixture.officer(9, "sian", "llamau", .partner)), "of another agency by now")
    }

    @Test("From the side of whoever works with the case, and only while it is open to them")
    func senders() {
        let colleague = SharingFixture.officer(3, "dewi", "gwent-police", .policeOffenderManager)
        let administrator = SharingFixture.officer(4, "owain", "gwent-police", .administrator)
        for officer in [SharingFixture.carys, colleague] {
            #expect(Self.share().isFrom(officer, isOpen: true) && !Self.share().isFrom(officer, isOpen: false))
        }
        #expect(!Self.share().isFrom(administrator, isOpen: true) && !Self.share().isFrom(SharingFixture.sian, isOpen: true))
    }
}
