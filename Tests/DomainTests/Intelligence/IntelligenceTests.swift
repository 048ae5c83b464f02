import Domain
import Testing

/// Reports that the tests begin from, and what the rules say of them.
enum IntelligenceWorld {
    static let today = Day(iso: "2026-03-02") ?? Day(number: 0)

    static func assessment(_ change: (inout AssessmentFacts) -> Void = { _ in }) -> AssessmentFacts {
        var facts = AssessmentFacts()
        facts.source = .untested
        facts.information = .corroborated
        facts.handling = .lawfulSharing
        facts.marking = "official"
        facts.reviewOn = today.adding(days: 1)
        change(&facts)
        return facts
    }

    static func conditional(_ change: (inout AssessmentFacts) -> Void = { _ in }) -> AssessmentFacts {
        assessment {
            $0.handling = .conditions
            $0.conditions = "Ask before any action"
            $0.agencies = ["probation"]
            $0.marking = "official_sensitive"
            change(&$0)
        }
    }

    static func report(_ change: (inout IntelligenceFacts) -> Void = { _ in }) -> IntelligenceFacts {
        var facts = IntelligenceFacts()
        facts.text = "He sells cycles at the market on Saturdays"
        facts.reference = "GP/2026/004711"
        facts.informationOn = today.adding(days: -2)
        facts.reportedOn = today.adding(days: -1)
        facts.isSanitised = true
        facts.assessment = assessment()
        change(&facts)
        return facts
    }

    static func refusals(_ facts: IntelligenceFacts) -> [IntelligenceRefusal] {
        do {
            _ = try Reporting.report(facts, today: today)
            return []
        } catch {
            return error.list
        }
    }
}

@Suite("An intelligence report (College of Policing, 3x5x2; assurance A5)")
struct IntelligenceTests {
    typealias Row = (change: @Sendable (inout IntelligenceFacts) -> Void, refusal: IntelligenceRefusal?)
    private typealias World = IntelligenceWorld

    static let rows: [Row] = [
        ({ _ in }, nil),
        ({ $0.text = "" }, .textMissing),
        ({ $0.reference = "" }, .referenceMissing),
        ({ $0.informationOn = nil }, .informationDayMissing),
        (
            {
                $0.informationOn = IntelligenceWorld.today; $0.reportedOn = IntelligenceWorld.today
            }, nil
        ),
        (
            {
                $0.informationOn = IntelligenceWorld.today.adding(days: 1); $0.reportedOn = nil
            }, .informationInFuture
        ),
        ({ $0.reportedOn = nil }, .reportDayMissing),
        ({ $0.reportedOn = IntelligenceWorld.today }, nil),
        ({ $0.reportedOn = IntelligenceWorld.today.adding(days: 1) }, .reportInFuture),
        ({ $0.reportedOn = $0.informationOn }, nil),
        ({ $0.reportedOn = $0.informationOn?.adding(days: -1) }, .reportBeforeInformation),
        ({ $0.isSanitised = false }, .notSanitised),
        ({ $0.assessment.source = nil }, .sourceGradeMissing),
        ({ $0.assessment.information = nil }, .informationGradeMissing),
        ({ $0.assessment.handling = nil }, .handlingMissing),
        ({ $0.assessment.marking = "" }, .marking(.missing)),
        ({ $0.assessment.marking = "secret" }, .marking(.tooHigh)),
        ({ $0.assessment.marking = "TOP SECRET" }, .marking(.tooHigh)),
        ({ $0.assessment.marking = "official_sensitive" }, nil),
        ({ $0.assessment.reviewOn = nil }, .reviewDayMissing),
        ({ $0.assessment.reviewOn = IntelligenceWorld.today }, .reviewNotAhead),
        ({ $0.assessment.conditions = "Ask first" }, .conditionsWithoutCode),
        ({ $0.assessment.agencies = ["probation"] }, .conditionsWithoutCode),
        ({ $0.assessment = IntelligenceWorld.conditional() }, nil),
        ({ $0.assessment = IntelligenceWorld.conditional { $0.conditions = "" } }, .conditionsMissing),
        ({ $0.assessment = IntelligenceWorld.conditional { $0.agencies = [] } }, .agenciesMissing),
        ({ $0.assessment = IntelligenceWorld.conditional { $0.agencies = ["probation", "nobody"] } }, .agencyUnknown),
    ]

    @Test(arguments: rows.indices)
    func row(_ index: Int) {
        let row = Self.rows[index]
        let refusals = World.refusals(World.report(row.change))
        #expect(refusals.contains { $0 == row.refusal } || (row.refusal == nil && refusals.isEmpty), "\(refusals)")
        for refusal in refusals { #expect(refusal.field != nil && refusal.message.en != refusal.message.cy) }
    }

    @Test("All that is wrong is said at once")
    func atOnce() {
        let facts = World.report {
            $0.text = ""
            $0.reference = "Dai Jones"
            $0.isSanitised = false
            $0.assessment = AssessmentFacts()
        }
        #expect(
            Set(World.refusals(facts)) == [
                .textMissing, .namesSource, .notSanitised, .sourceGradeMissing, .informationGradeMissing, .handlingMissing,
                .marking(.missing), .reviewDayMissing,
            ])
    }

    @Test(
        "A report refers to the force’s own system and never to a person",
        arguments: [
            ("GP/2026/004711", nil), ("4711", nil), ("a/1", nil), (String(repeating: "9", count: 40), nil),
            (String(repeating: "9", count: 41), IntelligenceRefusal.referencePattern), ("", .referenceMissing),
            ("Dai", .namesSource), ("Dai Jones", .namesSource), ("JonesDai", .namesSource), ("Dai Jones 1", .namesSource),
            ("Jones, Dai 47", .namesSource), ("GP-4711", .referencePattern), ("GP 4711", .referencePattern),
            ("4711<b>", .referencePattern), ("é1", .referencePattern), ("/", .namesSource),
        ])
    func reference(_ text: String, _ refusal: IntelligenceRefusal?) {
        do {
            #expect(try SourceReference(text).text == text && refusal == nil)
        } catch {
            #expect(error == refusal)
        }
    }

    @Test(
        "Nothing above OFFICIAL stands in the heading of a text",
        arguments: [
            ("SECRET\nHe was seen", true), ("TOP SECRET – UK EYES ONLY\n…", true), ("\n  Secret \nHe was seen", true),
            ("UK Secret", true), ("Top secret.", true), ("CYFRINACHOL\n…", true), ("Tra chyfrinachol", true),
            ("OFFICIAL-SENSITIVE\nHe keeps a SECRET", false), ("A secret meeting at the market", false),
            ("SECRETARY of the club", false), ("OFFICIAL\n…", false), ("", false), ("— \n\n", false),
        ])
    func heading(_ text: String, _ isTooHigh: Bool) {
        #expect(MarkingReading.isTooHigh(heading: text) == isTooHigh)
        let refusals = World.refusals(World.report { $0.text = text })
        #expect(refusals.contains(.textTooHigh) == isTooHigh)
    }

    @Test("The printed table of grades: three by five, each with its words in both languages")
    func grades() {
        #expect(SourceEvaluation.allCases.map(\.rawValue) == ["1", "2", "3"])
        #expect(InformationEvaluation.allCases.map(\.rawValue) == ["A", "B", "C", "D", "E"])
        #expect(HandlingCode.allCases.map(\.rawValue) == ["P", "C"])
        #expect(IntelligenceGrade(.untested, .corroborated).code == "2B")
        let words =
            SourceEvaluation.allCases.map(\.name) + InformationEvaluation.allCases.map(\.name)
            + HandlingCode.allCases.map(\.name)
        #expect(Set(words).count == 10 && words.allSatisfy { !$0.en.isEmpty && $0.en != $0.cy })
        #expect(InformationEvaluation.corroborated.name.en == "Known indirectly to the source but corroborated")
        #expect(HandlingCode.conditions.name.en == "Lawful sharing permitted with conditions")
    }
}

@Suite("Another grading: a new version, and a reason where fewer precautions are taken (assurance A5)")
struct RegradingTests {
    private typealias World = IntelligenceWorld
    typealias Row = (change: @Sendable (inout AssessmentFacts) -> Void, needsReason: Bool)

    /// From code C for probation, OFFICIAL-SENSITIVE.
    static let rows: [Row] = [
        ({ $0.source = .reliable }, false),
        ({ $0.information = .suspectedFalse }, false),
        ({ $0.reviewOn = IntelligenceWorld.today.adding(days: 30) }, false),
        ({ $0.conditions = "Ask first, by telephone" }, false),
        ({ $0.marking = "official" }, true),
        (
            {
                $0.handling = .lawfulSharing; $0.conditions = ""; $0.agencies = []
            }, true
        ),
        ({ $0.agencies = ["probation", "prison"] }, true),
        ({ $0.agencies = ["prison"] }, true),
    ]

    @Test(arguments: rows.indices, ["", "The operation is over"])
    func row(_ index: Int, _ reason: String) throws {
        let standing = try Assessing.assess(World.conditional(), today: World.today)
        let facts = World.conditional(Self.rows[index].change)
        do {
            let next = try Assessing.regrade(standing, facts, reason: reason, today: World.today)
            #expect(next != standing && (!reason.isEmpty || !Self.rows[index].needsReason))
            #expect(next.isLower(than: standing) == Self.rows[index].needsReason)
        } catch {
            #expect(error.list == [.reasonMissing] && reason.isEmpty && Self.rows[index].needsReason)
        }
    }

    @Test("Stricter needs none: from P to C, from OFFICIAL up, fewer agencies")
    func stricter() throws {
        let open = try Assessing.assess(World.assessment(), today: World.today)
        #expect(try Assessing.regrade(open, World.conditional(), reason: "", today: World.today).handling.code == .conditions)
        let two = try Assessing.assess(World.conditional { $0.agencies = ["probation", "prison"] }, today: World.today)
        let one = try Assessing.regrade(two, World.conditional(), reason: "", today: World.today)
        #expect(one.handling.agencies == ["probation"])
    }

    @Test("What stands already is no grading; what is wrong is refused as in a new report")
    func refused() throws {
        let standing = try Assessing.assess(World.conditional(), today: World.today)
        func refusals(_ facts: AssessmentFacts) -> [IntelligenceRefusal] {
            do {
                _ = try Assessing.regrade(standing, facts, reason: "x", today: World.today)
                return []
            } catch {
                return error.list
            }
        }
        #expect(refusals(World.conditional()) == [.unchanged])
        #expect(refusals(World.conditional { $0.marking = "secret" }) == [.marking(.tooHigh)])
        #expect(refusals(World.conditional { $0.agencies = [] }) == [.agenciesMissing])
    }
}
