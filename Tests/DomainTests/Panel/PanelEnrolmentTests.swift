import Domain
import Testing

@Suite("Enrolments and exits (IOM findings 2.1 and 2.2)")
struct PanelEnrolmentTests {
    /// Rows: from; columns: what may follow.
    static let steps: [(EnrolmentState, [EnrolmentState])] = [
        (.proposed, [.adopted, .declined, .deferred]),
        (.adopted, [.adopted, .declined, .deferred, .active, .exited]),
        (.declined, []),
        (.deferred, [.adopted, .declined, .deferred]),
        (.active, [.active, .exited]),
        (.exited, []),
    ]

    @Test(arguments: steps.indices, EnrolmentState.allCases)
    func step(_ row: Int, _ next: EnrolmentState) {
        let (from, following) = Self.steps[row]
        do {
            #expect(try from.moved(to: next) == next)
            #expect(following.contains(next))
        } catch {
            #expect(error == .cannotMove(from: from, to: next))
            #expect(!following.contains(next))
        }
    }

    @Test(
        "Whom a panel put off or took in is open to those who work there; a proposal, a refusal and an exit open nothing",
        arguments: [
            (EnrolmentState.proposed, false), (.deferred, true), (.adopted, true), (.active, true), (.declined, false),
            (.exited, false),
        ])
    func opensCase(_ state: EnrolmentState, _ opens: Bool) {
        #expect(state.opensCase == opens)
    }

    static let panel = CohortWorld.day("2026-11-10")
    static let today = CohortWorld.day("2026-11-12")

    @Test(
        "Work begins between the panel and today",
        arguments: [(-1, EnrolmentRefusal?.some(.dayBeforeStart(panel))), (0, nil), (2, nil), (3, .dayInFuture)])
    func activation(_ days: Int, _ refusal: EnrolmentRefusal?) {
        do {
            let state = try Activating.activate(
                .adopted, on: Self.panel.adding(days: days), adopted: Self.panel, today: Self.today)
            #expect(state == .active && refusal == nil)
        } catch {
            #expect(error == refusal)
        }
    }

    static func exit(_ reason: ExitReason, _ more: (inout ExitFacts) -> Void = { _ in }) -> ExitFacts {
        var facts = ExitFacts(reason, on: today)
        facts.words = "No arrest for nine months"
        facts.policeAgreed = "Awel Pugh"
        facts.probationAgreed = "Mair Tudor"
        facts.plan = "Neighbourhood team calls monthly; back to panel on arrest"
        facts.receivingTeam = "Newport neighbourhood team"
        more(&facts)
        return facts
    }

    static func refusals(_ facts: ExitFacts, from state: EnrolmentState = .active) -> [ExitRefusal] {
        do {
            #expect(try Exiting.exit(facts, from: state, since: panel, today: today) == .exited)
            return []
        } catch {
            return error.list
        }
    }

    typealias Row = (change: @Sendable (inout ExitFacts) -> Void, refusal: ExitRefusal?)

    static let rows: [Row] = [
        ({ _ in }, nil),
        ({ $0.words = "" }, .wordsMissing),
        ({ $0.policeAgreed = "" }, .policeMissing),
        ({ $0.probationAgreed = "" }, .probationMissing),
        ({ $0.probationAgreed = "awel pugh" }, .samePerson),
        ({ $0.plan = "" }, .planMissing),
        ({ $0.receivingTeam = "" }, .teamMissing),
        ({ $0.day = today.adding(days: 1) }, .enrolment(.dayInFuture)),
        ({ $0.day = panel }, nil),
        ({ $0.day = panel.adding(days: -1) }, .enrolment(.dayBeforeStart(panel))),
    ]

    @Test(arguments: rows.indices)
    func asks(_ index: Int) {
        let row = Self.rows[index]
        #expect(Self.refusals(Self.exit(.riskReduced, row.change)) == (row.refusal.map { [$0] } ?? []))
    }

    @Test("Nobody takes over from the dead, but police and probation agree", arguments: ExitReason.allCases)
    func theDead(_ reason: ExitReason) {
        let bare = Self.exit(reason) { ($0.plan, $0.receivingTeam) = ("", "") }
        #expect(Self.refusals(bare) == (reason == .died ? [] : [.planMissing, .teamMissing]))
    }

    @Test(arguments: EnrolmentState.allCases)
    func onlyWhoIsIn(_ state: EnrolmentState) {
        let isIn = state == .adopted || state == .active
        let expected: [ExitRefusal] = isIn ? [] : [.enrolment(.cannotMove(from: state, to: .exited))]
        #expect(Self.refusals(Self.exit(.movedArea), from: state) == expected)
    }
}
