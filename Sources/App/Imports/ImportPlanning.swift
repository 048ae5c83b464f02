import Crypto
import Domain
import Store

/// Reads a file into a plan: every row is checked and told apart as new, changed, unchanged, repeated, outdated or refused, and
/// staged. Nothing of it counts before somebody says go.
struct ImportPlanning {
    /// A batch doubles the one before it, as those of a run.
    static let batchRows = (first: 1000, most: ImportRunning.batchRows.most)

    let site: Site
    let actor: Actor
    let profile: ImportProfile
    let asOf: Day
    let id: Int64
    private var reading: FileReading
    private var hash = SHA256()
    private var size: Int64 = 0
    private var waiting: [RowRead] = []
    private var batchSize = ImportPlanning.batchRows.first
    private var counts = ImportCounts()
    private var headerStored = false
    private let checks: IdentifierChecks
    private var tally = CareerTally()

    var rowsRead: Int { reading.count }

    /// Enters the file in the register.
    init(
        _ site: Site, _ actor: Actor, _ profile: ImportProfile, name: String, asOf: Day, others: [ImportProfile]
    ) async throws {
        self.site = site
        self.actor = actor
        self.profile = profile
        self.asOf = asOf
        id = try await ImportFiles(site: site).begin(actor, profile, name: name, asOf: asOf)
        checks = IdentifierChecks.standard(asOf: asOf, offences: site.reference.offences)
        reading = FileReading(profile, asOf: asOf, checks: checks, others: others)
    }

    /// The next piece of the file.
    mutating func take(_ chunk: some Collection<UInt8> & Sendable) async throws {
        let bytes = Array(chunk)
        hash.update(data: bytes)
        size += Int64(chunk.count)
        waiting += try reading.read(bytes)
        while waiting.count >= batchSize { try await stageNext() }
    }

    private mutating func stageNext() async throws {
        let batch = Array(waiting.prefix(batchSize))
        waiting.removeFirst(batch.count)
        try await stage(batch)
        batchSize = min(batchSize * 2, ImportPlanning.batchRows.most)
    }

    /// The end of the file: the plan stands. A file equal to one that is waiting or running is refused.
    mutating func finish() async throws -> ImportFile {
        waiting += try reading.finish()
        while !waiting.isEmpty { try await stageNext() }
        try await compareCareers()
        let sha = hexadecimal(hash.finalize())
        let files = ImportFiles(site: site)
        try await files.planned(id, profile: profile.id, sha256: sha, size: size, isComplete: reading.isComplete)
        return try await files.find(id)
    }

    private mutating func stage(_ batch: [RowRead]) async throws {
        if !headerStored, let rows = reading.rows {
            let header = RecordText.json(rows.headers)
            let id = id
            try await site.database.write { connection in
                try connection.execute("UPDATE import_file SET header = \(header) WHERE id = \(id)")
            }
            headerStored = true
        }
        let agency = profile.agency
        let (asOf, id, feed, kind) = (asOf, id, profile.id, profile.kind)
        let staging = batch.map { StagingRow($0, agency: agency, asOf: asOf) }
        let careers = careers(of: staging)
        let nominalHeader = profile.columns.first { $0.meaning == .nominalReference }?.headers.first ?? ""
        let before = counts
        let read = reading.count
        let told = try await ImportForesight(database: site.database, feed: feed, kind: kind, agency: agency).tell(staging)
        let until = site.clock().adding(seconds: ImportFiles.leaseSeconds)
        counts = try await site.database.writeAlone { connection in
            let standing = try connection.changes(
                "UPDATE import_file SET lease_until = \(until) WHERE id = \(id) AND state = \(ImportState.reading)")
            if standing == 0 { throw ImportRefusal.notWaiting(.cancelled) }
            try FileCareers(connection: connection, file: id, agency: agency, asOf: asOf).add(careers)
            var stage = ImportStage(
                connection, importID: id, feed: feed, kind: kind, agency: agency, nominalHeader: nominalHeader)
            return try stage.store(staging, told: told, counts: before, rowsRead: read)
        }
    }
}

extension ImportPlanning {
    /// Corrected rows of another file stand for no career.
    private mutating func careers(of rows: [StagingRow]) -> [String: CareerTally.Career] {
        guard profile.holdsWholeCareers, !reading.isCorrection else { return [:] }
        for row in rows {
            if let content = row.content {
                tally.accept(row.row, of: content.record.reference, courtDate: CareerKey.courtDate(content.key))
            } else {
                tally.refuse(row.row, of: checks.pnc(row.reference).flatMap { $0.verified ? $0.canonical : nil })
            }
        }
        return tally.drain()
    }

    /// Once the whole file is staged: what it would take from the careers held. A file that was cut off takes nothing.
    private mutating func compareCareers() async throws {
        guard profile.holdsWholeCareers else { return }
        let (id, agency, asOf, isComplete) = (id, profile.agency, asOf, reading.isComplete)
        var last: String? = ""
        while let after = last {
            let before = counts
            let until = site.clock().adding(seconds: ImportFiles.leaseSeconds)
            (last, counts) = try await site.database.writeAlone { connection in
                let careers = FileCareers(connection: connection, file: id, agency: agency, asOf: asOf)
                var counts = before
                if !isComplete { try careers.forget() }
                let next = try careers.plan(after: after, &counts)
                let standing = try connection.changes(
                    """
                    UPDATE import_file SET lease_until = \(until), counts = \(counts.stored)
                    WHERE id = \(id) AND state = \(ImportState.reading)
                    """)
                if standing == 0 { throw ImportRefusal.notWaiting(.cancelled) }
                return (next, counts)
            }
        }
    }
}

/// A row as it was read, with what it says when it was accepted.
struct StagingRow: Sendable {
    let row: Int
    let line: Int
    let reference: String
    let raw: String
    let hash: Int64
    let content: RowContent?
    let findings: [RowFinding]
    let isRefused: Bool

    init(_ read: RowRead, agency: Agency, asOf: Day) {
        row = read.record.number
        line = read.record.line
        reference = read.reference
        raw = RecordText.json(read.record.fields)
        hash = Int64(bitPattern: read.record.contentHash.high)
        switch read.reading {
        case .accepted(let accepted, let notes):
            content = RowContent(accepted, agency: agency, asOf: asOf, areas: ProbationUnits.areas)
            findings = notes
            isRefused = false
        case .refused(let finding):
            content = nil
            findings = [finding]
            isRefused = true
        }
    }
}
