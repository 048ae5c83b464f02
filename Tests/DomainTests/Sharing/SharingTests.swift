import Testing

@testable import Domain

/// A share that nothing stands against, and its changes.
enum SharingFixture {
    static let today = Day(iso: "2026-03-02") ?? Day(number: 0)
    static let review = Day(iso: "2026-12-31") ?? Day(number: 0)
    static let carys = officer(1, "carys", "gwent-police", .coordinator)
    static let sian = officer(9, "sian", "newport-council", .partner)

    static func officer(_ id: Int64, _ name: String, _ agency: String, _ role: Role) -> Officer {
        Officer(id: id, username: name, name: name, agency: agency, role: role, areas: [.gwent])
    }

    static let matrix: GatewayMatrix = {
        let header = Array(repeating: "", count: 11)
        func row(_ from: String, _ to: String, _ purposes: String, _ gateway: String) -> [String] {
            ["2026-01-01", "", from, to, purposes, gateway, "", "", "", "test", "proposed"]
        }
        let rows = [
            header, row("police", "council health", "crime_prevention protection", "common_law_policing"),
            row("any", "any", "support", "consent"), row("health", "any", "any", "common_law_confidence"),
        ]
        return (try? GatewayMatrix(rows: rows)) ?? .none
    }()

    static let agreement = SharingAgreement(
        title: Text(same: "Housing"), state: .approved,
        parties: ["gwent-police", "newport-council", "llamau", "aneurin-bevan"].map {
            AgreementParty($0, signatory: "Signatory of \($0)", post: "SIRO", signedOn: today)
        }, purposes: [.crimePrevention, .support], parts: [.offences, .plan, .risk],
        gateways: [.policing, .consent, .confidence],
        words: Dictionary(uniqueKeysWithValues: AgreementHeading.inWords.map { ($0, "Said") }), reviewBy: review)

    static func wish(_ change: (inout ShareWish) -> Void = { _ in }) -> ShareWish {
        var wish = ShareWish(.share, to: "newport-council", receiver: 9)
        wish.purpose = .crimePrevention
        wish.parts = [.risk, .plan]
        wish.gateway = .policing
        wish.until = Day(iso: "2026-06-30")
        wish.necessity = "A tenancy is at risk"
        change(&wish)
        return wish
    }

    static func scene(
        by sender: Officer = carys, to receiver: ShareReceiver? = ShareReceiver(sian),
        _ agreement: SharingAgreement? = agreement,
        hasLead: Bool = true, isRepeated: Bool = false, sensitive: Set<CasePart> = [], on day: Day = today
    ) -> ShareScene {
        var sights = PartRules.sights(sender.role)
        sights.sensitive = sensitive
        return ShareScene(
            sender: sender, sights: sights, receiver: receiver, agreement: agreement, matrix: matrix, hasLead: hasLead,
            isRepeated: isRepeated, today: day)
    }

    static func refusals(_ wish: ShareWish, _ scene: ShareScene) -> [ShareRefusal] {
        do {
            try Sharing.propose(wish, in: scene)
            return []
        } catch {
            return error.list
        }
    }
}

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
            ($0.toAgency, $0.purpose, $0.gateway, $0.necessity) = ("gwent-police", nil, nil, "")
        },
        Row("but a name", [.receiverMissing], SharingFixture.scene(to: nil, nil)) {
            ($0.toAgency, $0.receiver, $0.purpose, $0.gateway) = ("gwent-police", nil, nil, nil)
        },
    ]

    static let parts: [Row] = [
        Row("none", [.partsMissing]) { $0.parts = [] },
        Row("what is masked to the sender", [.partsNotYours([.health]), .partsNotCovered([.health])]) { $0.parts = [.health] },
        Row("what is withheld from the sender", [.partsNotYours([.victim]), .partsNotCovered([.victim])]) {
            $0.parts = [.victim]
        },
        Row("what is nobody’s to share", [.partsNotYours([.staff]), .partsNotCovered([.staff])]) { $0.parts = [.staff] },
        Row("sensitive, not open to the sender", [.sensitiveNotYours([.identity, .risk, .plan])]) { $0.isSensitive = true },
        Row("sensitive, open to the sender", [], SharingFixture.scene(sensitive: [.identity, .risk, .plan])) {
            $0.isSensitive = true
        },
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
        gateway: Gateway = .policing, isBarred: Bool = false, on day: Day = today
    ) -> Result<ShareState, ShareStepRefusal> {
        let allowed = SharingFixture.matrix.gateways(from: .police, to: .council, purpose: .crimePrevention, on: day)
        let ground = StandingShare.Ground(agreement: agreement, gateway: (gateway, allowed), isBarred: isBarred)
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
        let asked = Self.share(.proposed, .askForTransfer)
        #expect(Self.accepted(asked, by: SharingFixture.carys) == .failure(.ownRequest))
    }

    @Test("For a named officer alone, or for all of the agency who may take it up")
    func receivers() {
        let other = SharingFixture.officer(10, "m", "newport-council", .partner)
        #expect(Self.share().isFor(SharingFixture.sian) && !Self.share().isFor(other))
        let all = Self.share(receiver: nil)
        #expect(all.isFor(other) && !all.isFor(SharingFixture.officer(11, "a", "newport-council", .analyst)))
        #expect(!all.isFor(SharingFixture.carys))
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

@Suite("Sharing agreements: the headings of a WASPI protocol (assurance LB-02)")
struct SharingAgreementTests {
    private var draft: SharingAgreement {
        var draft = SharingFixture.agreement
        draft.state = .draft
        return draft
    }

    private func refusals(_ draft: SharingAgreement, by role: Role = .informationOfficer) -> [AgreementRefusal] {
        do {
            _ = try draft.approved(by: role, today: SharingFixture.today)
            return []
        } catch {
            return error.list
        }
    }

    @Test func approves() throws {
        let approved = try draft.approved(by: .informationOfficer, today: SharingFixture.today)
        #expect(approved.state == .approved && approved.isInForce(on: SharingFixture.today))
        #expect(approved.isInForce(on: SharingFixture.review) && !approved.isInForce(on: SharingFixture.review.adding(days: 1)))
        #expect(!draft.isInForce(on: SharingFixture.today))
    }

    @Test("Each heading that is empty blocks approval, and is named", arguments: AgreementHeading.allCases)
    func missing(_ heading: AgreementHeading) {
        var draft = draft
        switch heading {
        case .parties: draft.parties = Array(draft.parties.prefix(1))
        case .purpose: draft.purposes = []
        case .items: draft.parts = []
        case .review: draft.reviewBy = nil
        case .signatories: for index in draft.parties.indices.dropFirst() { draft.parties[index].signedOn = nil }
        case .basis, .duties, .powers, .rights, .security, .retention, .reference: draft.words[heading] = ""
        }
        #expect(draft.missing.contains(heading))
        let refused = refusals(draft)
        #expect(refused.contains(.headingMissing(heading)))
        #expect(
            refused.first?.message.en.contains(
                heading == .parties || heading == .signatories ? "organisations" : heading.name.en) == true)
    }

    @Test func nothingIsThere() {
        #expect(SharingAgreement().missing == AgreementHeading.allCases)
    }

    @Test func whoApprovesAndSigns() {
        for role in Role.allCases where role != .informationOfficer {
            #expect(refusals(draft, by: role) == [.notInformationOfficer])
        }
        var same = draft
        same.parties[1].signatory = "signatory of Gwent-Police"
        #expect(refusals(same) == [.sameSignatory])
        var tomorrow = draft
        tomorrow.parties[1].signedOn = SharingFixture.today.adding(days: 1)
        #expect(refusals(tomorrow) == [.signedInFuture])
        var past = draft
        past.reviewBy = SharingFixture.today
        #expect(refusals(past) == [.reviewPast])
        #expect(refusals(SharingFixture.agreement) == [.cannotMove(from: .approved, to: .approved)])
    }

    @Test func endsAndIsRenewed() throws {
        #expect(throws: AgreementRefusal.reasonMissing) { try SharingFixture.agreement.ended(because: "") }
        let ended = try SharingFixture.agreement.ended(because: "The team is closed")
        #expect(ended.state == .ended && !ended.isInForce(on: SharingFixture.today))
        #expect(throws: AgreementRefusal.cannotMove(from: .ended, to: .ended)) { try ended.ended(because: "Again") }
        let next = SharingFixture.agreement.renewed()
        #expect(next.state == .draft && next.signed.isEmpty && next.words == SharingFixture.agreement.words)
        #expect(next.missing == [.review, .signatories])
    }
}

@Suite("A correction is told to everybody who had it (DPA 2018 s.38(5); assurance DP-08)")
struct CorrectionTests {
    private static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

    private static func held(_ share: Int64, _ agency: String, _ parts: Set<CasePart>, _ from: String, _ until: String)
        -> Correction.Held
    {
        Correction.Held(share: share, agency: agency, parts: parts, from: day(from), until: day(until))
    }

    @Test func eachBodyOnce() {
        let held = [
            Self.held(1, "newport-council", [.risk], "2026-01-01", "2026-12-31"),
            Self.held(2, "newport-council", [.risk], "2026-02-01", "2026-12-31"),
            Self.held(3, "llamau", [.risk], "2026-01-01", "2026-02-01"),
            Self.held(4, "include", [.plan], "2026-01-01", "2026-12-31"),
        ]
        func told(_ part: CasePart, _ since: String) -> [Int64] {
            Correction.recipients(of: part, wrongSince: Self.day(since), among: held).map(\.share)
        }
        #expect(told(.risk, "2026-02-01") == [2, 3])
        #expect(told(.risk, "2026-02-02") == [2])
        #expect(told(.health, "2026-01-01") == [])
        #expect(told(.identity, "2026-01-01") == [2, 3, 4])
    }

    @Test(
        "Ten working days (assurance E2)",
        arguments: [
            ("2026-03-02", "2026-03-16"), ("2026-03-06", "2026-03-20"), ("2026-03-07", "2026-03-20"),
            ("2026-03-31", "2026-04-16"),
            ("2026-12-24", "2027-01-12"),
        ])
    func due(_ from: String, _ due: String) {
        let holidays = Set(["2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28", "2027-01-01"].map(Self.day))
        #expect(Correction.due(from: Self.day(from), holidays: holidays).iso == due)
    }

    @Test func needsWordsAndEvidence() {
        let today = SharingFixture.today
        #expect(throws: CorrectionRefusals.self) { try Correction.record(what: "", since: today, part: .risk, today: today) }
        #expect(throws: CorrectionRefusals.self) {
            try Correction.record(what: "Wrong", since: today.adding(days: 1), part: .risk, today: today)
        }
        #expect(throws: Never.self) { try Correction.record(what: "Wrong", since: today, part: .risk, today: today) }
        #expect(throws: CorrectionRefusal.evidenceMissing) { try Correction.tell(evidence: "", isClosed: false) }
        #expect(throws: CorrectionRefusal.alreadyTold) { try Correction.tell(evidence: "Rang", isClosed: true) }
        #expect(throws: Never.self) { try Correction.tell(evidence: "Rang", isClosed: false) }
    }
}

@Suite("The gateway matrix is dated data (assurance A2)")
struct GatewayMatrixRowTests {
    private static let header = Array(repeating: "", count: 11)

    private static func row(_ change: (inout [String]) -> Void = { _ in }) -> [String] {
        var row = ["2026-01-01", "2026-06-30", "police", "council", "support", "consent", "", "a", "b", "c", "proposed"]
        change(&row)
        return row
    }

    @Test(
        "A row holds from its first day to its last",
        arguments: [
            ("2025-12-31", false), ("2026-01-01", true), ("2026-06-30", true), ("2026-07-01", false),
        ])
    func dated(_ day: String, _ holds: Bool) throws {
        let matrix = try GatewayMatrix(rows: [Self.header, Self.row()])
        let found = matrix.gateways(from: .police, to: .council, purpose: .support, on: Day(iso: day) ?? Day(number: 0))
        #expect(found.map(\.gateway) == (holds ? [.consent] : []))
    }

    @Test func whatStandsInNoRowIsDenied() {
        for from in SharingBody.allCases {
            for to in SharingBody.allCases {
                for purpose in SharingPurpose.allCases {
                    #expect(GatewayMatrix.none.gateways(from: from, to: to, purpose: purpose, on: SharingFixture.today).isEmpty)
                }
            }
        }
    }

    @Test(
        "A row that cannot be read is named",
        arguments: [
            (0, "since"), (1, "until"), (2, "from"), (3, "to"), (4, "purposes"), (5, "gateway"), (6, "needs"),
        ])
    func faults(_ column: Int, _ name: String) {
        let rows = [Self.header, Self.row { $0[column] = "?" }]
        #expect(throws: GatewayRowFault(row: 2, column: name)) { try GatewayMatrix(rows: rows) }
    }

    @Test func everyBodyOfCarfanHasItsPlace() {
        #expect(AgencyKind.allCases.map(SharingBody.init).map(\.rawValue) == AgencyKind.allCases.map(\.rawValue))
    }
}
