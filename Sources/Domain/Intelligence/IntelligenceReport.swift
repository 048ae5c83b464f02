/// A report as it was typed. There is no field for who the source is.
public struct IntelligenceFacts: Sendable, Hashable {
    public var text = ""
    /// The number in the force's own system.
    public var reference = ""
    /// When it came to be known, and when it was reported.
    public var informationOn, reportedOn: Day?
    /// Somebody took out of the text what could lead to the source.
    public var isSanitised = false
    public var assessment = AssessmentFacts()

    public init() {}
}

/// A grading as it was typed.
public struct AssessmentFacts: Sendable, Hashable {
    public var source: SourceEvaluation?
    public var information: InformationEvaluation?
    public var handling: HandlingCode?
    public var conditions = ""
    public var agencies: Set<String> = []
    public var marking = ""
    public var reviewOn: Day?

    public init() {}
}

/// How a report stands: what it is worth, who may be told, and when that is looked at again.
public struct IntelligenceAssessment: Sendable, Equatable {
    public let grade: IntelligenceGrade
    public let handling: Handling
    public let marking: Marking
    public let reviewOn: Day

    public init(_ grade: IntelligenceGrade, _ handling: Handling, _ marking: Marking, reviewOn: Day) {
        self.grade = grade
        self.handling = handling
        self.marking = marking
        self.reviewOn = reviewOn
    }

    /// More people could see it, or it is marked lower.
    public func isLower(than other: IntelligenceAssessment) -> Bool {
        marking < other.marking || handling.isWider(than: other.handling)
    }
}

/// A report as it may stand.
public struct IntelligenceReport: Sendable, Equatable {
    public let text: String
    public let reference: SourceReference
    public let informationOn, reportedOn: Day
    public let assessment: IntelligenceAssessment
}

/// Entering a report. Source: College of Policing, 3x5x2; assurance A5.
public enum Reporting {
    public static func report(_ facts: IntelligenceFacts, today: Day) throws(IntelligenceRefusals) -> IntelligenceReport {
        var refusals: [IntelligenceRefusal] = []
        if facts.text.isEmpty { refusals.append(.textMissing) }
        if MarkingReading.isTooHigh(heading: facts.text) { refusals.append(.textTooHigh) }
        var reference: SourceReference?
        do throws(IntelligenceRefusal) { reference = try SourceReference(facts.reference) } catch { refusals.append(error) }
        refusals += days(facts, today)
        if !facts.isSanitised { refusals.append(.notSanitised) }
        var assessment: IntelligenceAssessment?
        do throws(IntelligenceRefusals) {
            assessment = try Assessing.assess(facts.assessment, today: today)
        } catch {
            refusals += error.list
        }
        guard refusals.isEmpty, let reference, let assessment, let informed = facts.informationOn,
            let reported = facts.reportedOn
        else { throw IntelligenceRefusals(list: refusals) }
        return IntelligenceReport(
            text: facts.text, reference: reference, informationOn: informed, reportedOn: reported, assessment: assessment)
    }

    private static func days(_ facts: IntelligenceFacts, _ today: Day) -> [IntelligenceRefusal] {
        var refusals: [IntelligenceRefusal] = []
        if let day = facts.informationOn, day > today { refusals.append(.informationInFuture) }
        if facts.informationOn == nil { refusals.append(.informationDayMissing) }
        guard let reported = facts.reportedOn else { return refusals + [.reportDayMissing] }
        if reported > today { refusals.append(.reportInFuture) }
        if let informed = facts.informationOn, reported < informed { refusals.append(.reportBeforeInformation) }
        return refusals
    }
}

/// Grading a report, and who may be told of it.
public enum Assessing {
    public static func assess(_ facts: AssessmentFacts, today: Day) throws(IntelligenceRefusals) -> IntelligenceAssessment {
        var refusals: [IntelligenceRefusal] = []
        if facts.source == nil { refusals.append(.sourceGradeMissing) }
        if facts.information == nil { refusals.append(.informationGradeMissing) }
        var handling: Handling?
        do throws(IntelligenceRefusals) { handling = try self.handling(facts) } catch { refusals += error.list }
        var marking: Marking?
        do throws(MarkingRefusal) { marking = try MarkingReading.marking(facts.marking) } catch {
            refusals.append(.marking(error))
        }
        if facts.reviewOn == nil { refusals.append(.reviewDayMissing) }
        if let day = facts.reviewOn, day <= today { refusals.append(.reviewNotAhead) }
        guard refusals.isEmpty, let source = facts.source, let information = facts.information, let handling, let marking,
            let review = facts.reviewOn
        else { throw IntelligenceRefusals(list: refusals) }
        return IntelligenceAssessment(IntelligenceGrade(source, information), handling, marking, reviewOn: review)
    }

    /// Code C says under which conditions, and which agencies may be told.
    private static func handling(_ facts: AssessmentFacts) throws(IntelligenceRefusals) -> Handling {
        var refusals: [IntelligenceRefusal] = []
        switch facts.handling {
        case nil: refusals.append(.handlingMissing)
        case .lawfulSharing:
            if !facts.conditions.isEmpty || !facts.agencies.isEmpty { refusals.append(.conditionsWithoutCode) }
        case .conditions:
            if facts.conditions.isEmpty { refusals.append(.conditionsMissing) }
            if facts.agencies.isEmpty { refusals.append(.agenciesMissing) }
            if facts.agencies.contains(where: { Agency.find($0) == nil }) { refusals.append(.agencyUnknown) }
        }
        guard refusals.isEmpty else { throw IntelligenceRefusals(list: refusals) }
        return facts.handling == .conditions
            ? .conditions(facts.conditions, agencies: facts.agencies) : .lawfulSharing
    }

    /// Another grading for a report that stands; the earlier one is kept.
    /// - Parameter reason: needed when the marking or the handling becomes lower (assurance A5).
    public static func regrade(
        _ standing: IntelligenceAssessment, _ facts: AssessmentFacts, reason: String, today: Day
    ) throws(IntelligenceRefusals) -> IntelligenceAssessment {
        var refusals: [IntelligenceRefusal] = []
        var next: IntelligenceAssessment?
        do throws(IntelligenceRefusals) { next = try assess(facts, today: today) } catch { refusals += error.list }
        if next == standing { refusals.append(.unchanged) }
        if let next, next.isLower(than: standing), reason.isEmpty { refusals.append(.reasonMissing) }
        guard refusals.isEmpty, let next else { throw IntelligenceRefusals(list: refusals) }
        return next
    }
}
