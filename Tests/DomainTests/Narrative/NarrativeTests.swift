import Domain
import Testing

@Suite("A note says what it rests on (Data Protection Act 2018 s.38(2); assurance DP-07)")
struct NarrativeTests {
    static let today = IntelligenceWorld.today

    static func facts(_ change: (inout NarrativeFacts) -> Void = { _ in }) -> NarrativeFacts {
        var facts = NarrativeFacts()
        facts.part = .contacts
        facts.basis = .fact
        facts.source = "Custody record"
        facts.on = today
        facts.text = "Seen at home at nine"
        facts.marking = "official"
        change(&facts)
        return facts
    }

    static func refusals(_ facts: NarrativeFacts) -> [NarrativeRefusal] {
        do {
            _ = try Noting.note(facts, today: today)
            return []
        } catch {
            return error.list
        }
    }

    typealias Row = (change: @Sendable (inout NarrativeFacts) -> Void, refusals: [NarrativeRefusal])
    static let grade = IntelligenceGrade(.reliable, .knownDirectly)

    static let rows: [Row] = [
        ({ _ in }, []),
        ({ $0.basis = nil }, [.basisMissing]),
        ({ $0.basis = .professionalJudgement }, []),
        ({ $0.basis = .selfReport }, []),
        (
            {
                $0.basis = .thirdParty; $0.source = ""
            }, [.sourceMissing]
        ),
        ({ $0.source = "" }, [.sourceMissing]),
        (
            {
                $0.basis = .intelligence; $0.source = ""
            }, [.reportMissing]
        ),
        (
            {
                $0.basis = .intelligence; $0.grade = grade
            }, [.sourceNamed]
        ),
        (
            {
                $0.basis = .intelligence; $0.grade = grade; $0.source = ""
            }, []
        ),
        ({ $0.part = nil }, [.partMissing]),
        ({ $0.part = .intelligence }, [.partMissing]),
        ({ $0.part = .victim }, [.partMissing]),
        ({ $0.part = .plan }, []),
        ({ $0.part = .health }, []),
        ({ $0.on = nil }, [.dayMissing]),
        ({ $0.on = today.adding(days: 1) }, [.dayInFuture]),
        ({ $0.on = today.adding(days: -1) }, []),
        ({ $0.text = "" }, [.textMissing]),
        ({ $0.text = "TOP SECRET\nHe was seen" }, [.textTooHigh]),
        ({ $0.marking = "" }, [.marking(.missing)]),
        ({ $0.marking = "secret" }, [.marking(.tooHigh)]),
        ({ $0 = NarrativeFacts() }, [.partMissing, .basisMissing, .dayMissing, .textMissing, .marking(.missing)]),
    ]

    @Test(arguments: rows.indices)
    func row(_ index: Int) {
        let refusals = Self.refusals(Self.facts(Self.rows[index].change))
        #expect(refusals == Self.rows[index].refusals)
        for refusal in refusals { #expect(refusal.field != nil && refusal.message.en != refusal.message.cy) }
    }

    @Test("A correction is another version with its reason; the part stays")
    func corrects() throws {
        let standing = try Noting.note(Self.facts(), today: Self.today)
        let next = try Noting.correct(
            standing,
            Self.facts {
                $0.text = "Seen at home at ten"; $0.part = .health
            }, reason: "Wrong time", today: Self.today)
        #expect(next.text == "Seen at home at ten" && next.part == .contacts && standing.text == "Seen at home at nine")
        func refusals(_ facts: NarrativeFacts, _ reason: String) -> [NarrativeRefusal] {
            do {
                _ = try Noting.correct(standing, facts, reason: reason, today: Self.today)
                return []
            } catch {
                return error.list
            }
        }
        #expect(refusals(Self.facts(), "x") == [.unchanged])
        #expect(refusals(Self.facts { $0.text = "Other" }, "") == [.reasonMissing])
        #expect(refusals(Self.facts { $0.basis = nil }, "x") == [.basisMissing])
    }

    @Test("Whoever sees a note that rests on a report sees both", arguments: PartSight.allCases, PartSight.allCases)
    func sight(_ notes: PartSight, _ reports: PartSight) {
        let officer = Officer(
            id: 1, username: "o", name: "O", agency: "probation", role: .probationPractitioner, areas: [.gwent])
        let parts = PartSights([.contacts: notes, .intelligence: reports])
        let note = MarkedItem(part: .contacts, owner: "gwent-police")
        let report = MarkedItem(part: .intelligence, owner: "gwent-police")
        #expect(AccessPolicy.sight(officer, note, restingOn: nil, parts) == notes)
        #expect(AccessPolicy.sight(officer, note, restingOn: report, parts) == min(notes, reports))
        let bound = MarkedItem(
            part: .intelligence, owner: "gwent-police", handling: .conditions("x", agencies: ["gwent-police"]))
        #expect(AccessPolicy.sight(officer, note, restingOn: bound, parts) == .withheld)
    }

    @Test func basesHaveWords() {
        let kinds = NarrativeBasis.Kind.allCases
        #expect(kinds.allSatisfy { $0.name.en != $0.name.cy && $0.hint.en != $0.hint.cy })
        #expect(NarrativeBasis(.intelligence) == nil && NarrativeBasis(.intelligence, Self.grade)?.name.en == "Intelligence 1A")
        for kind in kinds { #expect(NarrativeBasis(kind, Self.grade)?.kind == kind) }
    }
}

@Suite("What somebody is in an event (Data Protection Act 2018 s.38(3); assurance DP-06)")
struct InvolvementTests {
    static let arrested = NarrativeTests.today

    typealias Row = (disposal: CustodyDisposal?, result: CourtResult?, category: InvolvementCategory)

    static func result(
        _ code: String = "02803", offence: Int? = -1, court: Int = 30, _ adjudication: Adjudication = .conviction
    ) -> CourtResult {
        CourtResult(
            offenceCode: code, offenceOn: offence.map { arrested.adding(days: $0) }, courtOn: arrested.adding(days: court),
            adjudication: adjudication)
    }

    static let rows: [Row] = [
        (.charged, nil, .suspect), (nil, nil, .suspect), (nil, result(), .suspect),
        (.noFurtherAction, result(), .suspect), (.charged, result(), .convicted),
        (.charged, result(offence: 0, court: 0), .convicted), (.charged, result(offence: 1), .suspect),
        (.charged, result(court: -1), .suspect), (.charged, result(offence: nil), .suspect),
        (.charged, result("10501"), .suspect), (.charged, result(offence: -1, court: 30, .notGuilty), .suspect),
        (.charged, result(offence: -1, court: 30, .caution), .suspect),
    ]

    @Test("An arrest is a suspect’s until a court convicts of that offence", arguments: rows.indices)
    func arrest(_ index: Int) {
        let row = Self.rows[index]
        let arrest = ArrestedFor(offenceCode: "02803", on: Self.arrested, disposal: row.disposal)
        #expect(arrest.category([row.result].compactMap { $0 }) == row.category)
    }

    @Test(
        "A result of a court",
        arguments: [
            (Adjudication?.some(.conviction), InvolvementCategory?.some(.convicted)), (.caution, .suspect), (.notGuilty, nil),
            (.withdrawn, nil), (nil, nil),
        ])
    func court(_ adjudication: Adjudication?, _ category: InvolvementCategory?) {
        let result = CourtResult(offenceCode: "02803", offenceOn: nil, courtOn: Self.arrested, adjudication: adjudication)
        #expect(result.category == category)
    }

    @Test(
        "Victims and witnesses stand in the victims’ part, whoever they are elsewhere", arguments: InvolvementCategory.allCases)
    func part(_ category: InvolvementCategory) {
        #expect(category.part == ([.victim, .witness].contains(category) ? .victim : .offences))
        #expect(category.name.en != category.name.cy)
    }

    typealias Entered = (change: @Sendable (inout InvolvementFacts) -> Void, refusals: [InvolvementRefusal])

    static let entered: [Entered] = [
        ({ _ in }, []),
        ({ $0.category = .witness }, []),
        ({ $0.category = nil }, [.categoryMissing]),
        ({ $0.category = .suspect }, [.derived]),
        ({ $0.category = .convicted }, [.derived]),
        ({ $0.event = "" }, [.eventMissing]),
        ({ $0.source = "" }, [.sourceMissing]),
        ({ $0.from = nil }, [.fromMissing]),
        ({ $0.from = arrested.adding(days: 1) }, [.fromInFuture]),
        ({ $0.to = arrested }, []),
        ({ $0.to = arrested.adding(days: -1) }, [.endsBefore]),
    ]

    @Test("What a person enters", arguments: entered.indices)
    func enters(_ index: Int) {
        var facts = InvolvementFacts()
        facts.category = .victim
        facts.event = "Assault in Pill"
        facts.source = "Gwent Police, 2026/11"
        facts.from = Self.arrested
        Self.entered[index].change(&facts)
        do {
            #expect(try Involving.involve(facts, today: Self.arrested).category == facts.category)
            #expect(Self.entered[index].refusals.isEmpty)
        } catch {
            #expect(error.list == Self.entered[index].refusals)
            for refusal in error.list { #expect(refusal.message.en != refusal.message.cy) }
        }
    }
}

@Suite("A victim’s contact (Domestic Violence, Crime and Victims Act 2004 s.35; Victims’ Code; assurance VI-01)")
struct VictimContactTests {
    typealias Row = (change: @Sendable (inout VictimFacts) -> Void, refusals: [VictimRefusal])

    static let rows: [Row] = [
        ({ _ in }, []),
        ({ $0.name = "" }, [.nameMissing]),
        ({ $0.event = "" }, [.eventMissing]),
        ({ $0.choice = nil }, [.choiceMissing, .toldWithoutChoice]),
        ({ $0.told = [] }, [.toldMissing]),
        ({ $0.safeContact = "" }, [.safeContactMissing]),
        ({ $0.choice = .declined }, [.toldWithoutChoice]),
        ({ $0.choice = .left }, [.toldWithoutChoice]),
        (
            {
                $0.choice = .declined; $0.told = []; $0.safeContact = ""
            }, []
        ),
        (
            {
                $0.choice = .undecided; $0.told = []
            }, []
        ),
        ({ $0.wishes = "" }, []),
    ]

    @Test(arguments: rows.indices)
    func row(_ index: Int) {
        var facts = VictimFacts()
        facts.name = "Heledd Morris"
        facts.event = "Burglary of May"
        facts.choice = .joined
        facts.told = [.release]
        facts.wishes = "By letter, in Welsh"
        facts.safeContact = "Never at home"
        Self.rows[index].change(&facts)
        do {
            let kept = try VictimKeeping.keep(facts)
            #expect(Self.rows[index].refusals.isEmpty && kept.told == facts.told)
            do {
                _ = try VictimKeeping.keep(facts, instead: kept)
                Issue.record("what stands is no change")
            } catch {
                #expect(error.list == [.unchanged])
            }
        } catch {
            #expect(error.list == Self.rows[index].refusals)
            for refusal in error.list { #expect(refusal.field != nil && refusal.message.en != refusal.message.cy) }
        }
    }

    @Test func choicesHaveWords() {
        let words = VictimChoice.allCases.map(\.name) + VictimNews.allCases.map(\.name)
        #expect(Set(words).count == words.count && words.allSatisfy { $0.en != $0.cy })
    }
}
