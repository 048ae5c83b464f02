import Crypto
import Domain
import Store

/// What a receiver saw of a case at the moment of acceptance.
struct SharedContent: Sendable {
    /// The rows with their versions: `record:12@2026-03-02T09:30:00.000000Z`.
    let items: String
    /// SHA-256 of the canonical JSON of the shared parts.
    let hash: [UInt8]

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
        let file = try CaseReading(person, sights).file(connection, CaseStore.personQuery(viewer, person)) { row in
            try CaseStore.person(connection, viewer, person, row)
        }
        let whole = try NarrativeStore.withNotes(connection, viewer, file)
        let reports =
            sights.isOpen(.intelligence)
            ? try IntelligenceStore.reports(connection, viewer.officer, sights, of: person).filter { $0.sight == .open } : []
        let notes = whole.notes.compactMap { note in note.standing.map { "narrative:\(note.id)@\($0.number)" } }
        let graded = reports.compactMap { report in report.standing.map { "intelligence:\(report.id)@\($0.version)" } }
        items = (file.records.map { "record:\($0.id)@\($0.updatedAt)" } + notes + graded).joined(separator: " ")
        hash = Array(SHA256.hash(data: Array(SharedContent.json(whole, reports).utf8)))
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
        json.field("language", person.language)
        json.field("address", person.address)
        json.field("postcode", person.postcode)
        json.list("records", file.records) { json, record in
            json.object { json in
                json.field("id", record.id)
                json.field("updated", record.updatedAt)
                json.field("markers", record.markers)
            }
        }
    }

    private static func offences(_ file: CaseFile, _ json: inout JSONText) {
        json.list("convictions", file.convictions) { json, row in
            json.array([
                row.courtDate.iso, row.court, row.offenceCode, row.adjudication, row.disposalCode, String(row.sentenceDays),
            ]) {
                $0.value($1)
            }
        }
        json.list("custody", file.custody) { json, row in
            json.array([row.reference, row.arrestedAt?.iso ?? "", row.station, row.offenceCode, row.disposal]) { $0.value($1) }
        }
        json.list("prison", file.prison) { json, row in
            json.array([row.prison, row.reception.iso, row.release.iso, row.releaseType]) { $0.value($1) }
        }
        json.list("orders", file.orders) { json, row in
            json.array([
                row.type, row.start.iso, row.end?.iso ?? "", row.rosh, row.registers, row.mappaCategory, row.mappaLevel,
                row.ogrs3TwoYear.map(String.init) ?? "",
            ]) { $0.value($1) }
        }
    }

    private static func cohort(_ file: CaseFile, _ json: inout JSONText) {
        json.list("enrolments", file.enrolments) { json, row in
            json.array([row.state.rawValue, row.area.rawValue, row.rag?.rawValue ?? "", row.place?.rawValue ?? ""]) {
                $0.value($1)
            }
        }
        json.list("decisions", file.decisions) { json, row in
            json.array([row.panelDay.iso, row.outcome?.rawValue ?? "", row.reason]) { $0.value($1) }
        }
    }

    private static func said(_ file: CaseFile, _ reports: [CaseReport], _ json: inout JSONText) {
        json.list("notes", file.notes.filter { $0.standing != nil }) { json, note in
            json.array([
                String(note.id), note.part.rawValue, note.standing?.entry.basis.kind.rawValue ?? "",
                note.standing?.entry.text ?? "",
            ]) { $0.value($1) }
        }
        json.list("reports", reports) { json, report in
            json.array([String(report.id), report.standing.map { String($0.version) } ?? "", report.content?.text ?? ""]) {
                $0.value($1)
            }
        }
    }
}
