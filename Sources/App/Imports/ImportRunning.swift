import Domain
import Foundation
import Store

/// Runs a plan: batch by batch, each in one transaction that also says how far the run has come. Cut off at any point, it goes on
/// behind the last batch that was stored.
struct ImportRunning: Sendable {
    /// A batch doubles the one before it. Large ones write fewer pages for a row, but all other writes wait for them.
    static let batchRows = (first: 250, most: 5000)

    let site: Site
    let actor: Actor
    let profile: ImportProfile
    /// After so many rows what waits to be moved is moved.
    var settledRows = 100_000
    /// At the end it is moved when it is more entries than this.
    var mostWaiting = SpreadTable.mostWaiting

    /// The right to run a file, taken.
    struct Begun: Sendable {
        let file: ImportFile
        let owner: String
    }

    /// - Parameter progress: called after each batch with the rows run and the rows of the file.
    func run(_ id: Int64, progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> ImportFile {
        try await goOn(try await begin(id), progress: progress)
    }

    /// - Throws: `ImportRefusal` when the file does not wait to be run, or another of its profile is being run.
    func begin(_ id: Int64) async throws -> Begun {
        let owner = LeaseOwner.fresh()
        return Begun(file: try await ImportFiles(site: site).lease(id, owner: owner), owner: owner)
    }

    func goOn(_ begun: Begun, progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> ImportFile {
        let files = ImportFiles(site: site)
        do {
            try await batches(begun, progress)
            try await settle(above: mostWaiting)
            try await learnSizes(begun.file.rowsRead)
            try await finish(begun)
        } catch {
            try? await files.release(begun.file.id, owner: begun.owner)
            throw error
        }
        return try await files.find(begun.file.id)
    }

    private func batches(_ begun: Begun, _ progress: @Sendable (Int, Int) -> Void) async throws {
        let file = begun.file
        let checks = IdentifierChecks.standard(asOf: file.asOf, offences: site.reference.offences)
        let reader = try RowReader(profile, header: file.header, asOf: file.asOf, checks: checks)
        var (last, size) = (file.rowsRun, ImportRunning.batchRows.first)
        var settled = last
        while let upTo = try await batch(begun, reader, after: last, size, outdated: false) {
            last = upTo
            if last - settled >= settledRows {
                try await settle()
                try await learnSizes(last)
                settled = last
            }
            if size < ImportRunning.batchRows.most { try await learnSizes(last, SpreadTable.allCases.map(\.waiting)) }
            size = min(size * 2, ImportRunning.batchRows.most)
            progress(upTo, file.rowsRead)
        }
        last = 0
        while let upTo = try await batch(begun, reader, after: last, size, outdated: true) { last = upTo }
    }

    /// The tables grow faster than the database learns by itself. What waits is looked at only while the batches grow: empty again, it would
    /// be planned for as if it stayed so.
    private func learnSizes(_ rows: Int, _ waiting: [String] = []) async throws {
        let tables =
            ["source_row", "record", "person", "record_link"] + SpreadTable.allCases.map(\.rawValue) + waiting
        try await site.database.write { try $0.learnSizes(of: tables, from: rows) }
    }

    /// One table at a time, so that others wait for neither long.
    private func settle(above most: Int = 0) async throws {
        for table in SpreadTable.allCases {
            try await site.database.writeAlone { if try table.holds($0, moreThan: most) { try table.settle($0) } }
        }
    }

    /// - Returns: the last row of the batch; nil when none was left.
    private func batch(
        _ begun: Begun, _ reader: RowReader, after last: Int, _ size: Int, outdated: Bool
    ) async throws -> Int? {
        let (file, now) = (begun.file, site.clock())
        return try await site.database.writeAlone { connection in
            let waits: SQL = outdated ? "outcome = 'superseded'" : "outcome IN ('new', 'changed', 'unchanged', 'duplicate')"
            let behind: SQL = "import_id = \(file.id) AND row > \(last) AND \(waits)"
            let staged = try connection.query(
                """
                SELECT row, line, hash, reasons, source_key, raw, outcome FROM import_row WHERE \(behind)
                ORDER BY row LIMIT \(size)
                """)
            guard let last = staged.last else { return nil }
            let upTo: Int = try last.get("row")
            var batch = ImportBatch(connection, feed: file.profile, importID: file.id, at: now)
            let stores = try take(staged, into: &batch, file, reader, outdated: outdated)
            try connection.execute("DELETE FROM import_row WHERE \(behind) AND row <= \(upTo)")
            try note(upTo, begun, batch)
            for event in events(batch, file, stores: stores) { try connection.enter(site.entry(actor, event, now)) }
            return upTo
        }
    }

    /// Stores the rows, or keeps them as history. Returns whether there were any.
    private func take(
        _ staged: [Row], into batch: inout ImportBatch, _ file: ImportFile, _ reader: RowReader, outdated: Bool
    ) throws -> Bool {
        let again = try withdrawn(staged, batch.connection, file)
        let rows = try staged.compactMap { try read($0, reader, file.asOf, again) }
        if outdated {
            _ = try batch.keepOutdated(rows)
        } else {
            let references = try references(staged)
            let careers = careers(batch.connection, file)
            let changes = try careers.settle(references, at: batch.now)
            try store(rows, &batch)
            try careers.remember(references, changes)
            batch.careers = changes
        }
        return !rows.isEmpty
    }

    /// How far the run has come, and that it is still this one's.
    private func note(_ upTo: Int, _ begun: Begun, _ batch: ImportBatch) throws {
        let file = begun.file
        let held = try batch.connection.changes(
            """
            UPDATE import_file SET rows_run = CASE WHEN rows_run > \(upTo) THEN rows_run ELSE \(upTo) END,
              crowded = crowded + \(batch.crowded), doubtful = doubtful + \(batch.unsure.count), lease_until = \(batch.now.adding(seconds: ImportFiles.leaseSeconds))
            WHERE id = \(file.id) AND state = \(ImportState.running) AND lease_owner = \(begun.owner)
            """)
        // Somebody took the run over while this one was away for longer than its lease.
        if held == 0 { throw ImportRefusal.running(file.id) }
    }

    private func store(_ rows: [StagedRow], _ batch: inout ImportBatch) throws {
        let sorting = try RowSorting(
            batch.connection, feed: batch.feed, kind: profile.kind, agency: profile.agency, importID: nil,
            keys: rows.map(\.content.key))
        var current: [StagedRow] = []
        var older: [StagedRow] = []
        for row in rows {
            switch sorting.standing(row.content.key, hash: row.hash, updatedAt: row.content.updatedAt) {
            case .unchanged: continue
            case .superseded: older.append(row)
            default: current.append(row)
            }
        }
        try batch.store(current)
        _ = try batch.keepOutdated(older)
    }

    /// - Parameter stores: rows came in, if only of a record of the national computer that belongs to nobody yet.
    private func events(_ batch: ImportBatch, _ file: ImportFile, stores: Bool) -> [Event] {
        let record = "import_file:\(file.id)"
        var events: [Event] = []
        if stores || !batch.subjects.isEmpty {
            events.append(
                Event(.collection, subjects: batch.subjects.sorted(), records: [record], fields: [file.profile]))
        }
        if !batch.careers.withdrawn.isEmpty {
            events.append(
                Event(.alteration, subjects: batch.careers.people.sorted(), records: [record], fields: ["conviction"]))
        }
        if !batch.combined.isEmpty {
            events.append(
                Event(
                    .combination, subjects: batch.combined.flatMap { [$0.survivor] + $0.others }, records: [record],
                    fields: ["record.person_id"]))
        }
        return events
    }

    private func finish(_ begun: Begun) async throws {
        let (file, now, kind) = (begun.file, site.clock(), profile.kind)
        let agency = profile.agency.code
        try await site.database.writeAlone { connection in
            guard let row = try connection.first("SELECT * FROM import_file WHERE id = \(file.id)") else { throw NotFound() }
            let standing = try ImportFile(row)
            var counts = standing.counts
            let people = ImportedPeople(file: file.id, kind: kind, agency: agency)
            try careers(connection, file).close(&counts)
            // Of whom the rows came to be is known now.
            (counts.known, counts.strangers, counts.unsure) = (0, 0, try row.get("doubtful"))
            (counts.people, counts.newPeople) = try people.count(
                connection, behind: row.get("people_before"), upTo: max(standing.rowsRun, standing.rowsRead))
            try connection.execute(
                """
                UPDATE import_file SET state = \(ImportState.done), rows_run = rows_read, finished_at = \(now),
                  counts = \(counts.stored), lease_owner = NULL, lease_until = NULL
                WHERE id = \(file.id) AND lease_owner = \(begun.owner)
                """)
        }
    }
}
