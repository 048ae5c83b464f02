import Domain
import Store

/// A note of a case as an officer sees it.
struct CaseNote: Sendable {
    struct Version: Sendable {
        let number: Int
        let entry: NarrativeEntry
        /// The report that it rests on.
        let report: Int64?
        let reason, by: String
        let at: Instant
    }

    let id: Int64
    let part: CasePart
    let owner: String
    /// When its last version was written.
    let at: Instant
    let sight: PartSight
    /// The latest first; none unless the note is open to the officer.
    let versions: [Version]

    /// What stands; nil unless it is open.
    var standing: Version? { versions.first }

    var ownerName: Text { Agency.name(of: owner) }

    /// The report of an intelligence note is read as it is graded now.
    private static let graded: SQL = """
        LEFT JOIN intelligence i ON i.id = v.intelligence_id
        LEFT JOIN intelligence_grading g ON g.intelligence_id = i.id
          AND g.version = (SELECT MAX(h.version) FROM intelligence_grading h WHERE h.intelligence_id = i.id)
        """

    /// Every version of every note of a person, the latest of each first.
    static func query(_ person: Int64) -> SQL {
        """
        SELECT n.id, n.part, n.owner, v.version, v.basis, v.intelligence_id, v.source, v.on_day, v.text, v.marking AS note_marking,
          v.reason, v.made_at, (SELECT o.name FROM officer o WHERE o.id = v.made_by) AS author, i.owner AS report_owner,
          g.source_grade, g.information_grade, g.handling, g.conditions, g.agencies, g.marking, g.review_on
        FROM narrative n JOIN narrative_version v ON v.narrative_id = n.id \(graded)
        WHERE n.person_id = \(person) ORDER BY n.id DESC, v.version DESC
        """
    }

    /// - Parameter rows: of one note, its latest version first.
    init(_ rows: [Row], _ officer: Officer, _ parts: PartSights) throws {
        guard let first = rows.first, let part = CasePart(rawValue: try first.get("part")) else {
            throw StoreError.column("a note stands in no part")
        }
        (id, self.part, owner, at) = (try first.get("id"), part, try first.get("owner"), try first.get("made_at"))
        let owner = owner
        let all = try rows.map { row in
            let (version, report) = try Version.read(row, part)
            let note = MarkedItem(part: part, owner: owner, marking: version.entry.marking)
            return (version: version, sight: AccessPolicy.sight(officer, note, restingOn: report, parts))
        }
        sight = all.first?.sight ?? .withheld
        versions = sight == .open ? all.filter { $0.sight == .open }.map(\.version) : []
    }
}

extension CaseNote.Version {
    /// The version, and the report that it rests on as the policy must know it.
    static func read(_ row: Row, _ part: CasePart) throws -> (Self, MarkedItem?) {
        let report: Int64? = try row.get("intelligence_id")
        let assessment = try report.map { _ in try IntelligenceAssessment(row) }
        let kind = NarrativeBasis.Kind(rawValue: try row.get("basis"))
        guard let basis = kind.flatMap({ NarrativeBasis($0, assessment?.grade) }) else {
            throw StoreError.column("a note holds a basis that is none")
        }
        let entry = NarrativeEntry(
            part: part, basis: basis, source: try row.get("source"), on: try row.get("on_day"), text: try row.get("text"),
            marking: try row.get("note_marking"))
        let version = CaseNote.Version(
            number: try row.get("version"), entry: entry, report: report, reason: try row.get("reason"),
            by: try row.get("author", as: String?.self) ?? "", at: try row.get("made_at"))
        guard let assessment else { return (version, nil) }
        return (version, assessment.item(of: try row.get("report_owner")))
    }
}

extension CaseFile {
    /// The notes that were shown, for the journal.
    var noteRecords: [String] { notes.filter { $0.sight == .open }.map { "narrative:\($0.id)" } }
}
