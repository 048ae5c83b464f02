import Crypto
import Domain
import Store

/// What a receiver saw of a case at the moment of acceptance.
struct SharedContent: Sendable {
    /// The rows with their versions: `record:12@2026-03-02T09:30:00.000000Z`.
    let items: String
    /// SHA-256 of the canonical JSON of all that the shared parts showed, in hexadecimal digits.
    let hash: String

    /// What the holder of the grant sees at this moment.
    static func read(
        _ connection: any Connection, _ share: CaseShare, _ grant: CaseGrant
    ) throws -> SharedContent {
        // Whoever holds it, and nothing else: the number of nobody where it is the whole agency.
        let holder = Officer(
            id: grant.holder.officer ?? 0, username: "", name: "", agency: grant.holder.agency, role: .partner, areas: [])
        let sights = AccessPolicy.parts(holder, known: false, [grant], at: grant.from) ?? PartSights()
        return try SharedContent(connection, share.person, sights, Viewer(holder, at: grant.from))
    }

    init(_ connection: any Connection, _ person: Int64, _ sights: PartSights, _ viewer: Viewer) throws {
        // Whether it may pass was asked before: a whole agency is an officer of no number, whom no restriction names.
        let query: SQL = "SELECT \(CasePerson.columns) FROM person p \(CasePerson.marked) WHERE p.id = \(person)"
        let file = try CaseReading(person, sights).file(connection, query) { row in
            try CaseStore.person(connection, viewer, person, row)
        }
        let whole = try NarrativeStore.withNotes(connection, viewer, file)
        let reports =
            sights.isOpen(.intelligence)
            ? try IntelligenceStore.reports(connection, viewer.officer, sights, of: person).filter { $0.sight == .open } : []
        let notes = whole.notes.compactMap { note in note.standing.map { "narrative:\(note.id)@\($0.number)" } }
        let graded = reports.compactMap { report in report.standing.map { "intelligence:\(report.id)@\($0.version)" } }
        items = (file.records.map { "record:\($0.id)@\($0.updatedAt)" } + notes + graded).joined(separator: " ")
        hash = hexadecimal(Array(SHA256.hash(data: Array(SharedContent.json(whole, reports).utf8))))
    }

    /// Always in this order, with every field, so that the same content has the same bytes.
    private static func json(_ file: CaseFile, _ reports: [CaseReport]) -> String {
        var json = JSONText()
        json.object { json in
            identity(file, &json)
            offences(file, &json)
            cohort(file, &json)
            said(file, reports, &json)
        }
        return json.text
    }

    private static func identity(_ file: CaseFile, _ json: inout JSONText) {
        let person = file.person
        json.field("person", person.id)
        json.field("family", person.name.family)
        json.field("given", person.name.given)
        json.field("date_of_birth", person.dateOfBirth)
        json.field("sex", person.sex)
        json.field("ethnicity", person.ethnicity)
        json.field("language", person.language)
        json.field("area", person.area.rawValue)
        json.field("marking", person.marking.words)
        json.field("address", person.address)
        json.field("postcode", person.postcode)
        rows("records", file.records, &json) { record in
            [
                String(record.id), record.agency, record.kind, record.reference, record.updatedAt, record.area.rawValue,
                record.name.family, record.name.given, record.aliases.text, record.dateOfBirth?.iso, record.sex,
                record.address, record.postcode, record.markers, record.pnc, record.cro, record.crn, record.prisonNumber,
            ]
        }
    }

    private static func offences(_ file: CaseFile, _ json: inout JSONText) {
        rows("convictions", file.convictions, &json) { row in
            [
                row.courtDate.iso, row.court, row.offenceCode, row.offence, row.offenceDate?.iso, row.adjudication,
                row.disposalCode, row.disposal, String(row.sentenceDays),
            ]
        }
        rows("custody", file.custody, &json) { row in
            [
                row.reference, row.arrestedAt?.iso, row.station, row.offenceCode, row.offence, row.disposal,
                row.disposalDate?.iso,
            ]
        }
        rows("prison", file.prison, &json) { row in
            [
                row.prison, row.reception.iso, row.release.iso, row.releaseType, row.conditionalRelease?.iso,
                row.sentenceDays.map(String.init),
            ]
        }
        rows("orders", file.orders, &json) { row in
            [
                row.type, row.start.iso, row.end?.iso, row.convictionDate.iso, row.offenceCode, row.team, row.pdu, row.officer,
                row.rosh, row.registers, row.mappaCategory, row.mappaLevel, row.ogrs3OneYear.map(String.init),
                row.ogrs3TwoYear.map(String.init), row.ogrs3Date?.iso,
            ]
        }
    }

    private static func cohort(_ file: CaseFile, _ json: inout JSONText) {
        rows("enrolments", file.enrolments, &json) { row in
            [
                row.place?.rawValue, row.state.rawValue, row.ground, row.area.rawValue, row.policeLead, row.probationLead,
                row.rag?.rawValue, row.startedOn?.iso, row.endedOn?.iso, row.nextReview?.iso,
            ]
        }
        rows("steps", file.steps, &json) { row in
            [row.area.rawValue, row.state?.rawValue, row.at.iso, row.reason, row.exitWords, row.receivingTeam]
        }
        rows("decisions", file.decisions, &json) { row in
            [
                row.panelDay.iso, row.area.rawValue, row.outcome?.rawValue, row.ground, row.reason, row.mappaReason,
                row.policeDecider, row.probationDecider, row.dissenter, row.dissent, row.policeLead, row.probationLead,
                row.rag?.rawValue, row.nextReview?.iso, row.deferUntil?.iso,
            ]
        }
        rows("selection", [file.selection].compactMap(\.self), &json) { row in
            [
                row.round, row.asOf.iso, row.area.rawValue, row.kind.rawValue, row.reason?.rawValue, row.previous,
                row.score.map { "\($0.oneYear) \($0.twoYear) \($0.instrument) \($0.profile) \($0.version)" },
            ]
        }
    }

    private static func said(_ file: CaseFile, _ reports: [CaseReport], _ json: inout JSONText) {
        rows("notes", file.notes, &json) { note in
            guard let entry = note.standing?.entry else { return [String(note.id), note.part.rawValue, note.owner] }
            var grade: String?
            if case .intelligence(let graded) = entry.basis { grade = graded.code }
            return [
                String(note.id), note.part.rawValue, note.owner, entry.basis.kind.rawValue, grade, entry.source, entry.on.iso,
                entry.marking.rawValue, entry.text,
            ]
        }
        rows("reports", reports, &json) { report in
            guard let content = report.content, let standing = report.standing else { return [String(report.id)] }
            let handling = standing.assessment.handling
            return [
                String(report.id), report.owner, String(standing.version), standing.assessment.grade.code,
                handling.code.rawValue, handling.conditions, handling.agencyCodes, standing.assessment.marking.rawValue,
                standing.assessment.reviewOn.iso, content.reference, content.informationOn.iso, content.reportedOn.iso,
                content.text,
            ]
        }
    }

    /// A list of lists: what is unknown is null, and no two values can run into one another.
    private static func rows<Row>(
        _ name: StaticString, _ all: [Row], _ json: inout JSONText, _ values: (Row) -> [String?]
    ) {
        json.list(name, all) { json, row in
            json.array(values(row)) { json, value in if let value { json.value(value) } else { json.null() } }
        }
    }
}
