import Domain
import Foundation
import Store

/// Tells ahead which rows of a plan bring records that somebody will have to look at, as far as the people already held go: how rows of the
/// file stand to one another is found when it is run. It only reads: a part of the rows at a time on several connections, so that all processors
/// work and nobody's write waits.
struct ImportDoubts {
    /// Rows that are looked at together. Others who read wait no longer than for these.
    private static let rowsTogether = 500
    /// Connections that look at the same time.
    private static let most = 4

    let database: any Database
    let feed: String
    let kind: ImportKind
    let agency: Agency

    /// - Returns: the numbers of the rows.
    func rows(_ rows: [StagingRow]) async throws -> Set<Int> {
        guard kind != .custody, kind != .convictions else { return [] }
        let accepted = rows.filter { $0.content != nil }
        return try await withThrowingTaskGroup(of: Set<Int>.self) { group in
            var waiting = accepted.chunks(of: Self.rowsTogether)[...]
            func next() {
                guard let some = waiting.popFirst() else { return }
                group.addTask { try await look(some) }
            }
            for _ in 0..<min(Self.most, ProcessInfo.processInfo.activeProcessorCount) { next() }
            var doubtful: Set<Int> = []
            for try await found in group {
                doubtful.formUnion(found)
                next()
            }
            return doubtful
        }
    }

    private func look(_ rows: [StagingRow]) async throws -> Set<Int> {
        try await database.read { [feed, agency] connection in
            let held = try RowSorting.held(connection, feed, rows.compactMap(\.content?.key))
            let references = Array(Set(rows.compactMap(\.content?.record.reference)))
            let known = try Set(
                connection.query(
                    "SELECT reference FROM record WHERE agency = \(agency.code) AND reference \(connection.among(references))"
                ).map { try $0.get("reference", as: String.self) })
            let fresh = rows.filter { row in
                row.content.map { held[$0.key] == nil && !known.contains($0.record.reference) } ?? false
            }
            let records = fresh.compactMap { row in
                var record = row.content?.record
                record?.id = -Int64(row.row)
                return record
            }
            var placing = try RecordPlacing(trial: connection, records)
            return Set(fresh.indices.filter { placing.wouldDoubt($0) }.map { fresh[$0].row })
        }
    }
}
