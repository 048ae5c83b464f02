import Domain
import Store

/// The rows as received: what is held, what replaces it, and its history.
extension ImportBatch {
    struct Source {
        let id: Int64
        let hash: Int64
        let row: Row
    }

    struct Version: Hashable {
        let source: Int64
        let hash: Int64
    }

    static let versionColumns = ["source_row_id", "import_id", "row", "hash", "updated_at", "why", "raw"]

    func version(
        of source: Int64, _ importID: Int64, _ row: Int, _ hash: Int64, _ updatedAt: String, _ why: String, _ raw: String
    ) -> [Value] {
        [source.stored, importID.stored, row.stored, hash.stored, updatedAt.stored, why.stored, raw.stored]
    }

    func heldSources(_ keys: [String]) throws -> [String: Source] {
        var held: [String: Source] = [:]
        for row in try connection.query(
            """
            SELECT id, source_key, hash, import_id, row, updated_at, raw FROM source_row
            WHERE feed = \(feed) AND source_key \(connection.among(keys))
            """)
        {
            held[try row.get("source_key")] = Source(id: try row.get("id"), hash: try row.get("hash"), row: row)
        }
        return held
    }

    func knownVersions(_ sources: [Int64]) throws -> Set<Version> {
        guard !sources.isEmpty else { return [] }
        return try Set(
            connection.query("SELECT source_row_id, hash FROM source_version WHERE source_row_id \(connection.among(sources))")
                .map { Version(source: try $0.get("source_row_id"), hash: try $0.get("hash")) })
    }

    /// The number of the source row of each row of the batch, in its order.
    func storeSources(_ rows: [StagedRow]) throws -> [Int64] {
        let held = try heldSources(rows.map(\.content.key))
        let fresh = rows.filter { held[$0.content.key] == nil }
        let ids = try connection.newIDs(for: "source_row", fresh.count)
        try connection.insert(
            into: "source_row",
            ["id", "feed", "source_key", "import_id", "row", "hash", "updated_at", "warnings", "raw"],
            zip(ids, fresh).map { id, row in
                [
                    id.stored, feed.stored, row.content.key.stored, importID.stored, row.row.stored, row.hash.stored,
                    row.content.updatedAt.stored, row.reasons.stored, row.raw.stored,
                ]
            })
        var numbers = Dictionary(zip(fresh.map(\.content.key), ids), uniquingKeysWith: { first, _ in first })
        for row in rows {
            guard let source = held[row.content.key] else { continue }
            numbers[row.content.key] = source.id
            try replace(source, with: row)
        }
        return rows.compactMap { numbers[$0.content.key] }
    }

    func replace(_ source: Source, with row: StagedRow) throws {
        try connection.insert(
            into: "source_version", ImportBatch.versionColumns,
            [
                version(
                    of: source.id, try source.row.get("import_id"), try source.row.get("row"), source.hash,
                    try source.row.get("updated_at"), "replaced", try source.row.get("raw"))
            ])
        try connection.execute(
            """
            UPDATE source_row SET import_id = \(importID), row = \(row.row), hash = \(row.hash),
              updated_at = \(row.content.updatedAt), warnings = \(row.reasons), raw = \(row.raw)
            WHERE id = \(source.id)
            """)
    }
}
