import Domain
import Foundation
import Store

/// Tells ahead which rows of a plan are of people already held, and which bring records that somebody will have to look at, as far as the
/// people held go: how rows of the file stand to one another is found when it is run. It only reads: a part of the rows at a time on several
/// connections, so that all processors work and nobody's write waits.
struct ImportForesight {
    /// What is told of rows, by their numbers. A row may be both: its person is known, and another may be the same.
    struct Told: Sendable {
        var known: Set<Int> = []
        var doubtful: Set<Int> = []

        fileprivate mutating func add(_ other: Told) {
            known.formUnion(other.known)
            doubtful.formUnion(other.doubtful)
        }
    }

    /// Rows that are looked at together. Others who read wait no longer than for these.
    private static let rowsTogether = 500
    /// Connections that look at the same time.
    private static let most = 4

    let database: any Database
    let feed: String
    let kind: ImportKind
    let agency: Agency

    func tell(_ rows: [StagingRow]) async throws -> Told {
        guard kind.bringsPeople else { return Told() }
        let accepted = rows.filter { $0.content != nil }
        return try await withThrowingTaskGroup(of: Told.self) { group in
            var waiting = accepted.chunks(of: Self.rowsTogether)[...]
            func next() {
                guard let some = waiting.popFirst() else { return }
                group.addTask { try await look(some) }
            }
            for _ in 0..<min(Self.most, ProcessInfo.processInfo.activeProcessorCount) { next() }
            var told = Told()
            for try await part in group {
                told.add(part)
                next()
            }
            return told
        }
    }

    private func look(_ rows: [StagingRow]) async throws -> Told {
        try await database.read { [feed, agency] connection in
            let held = try RowSorting.held(connection, feed, rows.compactMap(\.content?.key))
            let references = Array(Set(rows.compactMap(\.content?.record.reference)))
            let known = try Set(
                connection.query(
                    "SELECT reference FROM record WHERE agency = \(agency.code) AND reference \(connection.among(references))"
                ).map { try $0.get("reference", as: String.self) })
            var told = Told()
            var strangers: [(row: Int, record: IncomingRecord)] = []
            for row in rows {
                guard let content = row.content, held[content.key] == nil else { continue }
                guard !known.contains(content.record.reference) else {
                    told.known.insert(row.row)
                    continue
                }
                var record = content.record
                record.id = -Int64(row.row)
                strangers.append((row.row, record))
            }
            var placing = try RecordPlacing(trial: connection, strangers.map(\.record))
            for (place, stranger) in strangers.enumerated() {
                let placement = placing.wouldBelong(place)
                if placement.isSettled { told.known.insert(stranger.row) }
                if !placement.doubts.isEmpty { told.doubtful.insert(stranger.row) }
            }
            return told
        }
    }
}
