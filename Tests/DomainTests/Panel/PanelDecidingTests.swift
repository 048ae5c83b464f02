import Domain
import Testing

@Suite("A panel’s decision (IOM findings 1.1, required order of decision; 1.3, what must be recorded)")
struct PanelDecidingTests {
    static let panel = CohortWorld.day("2026-11-10")
    static let today = CohortWorld.day("2026-11-12")

    static let earliest = CohortWorld.day("2024-11-12")
    static let latest = CohortWorld.day("2029-11-12")

    static func facts(_ outcome: PanelOutcome, _ more: (inout DecisionFacts) -> Void = { _ in }) -> DecisionFacts {
        var facts = DecisionFacts(outcome, panelDay: panel)
        facts.reason = "Three burglaries since May"
        facts.policeDecider = "Awel Pugh"
        facts.probationDecider = "Mair Tudor"
        facts.policeLead = "Gwyn Rees"
        facts.probationLead = "Lowri Hâf"
        facts.rag = .red
        facts.nextReview = panel.adding(days: 90)
        facts.flexGround = .judgedRiskier
        facts.freeScheme = .wisdom
        (facts.policeAgrees, facts.probationAgrees) = (true, true)
        facts.deferUntil = today.adding(days: 30)
        more(&facts)
        return facts
    }

    static func person(_ more: (inout DecisionCase) -> Void = { _ in }) -> DecisionCase {
        var person = DecisionCase(proposal: .fixed1, dateOfBirth: CohortWorld.day("1990-06-15"), today: today)
        more(&person)
        return person
    }

    static func refusals(_ facts: DecisionFacts, _ person: DecisionCase) -> [DecisionRefusal] {
        do {
            _ = try Deciding.decide(facts, on: person)
            return []
        } catch {
            return error.list
        }
    }

    @Test("Who fails the Fixed rule cannot be put in Fixed", arguments: ProposalKind.allCases)
    func fixed(_ kind: ProposalKind) {
        let expected: [DecisionRefusal] = kind == .fixed1 || kind == .fixed2 ? [] : [.notProposedFixed]
        #expect(Self.refusals(Self.facts(.adoptFixed), Self.person { $0.proposal = kind }) == expected)
    }

    @Test("Flex and Free are open whatever the rules propose", arguments: ProposalKind.allCases)
    func flexAndFree(_ kind: ProposalKind) {
        for outcome in [PanelOutcome.adoptFlex, .adoptFree, .decline, .defer] {
            #expect(Self.refusals(Self.facts(outcome), Self.person { $0.proposal = kind }) == [])
        }
    }

    typealias Row = (
        words: String, outcome: PanelOutcome, change: @Sendable (inout DecisionFacts) -> Void, refusal: DecisionRefusal?
    )

    static let rows: [Row] = [
        ("no ground", .adoptFlex, { $0.flexGround = nil }, .groundMissing),
        ("a ground that only the police agree on", .adoptFlex, { $0.probationAgrees = false }, .groundNotAgreed),
        ("a ground that only probation agrees on", .adoptFlex, { $0.policeAgrees = false }, .groundNotAgreed),
        ("Fixed asks for no ground", .adoptFixed, { $0.flexGround = nil }, nil),
        ("no scheme", .adoptFree, { $0.freeScheme = nil }, .schemeMissing),
        ("no reason", .decline, { $0.reason = "" }, .reasonMissing),
        ("nobody for the police", .decline, { $0.policeDecider = "" }, .policeDeciderMissing),
        ("nobody for probation", .decline, { $0.probationDecider = "" }, .probationDeciderMissing),
        ("one person for both", .decline, { $0.probationDecider = "AWEL  PUGH" }, .sameDecider),
        ("one person, with an accent", .decline, { $0.probationDecider = "Âwel Pugh" }, .sameDecider),
        ("dissent of nobody", .decline, { $0.dissent = "Too early" }, .dissenterMissing),
        ("dissent without words", .decline, { $0.dissenter = "Huw" }, .dissentMissing),
        ("dissent", .decline, { ($0.dissenter, $0.dissent) = ("Huw", "Too early") }, nil),
        ("no police lead", .adoptFixed, { $0.policeLead = "" }, .policeLeadMissing),
        ("no probation lead for a non-statutory person", .adoptFixed, { $0.probationLead = "" }, nil),
        ("no RAG", .adoptFixed, { $0.rag = nil }, .ragMissing),
        ("no review", .adoptFixed, { $0.nextReview = nil }, .reviewMissing),
        ("a review on the day of the panel", .adoptFixed, { $0.nextReview = panel }, .reviewNotAfterPanel),
        ("a review on the day after", .adoptFixed, { $0.nextReview = panel.adding(days: 1) }, nil),
        ("declining asks for none of these", .decline, { ($0.policeLead, $0.rag, $0.nextReview) = ("", nil, nil) }, nil),
        ("no day to defer to", .defer, { $0.deferUntil = nil }, .deferMissing),
        ("deferred until today", .defer, { $0.deferUntil = today }, .deferNotAfterPanel),
        ("deferred until tomorrow", .defer, { $0.deferUntil = today.adding(days: 1) }, nil),
        ("a panel today", .decline, { $0.panelDay = today }, nil),
        ("a panel tomorrow", .decline, { $0.panelDay = today.adding(days: 1) }, .panelInFuture),
        ("a panel two years ago", .decline, { $0.panelDay = earliest }, nil),
        ("a panel a day before", .decline, { $0.panelDay = earliest.adding(days: -1) }, .panelLongAgo(before: earliest)),
        (
            "a panel of a year without its digits", .decline, { $0.panelDay = CohortWorld.day("1000-01-01") },
            .panelLongAgo(before: earliest)
        ),
        ("a review in three years", .adoptFixed, { $0.nextReview = latest }, nil),
        ("a review a day later", .adoptFixed, { $0.nextReview = latest.adding(days: 1) }, .reviewTooFar(after: latest)),
        ("deferred for three years", .defer, { $0.deferUntil = latest }, nil),
        ("deferred for a day more", .defer, { $0.deferUntil = latest.adding(days: 1) }, .deferTooFar(after: latest)),
        ("declining asks for no review", .decline, { $0.nextReview = latest.adding(days: 1) }, nil),
    ]

    @Test("Each thing that must be recorded", arguments: rows.indices)
    func recorded(_ index: Int) {
        let row = Self.rows[index]
        let found = Self.refusals(Self.facts(row.outcome, row.change), Self.person())
        #expect(found == (row.refusal.map { [$0] } ?? []), "\(row.words)")
        for refusal in found { #expect(refusal.field != nil && !refusal.message.cy.isEmpty) }
    }

    @Test("Everything that is wrong is said at once")
    func atOnce() {
        let bare = DecisionFacts(.adoptFlex, panelDay: Self.panel)
        #expect(
            Self.refusals(bare, Self.person { $0.isUnderMappa = true }) == [
                .groundMissing, .reasonMissing, .policeDeciderMissing, .probationDeciderMissing, .mappaReasonMissing,
                .policeLeadMissing, .ragMissing, .reviewMissing,
            ])
    }

    @Test(
        "Adults only, on the day of the panel",
        arguments: [("2008-11-10", true), ("2008-11-11", false), ("2008-02-29", true)])
    func adults(_ born: String, _ isAdult: Bool) {
        let person = Self.person { $0.dateOfBirth = CohortWorld.day(born) }
        for outcome in PanelOutcome.allCases {
            let refused = Self.refusals(Self.facts(outcome), person)
            #expect(refused == (outcome.adopts && !isAdult ? [.notAdult(from: CohortWorld.day("2026-11-11"))] : []))
        }
        #expect(Self.refusals(Self.facts(.adoptFree), Self.person { $0.dateOfBirth = nil }) == [.ageUnknown])
    }

    @Test("MAPPA is a flag that asks for a reason, not a block")
    func mappa() {
        let person = Self.person { $0.isUnderMappa = true }
        #expect(Self.refusals(Self.facts(.adoptFixed), person) == [.mappaReasonMissing])
        #expect(
            Self.refusals(Self.facts(.adoptFixed) { $0.mappaReason = "Level 1; burglary is not MAPPA’s concern" }, person) == []
        )
        #expect(Self.refusals(Self.facts(.decline), person) == [])
    }

    @Test("Probation leads with the police whom it supervises")
    func statutory() {
        let person = Self.person { $0.isStatutory = true }
        #expect(Self.refusals(Self.facts(.adoptFixed) { $0.probationLead = "" }, person) == [.probationLeadMissing])
    }

    @Test(
        "Where a decision puts the enrolment",
        arguments: [
            (nil, PanelOutcome.adoptFixed, EnrolmentState.adopted, false), (nil, .decline, .declined, false),
            (nil, .defer, .deferred, false), (.deferred, .adoptFlex, .adopted, true), (.deferred, .decline, .declined, true),
            (.adopted, .adoptFlex, .adopted, true), (.adopted, .decline, .declined, true), (.active, .adoptFlex, .active, true),
            (.declined, .adoptFixed, .adopted, false), (.exited, .adoptFixed, .adopted, false),
        ] as [(EnrolmentState?, PanelOutcome, EnrolmentState, Bool)])
    func moves(_ from: EnrolmentState?, _ outcome: PanelOutcome, _ to: EnrolmentState, _ continues: Bool) throws {
        let decision = try Deciding.decide(Self.facts(outcome), on: Self.person { $0.enrolment = from })
        #expect(decision.state == to)
        #expect(decision.continues == continues)
    }

    @Test("Who is active leaves by an exit, not by a refusal", arguments: [PanelOutcome.decline, .defer])
    func active(_ outcome: PanelOutcome) {
        #expect(Self.refusals(Self.facts(outcome), Self.person { $0.enrolment = .active }) == [.activeNeedsExit])
    }
}
