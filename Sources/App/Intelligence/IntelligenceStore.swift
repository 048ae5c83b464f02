import Domain
import Store

/// A case with its intelligence.
struct CaseIntelligence: Sendable {
    let file: CaseFile
    /// Empty where the part is not open to the officer.
    let reports: [CaseReport]

    /// What was shown, for the journal.
    var records: [String] { reports.filter { $0.sight == .open }.map { "intelligence:\($0.id)" } }
}

/// Reports read under their handling code, entered, and graded anew.
struct IntelligenceStore: Sendable {
    let site: Site

    func list(_ person: Int64, _ visit: Visit) async throws -> CaseIntelligence {
        try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, person)
            guard file.isOpen(.intelligence) else { return CaseLook(CaseIntelligence(file: file, reports: [])) }
            let reports = try IntelligenceStore.reports(connection, viewer.officer, file.sights, of: person)
            let found = CaseIntelligence(file: file, reports: reports)
            return CaseLook(found, records: found.records, fields: ["intelligence"])
        }
    }

    /// The case of somebody for whom the officer may enter a report.
    func ask(_ person: Int64, _ visit: Visit) async throws -> CaseFile {
        try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, person)
            guard file.isOpen(.intelligence) else { throw NotFound() }
            return CaseLook(file)
        }
    }

    /// A report that is the officer's agency's own, to be graded anew.
    func ask(_ person: Int64, _ report: Int64, _ visit: Visit) async throws -> (CaseFile, CaseReport) {
        try await CaseStore(site: site).read(person, visit) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, person)
            let found = try IntelligenceStore.own(connection, viewer.officer, file.sights, report, of: person)
            return CaseLook((file, found), records: ["intelligence:\(report)"], fields: ["intelligence"])
        }
    }

    func add(_ person: Int64, _ facts: IntelligenceFacts, _ visit: Visit) async throws {
        let (viewer, now, today) = (try visit.viewer(), site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            guard try CaseStore.sights(connection, viewer, person).isOpen(.intelligence) else { throw NotFound() }
            let report = try Reporting.report(facts, today: today)
            let id = try connection.insertReturningID(
                """
                INSERT INTO intelligence (person_id, entered_for, owner, reference, information_on, reported_on, text, made_by, made_at)
                VALUES (\(person), \(person), \(viewer.officer.agency), \(report.reference.text), \(report.informationOn),
                  \(report.reportedOn), \(report.text), \(viewer.officer.id), \(now)) RETURNING id
                """)
            let commitments =
                try connection.commit("intelligence:\(id)", ["text": report.text, "reference": report.reference.text])
                + IntelligenceStore.grade(connection, id, 1, report.assessment, "", viewer.officer, now)
            return Change(
                (),
                Event(
                    .collection, subjects: [person], records: ["intelligence:\(id)"], fields: ["intelligence"],
                    commitments: commitments))
        }
    }

    /// - Parameter expected: the version that the officer saw.
    func regrade(
        _ person: Int64, _ report: Int64, _ facts: AssessmentFacts, reason: String, expected: Int, _ visit: Visit
    ) async throws {
        let (viewer, now, today) = (try visit.viewer(), site.clock(), site.today)
        try await site.change(try visit.actor()) { connection in
            let sights = try CaseStore.sights(connection, viewer, person)
            let found = try IntelligenceStore.own(connection, viewer.officer, sights, report, of: person)
            guard let standing = found.standing else { throw NotFound() }
            guard standing.version == expected else { throw IntelligenceStore.conflict(person, found, standing, facts, reason) }
            let next = try Assessing.regrade(standing.assessment, facts, reason: reason, today: today)
            let commitments = try IntelligenceStore.grade(
                connection, report, standing.version + 1, next, reason, viewer.officer, now)
            return Change(
                (),
                Event(
                    .alteration, subjects: [person], records: ["intelligence:\(report)"], fields: ["intelligence"],
                    commitments: commitments))
        }
    }

    /// All reports of a case as the officer sees them, the newest first.
    static func reports(
        _ connection: any Connection, _ officer: Officer, _ sights: PartSights, of person: Int64
    ) throws -> [CaseReport] {
        guard sights[.intelligence] != .withheld else { return [] }
        let rows = try connection.query(
            """
            SELECT \(CaseReport.columns) FROM intelligence i JOIN intelligence_grading g ON g.intelligence_id = i.id
            WHERE i.person_id = \(person) ORDER BY i.id DESC, g.version DESC
            """)
        return try rows.grouped(by: "id").map { try CaseReport($0, officer, sights) }
    }

    /// Only those whose report it is may grade it.
    private static func own(
        _ connection: any Connection, _ officer: Officer, _ sights: PartSights, _ report: Int64, of person: Int64
    ) throws -> CaseReport {
        let found = try reports(connection, officer, sights, of: person).first { $0.id == report }
        guard let found, found.sight == .open, found.owner == officer.agency else { throw NotFound() }
        return found
    }

    private static func grade(
        _ connection: any Connection, _ report: Int64, _ version: Int, _ assessment: IntelligenceAssessment, _ reason: String,
        _ officer: Officer, _ now: Instant
    ) throws -> [[UInt8]] {
        let (grade, handling) = (assessment.grade, assessment.handling)
        let id = try connection.insertReturningID(
            """
            INSERT INTO intelligence_grading (intelligence_id, version, source_grade, information_grade, handling, conditions,
              agencies, marking, review_on, reason, made_by, made_at)
            VALUES (\(report), \(version), \(grade.source.rawValue), \(grade.information.rawValue), \(handling.code.rawValue),
              \(handling.conditions), \(handling.agencyCodes), \(assessment.marking), \(assessment.reviewOn), \(reason),
              \(officer.id), \(now)) RETURNING id
            """)
        return try connection.commit("intelligence_grading:\(id)", ["conditions": handling.conditions, "reason": reason])
    }

    private static func conflict(
        _ person: Int64, _ found: CaseReport, _ standing: CaseReport.Grading, _ facts: AssessmentFacts, _ reason: String
    ) -> Conflict {
        let yours = (facts.source?.rawValue ?? "") + (facts.information?.rawValue ?? "")
        let handling = standing.assessment.handling
        func told(_ codes: [String]) -> Text { Text.joined(codes.sorted().map(Agency.name(of:))) }
        let (to, why) = (Text(en: "May be told to", cy: "Gellir dweud wrth"), Text(en: "Why", cy: "Pam"))
        return Conflict(
            title: Text(en: "This report was graded in the meantime", cy: "Graddiwyd yr adroddiad hwn yn y cyfamser"),
            theirs: [
                (IntelligenceWords.grading, Text(same: standing.assessment.grade.code)),
                (IntelligenceWords.handling, Text(same: handling.code.rawValue)),
                (IntelligenceWords.conditions, Text(same: handling.conditions)),
                (to, told(handling.agencyCodes.split(separator: " ").map(String.init))),
                (IntelligenceWords.marking, Text(same: MarkingLine(standing.assessment.marking).words)),
                (IntelligenceWords.review, standing.assessment.reviewOn.words), (why, Text(same: standing.reason)),
            ],
            yours: [
                (IntelligenceWords.grading, Text(same: yours)),
                (IntelligenceWords.handling, Text(same: facts.handling?.rawValue ?? "")),
                (IntelligenceWords.conditions, Text(same: facts.conditions)), (to, told(Array(facts.agencies))),
                (
                    IntelligenceWords.marking,
                    Text(same: Marking(rawValue: facts.marking).map { MarkingLine($0).words } ?? facts.marking)
                ), (IntelligenceWords.review, facts.reviewOn?.words ?? Text(same: "–")), (why, Text(same: reason)),
            ], back: "/people/\(person)/intelligence",
            shows: Event(
                .consultation, subjects: [person], records: ["intelligence:\(found.id)"], fields: ["intelligence"]))
    }
}

extension [Row] {
    /// Rows that follow one another and have the same number in a column.
    func grouped(by column: String) throws -> [[Row]] {
        var groups: [[Row]] = []
        var last: Int64?
        for row in self {
            let id: Int64 = try row.get(column)
            if id == last { groups[groups.count - 1].append(row) } else { groups.append([row]) }
            last = id
        }
        return groups
    }
}
