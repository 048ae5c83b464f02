import Domain
import Store

/// A case with the history of its links.
struct CaseHistory: Sendable {
    let file: CaseFile
    let links: [CaseLink]
}

/// A record with its row as received, and the versions that it replaced.
struct CaseSource: Sendable {
    struct Version: Sendable {
        let updatedAt: String
        /// replaced, superseded
        let why: String
        let fields: [String]
    }

    let feed: String
    /// The header of the file that the row came in.
    let headings: [String]
    let fields: [String]
    let warnings: String
    var versions: [Version] = []
}

/// A record that is to be taken from a person, and those that came to the person together with it.
struct CaseUnlinking: Sendable {
    let file: CaseFile
    let record: CaseRecord
    let companions: [CaseRecord]
}

/// The page of agencies' records.
struct CaseRecordsPage: Sendable {
    let file: CaseFile
    let links: [CaseLink]
    let sources: [Int64: CaseSource]
}

extension CaseStore {
    func history(_ id: Int64, _ visit: Visit) async throws -> CaseHistory {
        try await read(id, visit) { connection, viewer in
            var file = try NarrativeStore.withNotes(connection, viewer, try CaseStore.shown(connection, viewer, id))
            if file.isOpen(.offences) { file.former = try CaseFormer.all(connection, id) }
            let history = CaseHistory(file: file, links: file.isOpen(.source) ? try CaseStore.links(connection, id) : [])
            return CaseLook(
                history, records: file.noteRecords,
                fields: CaseStore.overviewFields(file) + (file.isOpen(.source) ? ["links"] : []),
                others: file.lookAlikes.people)
        }
    }

    func records(_ id: Int64, _ visit: Visit) async throws -> CaseRecordsPage {
        try await read(id, visit) { connection, viewer in
            let file = try CaseStore.shown(connection, viewer, id)
            guard file.isOpen(.source) else {
                return CaseLook(CaseRecordsPage(file: file, links: [], sources: [:]), others: file.lookAlikes.people)
            }
            let page = CaseRecordsPage(
                file: file, links: try CaseStore.links(connection, id),
                sources: try CaseStore.sources(connection, file.records))
            return CaseLook(page, fields: ["address", "source_rows", "links"], others: file.lookAlikes.people)
        }
    }

    /// The record that is to be taken from a person. Records of the PNC follow the record that names them.
    func unlinking(_ id: Int64, _ record: Int64, _ visit: Visit) async throws -> CaseUnlinking {
        try await read(id, visit, ["name", "date_of_birth", "identifiers"]) { connection, viewer in
            let file = try CaseStore.whole(connection, viewer, id)
            guard file.isOpen(.source) else { throw NotFound() }
            let origins = try RecordOrigins(connection, file)
            guard let found = file.own.first(where: { $0.id == record }), file.own.count > 1 else { throw NotFound() }
            return CaseUnlinking(file: file, record: found, companions: origins.companions(of: record))
        }
    }

    /// The whole history of the records that are here now, and that of records which left.
    static func links(_ connection: any Connection, _ id: Int64) throws -> [CaseLink] {
        try connection.query(
            """
            SELECT \(CaseLink.columns) FROM record_link l WHERE l.id IN (
              SELECT h.id FROM record r JOIN record_link h ON h.record_id = r.id WHERE r.person_id = \(id)
              UNION SELECT g.id FROM record_link g WHERE g.person_id = \(id) AND g.ended_at IS NOT NULL)
            ORDER BY l.id DESC
            """
        ).map(CaseLink.init)
    }

    private static func sources(_ connection: any Connection, _ records: [CaseRecord]) throws -> [Int64: CaseSource] {
        let rows = records.map(\.sourceRow)
        let answers = try connection.pipeline([
            """
            SELECT source_row.id, feed, warnings, raw, import_file.header FROM source_row
            LEFT JOIN import_file ON import_file.id = source_row.import_id WHERE source_row.id \(connection.among(rows))
            """,
            """
            SELECT source_row_id, updated_at, why, raw FROM source_version WHERE source_row_id \(connection.among(rows))
            ORDER BY id DESC
            """,
        ])
        var sources: [Int64: CaseSource] = [:]
        for row in answers[0] {
            sources[try row.get("id")] = CaseSource(
                feed: try row.get("feed"), headings: texts(try row.get("header", as: String?.self) ?? "[]"),
                fields: texts(try row.get("raw")), warnings: try row.get("warnings"))
        }
        for row in answers[1] {
            sources[try row.get("source_row_id")]?.versions.append(
                CaseSource.Version(
                    updatedAt: try row.get("updated_at"), why: try row.get("why"), fields: texts(try row.get("raw"))))
        }
        return sources
    }

    private static func texts(_ raw: String) -> [String] {
        JSONValue(raw)?.items.compactMap(\.text) ?? [raw]
    }
}
