import Domain
import Store

/// An intelligence report of a case as an officer sees it.
struct CaseReport: Sendable {
    /// A grading that stands, or stood.
    struct Grading: Sendable {
        let version: Int
        let assessment: IntelligenceAssessment
        let reason, by: String
        let at: Instant
    }

    /// What it says.
    struct Content: Sendable {
        let text, reference, by: String
        let informationOn, reportedOn: Day
        let at: Instant
    }

    let id: Int64
    let owner: String
    let sight: PartSight
    /// nil unless it is open to the officer.
    let content: Content?
    /// The latest first; none unless the report is open.
    let gradings: [Grading]

    static let columns: SQL = """
        i.id, i.owner, i.reference, i.information_on, i.reported_on, i.text, i.made_at AS entered_at, g.version, g.source_grade,
        g.information_grade, g.handling, g.conditions, g.agencies, g.marking, g.review_on, g.reason, g.made_at,
        (SELECT o.name FROM officer o WHERE o.id = i.made_by) AS author,
        (SELECT o.name FROM officer o WHERE o.id = g.made_by) AS grader
        """

    /// - Parameter rows: of one report, its latest grading first.
    init(_ rows: [Row], _ officer: Officer, _ parts: PartSights) throws {
        guard let first = rows.first else { throw StoreError.column("a report has no grading") }
        (id, owner) = (try first.get("id"), try first.get("owner"))
        let owner = owner
        let all = try rows.map(Grading.init)
        func seen(_ grading: Grading) -> PartSight {
            AccessPolicy.sight(officer, grading.assessment.item(of: owner), parts)
        }
        sight = all.first.map(seen) ?? .withheld
        guard sight == .open else {
            (content, gradings) = (nil, [])
            return
        }
        content = Content(
            text: try first.get("text"), reference: try first.get("reference"),
            by: try first.get("author", as: String?.self) ?? "", informationOn: try first.get("information_on"),
            reportedOn: try first.get("reported_on"), at: try first.get("entered_at"))
        gradings = all.filter { seen($0) == .open }
    }

    /// The grading that stands.
    var standing: Grading? { gradings.first }

    var ownerName: Text { Agency.name(of: owner) }
}

extension CaseReport.Grading {
    init(_ row: Row) throws {
        version = try row.get("version")
        assessment = try IntelligenceAssessment(row)
        reason = try row.get("reason")
        by = try row.get("grader", as: String?.self) ?? ""
        at = try row.get("made_at")
    }
}

extension IntelligenceAssessment {
    init(_ row: Row) throws {
        guard let source = SourceEvaluation(rawValue: try row.get("source_grade")),
            let information = InformationEvaluation(rawValue: try row.get("information_grade")),
            let handling = Handling(
                code: try row.get("handling"), conditions: try row.get("conditions"), agencies: try row.get("agencies"))
        else { throw StoreError.column("a grading holds a code that is none") }
        self.init(
            IntelligenceGrade(source, information), handling, try row.get("marking"), reviewOn: try row.get("review_on"))
    }

    /// What the policy must know of the report.
    func item(of owner: String) -> MarkedItem {
        MarkedItem(part: .intelligence, owner: owner, marking: marking, handling: handling)
    }
}

extension Handling {
    /// As a row holds it; nil for a code that is none.
    init?(code: String, conditions: String, agencies: String) {
        switch HandlingCode(rawValue: code) {
        case .lawfulSharing: self = .lawfulSharing
        case .conditions:
            self = .conditions(conditions, agencies: Set(agencies.split(separator: " ").map(String.init)))
        case nil: return nil
        }
    }

    /// The codes of the agencies in one order, joined by blanks.
    var agencyCodes: String { (agencies ?? []).sorted().joined(separator: " ") }
}
