import Testing

@testable import Domain

@Suite("What may be shared, with whom and until when (assurance LB-01, LB-02, A2; peers 2.1)")
struct SharingTests {
    private typealias Fixture = SharingFixture

    @Test func nothingStandsAgainstIt() {
        #expect(Fixture.refusals(Fixture.wish(), Fixture.scene()) == [])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let wish: ShareWish
        var scene = SharingFixture.scene()
        let refusals: [ShareRefusal]
        var testDescription: String { name }

        init(
            _ name: String, _ refusals: [ShareRefusal], _ scene: ShareScene = SharingFixture.scene(),
            _ change: (inout ShareWish) -> Void = { _ in }
        ) {
            self.name = name
            self.refusals = refusals
            self.scene = scene
            wish = SharingFixture.wish(change)
        }
    }

    private static func changed(_ change: (inout SharingAgreement) -> Void) -> ShareScene {
        var agreement = SharingFixture.agreement
        change(&agreement)
        return SharingFixture.scene(agreement)
    }

    static let agreements: [Row] = [
        Row("none: default deny", [.agreementMissing], SharingFixture.scene(nil)),
        Row("a draft", [.agreementNotApproved(.draft)], changed { $0.state = .draft }),
        Row("ended", [.agreementNotApproved(.ended)], changed { $0.state = .ended }),
        Row("its last day", [], SharingFixture.scene(on: SharingFixture.review)) { $0.until = SharingFixture.review },
        Row(
            "the day after: expired stops new sharing", [.agreementExpired(SharingFixture.review)],
            SharingFixture.scene(on: SharingFixture.review.adding(days: 1))
        ) { $0.until = SharingFixture.review.adding(days: 1) },
        Row("until its review", []) { $0.until = SharingFixture.review },
        Row("a day longer", [.untilAfterAgreement(SharingFixture.review)]) { $0.until = SharingFixture.review.adding(days: 1) },
        Row("the receiver has not signed", [.partiesNotBound], changed { $0.parties[1].signatory = "" }),
        Row("the sender is no party", [.partiesNotBound], changed { $0.parties.removeFirst() }),
        Row("another purpose", [.purposeNotCovered], changed { $0.purposes = [.support] }),
        Row("another part", [.partsNotCovered([.minutes])]) { $0.parts = [.plan, .minutes] },
        Row("who the person is always goes along", []) { $0.parts = [.identity] },
        Row("a gateway that it does not name", [.gatewayNotInAgreement(.policing)], changed { $0.gateways = [.consent] }),
    ]

    static let gateways: [Row] = [
        Row("none chosen", [.gatewayMissing]) { $0.gateway = nil },
        Row("no purpose", [.purposeMissing, .gatewayNotAllowed(.policing)]) { $0.purpose = nil },
        Row("not in the matrix", [.gatewayNotAllowed(.mappa)]) { $0.gateway = .mappa },
        Row("not for this purpose", [.gatewayNotAllowed(.policing)]) { $0.purpose = .support },
        Row("no necessity", [.necessityMissing]) { $0.necessity = "" },
        Row(
            "no necessity, within the agency", [.necessityMissing],
            SharingFixture.scene(
                to: ShareReceiver(SharingFixture.officer(3, "mali", "gwent-police", .victimLiaison)), nil)
        ) { ($0.toAgency, $0.receiver, $0.gateway, $0.purpose, $0.necessity) = ("gwent-police", 3, nil, nil, "") },
        Row("consent without its day", [.consentMissing]) { ($0.purpose, $0.gateway) = (.support, .consent) },
        Row("consent today", []) { ($0.purpose, $0.gateway, $0.consentedOn) = (.support, .consent, SharingFixture.today) },
        Row("consent tomorrow", [.consentInFuture]) {
            ($0.purpose, $0.gateway, $0.consentedOn) = (.support, .consent, SharingFixture.today.adding(days: 1))
        },
        Row("consent is never enough for enforcement data", [.consentNotEnough([.offences])]) {
            ($0.purpose, $0.gateway, $0.consentedOn) = (.support, .consent, SharingFixture.today)
            $0.parts = [.plan, .offences]
        },
    ]

    static let receivers: [Row] = [
        Row("the whole agency", [], SharingFixture.scene(to: nil)) { $0.receiver = nil },
        Row("nobody of that number", [.receiverUnknown], SharingFixture.scene(to: nil)),
        Row(
            "whose account is closed", [.receiverUnknown],
            SharingFixture.scene(to: ShareReceiver(SharingFixture.sian, isDisabled: true))),
        Row(
            "of another agency", [.receiverUnknown],
            SharingFixture.scene(to: ShareReceiver(SharingFixture.officer(9, "m", "torfaen-council", .partner)))),
        Row(
            "whose role opens no case", [.receiverCannot],
            SharingFixture.scene(to: ShareReceiver(SharingFixture.officer(9, "m", "newport-council", .analyst)))),
        Row("who is barred", [.receiverCannot], SharingFixture.scene(to: ShareReceiver(SharingFixture.sian, isBarred: true))),
        Row("no agency", [.agencyMissing, .partiesNotBound, .gatewayNotAllowed(.policing)]) { $0.toAgency = "nowhere" },
        Row("the same again", [.alreadyShared], SharingFixture.scene(isRepeated: true)),
        Row(
            "a charity without a named worker who was vetted", [.workerMissing, .vettingMissing], SharingFixture.scene(to: nil)
        ) {
            ($0.toAgency, $0.receiver, $0.purpose, $0.gateway) = ("llamau", nil, .support, .consent)
            $0.consentedOn = SharingFixture.today
        },
        Row(
            "a charity with one", [],
            SharingFixture.scene(to: ShareReceiver(SharingFixture.officer(9, "m", "llamau", .partner)))
        ) {
            ($0.toAgency, $0.purpose, $0.gateway, $0.consentedOn) = ("llamau", .support, .consent, SharingFixture.today)
            $0.vetting = "Gwent Police vetting unit, 5 January 2026"
        },
        Row(
            "a colleague needs no agreement", [],
            SharingFixture.scene(to: ShareReceiver(SharingFixture.officer(9, "d", "gwent-police", .policeOffenderManager)), nil)
        ) {
            ($0.toAgency, $0.purpose, $0.gateway) = ("gwent-police", nil, nil)
        },
        Row("but a name", [.receiverMissing], SharingFixture.scene(to: nil, nil)) {
            ($0.toAgency, $0.receiver, $0.purpose, $0.gateway) = ("gwent-police", nil, nil, nil)
        },
    ]

    /// A victim liaison officer, and an agreement that names the part.
    private static let victims: ShareScene = {
        var agreement = SharingFixture.agreement
        agreement.parts.insert(.victim)
        return SharingFixture.scene(by: SharingFixture.officer(3, "mali", "gwent-police", .victimLiaison), agreement)
    }()

    static let parts: [Row] = [
        Row("none", [.partsMissing]) { $0.parts = [] },
        Row("what is masked to the sender", [.partsNotYours([.health]), .partsNotCovered([.health])]) { $0.parts = [.health] },
        Row("what is withheld from the sender", [.partsNotYours([.victim]), .partsNotCovered([.victim])]) {
            $0.parts = [.victim]
        },
        Row("victims, where they are open to the sender", [.partsNotYours([.victim])], victims) { $0.parts = [.victim] },
        Row("what is nobody’s to share", [.partsNotYours([.staff]), .partsNotCovered([.staff])]) { $0.parts = [.staff] },
        Row("sensitive, where nothing is masked to the sender", []) { $0.isSensitive = true },
        Row("sensitive, where something is", [.sensitiveNotYours([.plan])], SharingFixture.scene(masked: [.plan, .contacts])) {
            $0.isSensitive = true
        },
        Row("something masked stays behind when only the rest is sent", [], SharingFixture.scene(masked: [.plan])) { _ in },
        Row("an address that must not be known", [.sensitiveNotYours([.identity])], SharingFixture.scene(masked: [.identity])) {
            ($0.isSensitive, $0.parts) = (true, [.identity, .risk])
        },
        Row("it stays masked unless it is chosen", [], SharingFixture.scene(masked: [.identity])) { $0.isSensitive = true },
        Row("a whole agency, of a restricted case", [.receiverUnnamed], SharingFixture.scene(to: nil, isRestricted: true)) {
            $0.receiver = nil
        },
        Row("a named officer of a restricted case", [], SharingFixture.scene(isRestricted: true)),
        Row("without an end", [.untilMissing]) { $0.until = nil },
        Row("until today", []) { $0.until = SharingFixture.today },
        Row("until yesterday", [.untilPast]) { $0.until = SharingFixture.today.adding(days: -1) },
        Row("a referral that asks for nothing", [.messageMissing]) { $0.kind = .refer },
        Row("a referral", []) { ($0.kind, $0.message) = (.refer, "A flat from April") },
    ]

    @Test(arguments: agreements + gateways + receivers + parts)
    func refuses(_ row: Row) {
        #expect(Fixture.refusals(row.wish, row.scene) == row.refusals)
    }

    @Test("Health: a clinician answers for it, and says why the confidence may be opened")
    func health() {
        let practitioner = Officer(
            id: 5, username: "h", name: "h", agency: "aneurin-bevan", role: .coordinator, areas: [.gwent])
        let scene = Fixture.scene(by: practitioner)
        var wish = Fixture.wish { $0.gateway = .confidence }
        #expect(Fixture.refusals(wish, scene) == [.authoriserMissing, .groundMissing])
        (wish.authoriser, wish.ground) = ("Dr Eleri Puw, consultant", .consent)
        #expect(Fixture.refusals(wish, scene) == [.consentMissing])
        wish.ground = .publicInterest
        #expect(Fixture.refusals(wish, scene) == [])
    }

    static let dewi = SharingFixture.officer(3, "dewi", "gwent-police", .policeOffenderManager)
    static let nia = SharingFixture.officer(4, "nia", "probation", .probationPractitioner)

    static let handingOver: [Row] = [
        Row("assigned to a colleague", [], SharingFixture.scene(to: ShareReceiver(dewi, knowsCase: true), nil)) {
            ($0.kind, $0.toAgency, $0.message) = (.assign, "gwent-police", "From Monday")
        },
        Row("who does not see the case", [.receiverSeesNothing], SharingFixture.scene(to: ShareReceiver(dewi), nil)) {
            ($0.kind, $0.toAgency, $0.message) = (.assign, "gwent-police", "From Monday")
        },
        Row("without a word", [.messageMissing], SharingFixture.scene(to: ShareReceiver(dewi, knowsCase: true), nil)) {
            ($0.kind, $0.toAgency) = (.assign, "gwent-police")
        },
        Row(
            "nobody is enrolled", [.noLead], SharingFixture.scene(to: ShareReceiver(dewi, knowsCase: true), nil, hasLead: false)
        ) {
            ($0.kind, $0.toAgency, $0.message) = (.assign, "gwent-police", "From Monday")
        },
        Row("assigned elsewhere", [.assignElsewhere], SharingFixture.scene(to: ShareReceiver(nia, knowsCase: true), nil)) {
            ($0.kind, $0.toAgency, $0.message) = (.assign, "probation", "From Monday")
        },
        Row("to oneself", [.receiverSelf], SharingFixture.scene(to: ShareReceiver(SharingFixture.carys, knowsCase: true), nil))
        {
            ($0.kind, $0.toAgency, $0.message) = (.assign, "gwent-police", "From Monday")
        },
        Row("transferred within", [.transferWithin], SharingFixture.scene(to: ShareReceiver(dewi), nil)) {
            ($0.kind, $0.toAgency, $0.message) = (.transfer, "gwent-police", "From Monday")
        },
        Row(
            "transferred without an agreement", [.agreementMissing, .gatewayNotAllowed(.policing)],
            SharingFixture.scene(to: ShareReceiver(nia), nil)
        ) {
            ($0.kind, $0.toAgency, $0.message) = (.transfer, "probation", "Moved")
        },
        Row("a council leads nobody", [.receiverCannot, .agencyHasNoLeads]) { ($0.kind, $0.message) = (.transfer, "Moved") },
        Row("asked for", [], SharingFixture.scene(to: nil, nil)) {
            ($0.kind, $0.toAgency, $0.receiver, $0.message) = (.askForTransfer, "gwent-police", nil, "I know her well")
        },
    ]

    @Test(arguments: handingOver)
    func handsOver(_ row: Row) {
        #expect(Fixture.refusals(row.wish, row.scene) == row.refusals)
    }

    @Test("One message a field, and a field for each refusal")
    func problems() {
        do {
            try Sharing.propose(ShareWish(.share, to: ""), in: Fixture.scene())
            Issue.record("nothing stood against it")
        } catch {
            let fields = error.problems.map(\.field)
            #expect(Set(fields).count == fields.count && fields.contains("agency") && fields.contains("until"))
        }
    }
}
