import Domain
import Store

/// The register of files: taken in, planned, run.
struct ImportFiles: Sendable {
    let site: Site

    /// A new entry in the register. Its rows are about to be read.
    func begin(_ actor: Actor, _ profile: ImportProfile, name: String, asOf: Day) async throws -> Int64 {
        let now = site.clock()
        let until = now.adding(seconds: ImportFiles.leaseSeconds)
        let owner = LeaseOwner.fresh()
        return try await site.change(actor) { connection in
            let id = try connection.insertReturningID(
                """
                INSERT INTO import_file (profile, profile_version, name, sha256, size, as_of, officer_id, received_at, state,
                  lease_owner, lease_until)
                VALUES (\(profile.id), \(profile.version), \(name), '', 0, \(asOf), \(actor.officer), \(now),
                  \(ImportState.reading), \(owner), \(until)) RETURNING id
                """)
            return Change(id, Event(.collection, subjects: [], records: ["import_file:\(id)"], fields: [profile.id]))
        }
    }

    /// The plan stands. A file equal to one of the same profile that is waiting or running is refused.
    func planned(_ id: Int64, profile: String, sha256: String, size: Int64, isComplete: Bool) async throws {
        let message = isComplete ? "" : RowReason.unbalancedQuote.rawValue
        try await site.database.writeAlone { connection in
            let twin: Int64? = try connection.value(
                """
                SELECT id FROM import_file WHERE profile = \(profile) AND sha256 = \(sha256) AND id <> \(id)
                  AND state IN (\(ImportState.planned), \(ImportState.running)) ORDER BY id LIMIT 1
                """)
            if let twin { throw ImportRefusal.sameFile(twin) }
            let changed = try connection.changes(
                """
                UPDATE import_file SET state = \(ImportState.planned), sha256 = \(sha256), size = \(size),
                  message = \(message), lease_owner = NULL, lease_until = NULL
                WHERE id = \(id) AND state = \(ImportState.reading)
                """)
            if changed == 0 { throw ImportRefusal.notWaiting(.cancelled) }
        }
    }

    /// The file as a whole cannot be taken; its staged rows go.
    func failed(_ id: Int64, _ message: Text, by actor: Actor) async throws {
        let now = site.clock()
        try await site.change(actor) { connection in
            let words = RecordText.json([message.en, message.cy])
            guard try ImportFiles.close(connection, id, .failed, words, from: [.reading], now) else { return .nothing(()) }
            let profile: String? = try connection.value("SELECT profile FROM import_file WHERE id = \(id)")
            return Change((), ImportFiles.erasure(id, profile ?? ""))
        }
    }

    /// Somebody looked at the plan and decided against it. All its rows go, refused ones as well.
    func cancel(_ actor: Actor, _ id: Int64) async throws {
        let file = try await find(id)
        let now = site.clock()
        try await site.change(actor) { connection in
            guard try ImportFiles.close(connection, id, .cancelled, "", from: [.planned, .reading], now) else {
                let state: ImportState? = try connection.value("SELECT state FROM import_file WHERE id = \(id)")
                throw ImportRefusal.notWaiting(state ?? file.state)
            }
            return Change((), ImportFiles.erasure(id, file.profile))
        }
    }

    private static func erasure(_ id: Int64, _ profile: String) -> Event {
        Event(.erasure, subjects: [], records: ["import_file:\(id)"], fields: [profile])
    }

    /// - Returns: whether the file was in one of these states.
    private static func close(
        _ connection: any Connection, _ id: Int64, _ state: ImportState, _ message: String, from states: [ImportState],
        _ now: Instant
    ) throws -> Bool {
        let changed = try connection.changes(
            """
            UPDATE import_file SET state = \(state), message = \(message), finished_at = \(now), lease_owner = NULL,
              lease_until = NULL
            WHERE id = \(id) AND state IN (\(list: states))
            """)
        if changed > 0 {
            try connection.execute("DELETE FROM import_row WHERE import_id = \(id)")
            try connection.execute("DELETE FROM import_career WHERE import_id = \(id)")
        }
        return changed > 0
    }

    func find(_ id: Int64) async throws -> ImportFile {
        try await site.database.read { connection in
            guard let row = try connection.first("SELECT * FROM import_file WHERE id = \(id)") else { throw NotFound() }
            return try ImportFile(row)
        }
    }

    /// Files whose run was begun and not ended, in the order in which they came.
    func unfinished() async throws -> [ImportFile] {
        try await site.database.read { connection in
            try connection.query("SELECT * FROM import_file WHERE state = \(ImportState.running) ORDER BY id")
                .map(ImportFile.init)
        }
    }

    /// Files whose reading was cut off: the process that read them is gone.
    func abandoned() async throws -> [Int64] {
        let now = site.clock()
        return try await site.database.read { connection in
            try connection.query(
                "SELECT id, lease_owner, lease_until FROM import_file WHERE state = \(ImportState.reading) ORDER BY id"
            ).filter { try !LeaseOwner.holds($0, at: now) }.map { try $0.get("id") }
        }
    }

    /// Takes the right to run this file. Only one file of a profile runs at a time; a run whose process is gone is taken over.
    func lease(_ id: Int64, owner: String) async throws -> ImportFile {
        let now = site.clock()
        return try await site.database.writeAlone { connection in
            guard let row = try connection.first("SELECT * FROM import_file WHERE id = \(id)") else { throw NotFound() }
            let file = try ImportFile(row)
            guard file.state == .planned || file.state == .running else { throw ImportRefusal.notWaiting(file.state) }
            let running = try connection.query(
                """
                SELECT id, lease_owner, lease_until FROM import_file
                WHERE profile = \(file.profile) AND state = \(ImportState.running)
                """)
            for other in running {
                if try LeaseOwner.holds(other, at: now) { throw ImportRefusal.running(try other.get("id")) }
            }
            let newest: Int64 = try connection.value("SELECT MAX(id) AS id FROM person") ?? 0
            try connection.execute(
                """
                UPDATE import_file SET state = \(ImportState.running), lease_owner = \(owner),
                  lease_until = \(now.adding(seconds: ImportFiles.leaseSeconds)),
                  people_before = CASE WHEN started_at IS NULL THEN \(newest) ELSE people_before END,
                  started_at = COALESCE(started_at, \(now)), run_at = \(now), run_from = \(file.rowsRun)
                WHERE id = \(id)
                """)
            return file
        }
    }

    /// The run stopped before its end; another may go on with it at once.
    func release(_ id: Int64, owner: String) async throws {
        try await site.database.write { connection in
            try connection.execute(
                "UPDATE import_file SET lease_owner = NULL, lease_until = NULL WHERE id = \(id) AND lease_owner = \(owner)")
        }
    }

    static let leaseSeconds: Int64 = 60
}

/// Why a file cannot be taken or run.
enum ImportRefusal: Refusal {
    case notWaiting(ImportState)
    case running(Int64)
    case sameFile(Int64)
    case noProfile(String)
    case tooLarge(megabytes: Int)
    case cutOff

    var message: Text {
        switch self {
        case .notWaiting(let state):
            Text(
                en: "This file is not waiting to be imported: \(state.label.en)",
                cy: "Nid yw’r ffeil hon yn aros i gael ei mewnforio: \(state.label.cy)")
        case .running(let number):
            Text(
                en: "File \(number) of the same kind is being imported. Wait until it is done",
                cy: "Mae ffeil \(number) o’r un math yn cael ei mewnforio. Arhoswch nes bydd wedi’i gorffen")
        case .sameFile(let number):
            Text(
                en: "This is the same file as number \(number), which is waiting or being imported",
                cy: "Dyma’r un ffeil â rhif \(number), sy’n aros neu’n cael ei mewnforio")
        case .noProfile(let name):
            Text(en: "There is no import profile \(name)", cy: "Nid oes proffil mewnforio \(name)")
        case .tooLarge(let megabytes):
            Text(
                en: "The file is larger than \(grouped(megabytes)) MB. Split it, or ask your administrator to raise the limit",
                cy: "Mae’r ffeil yn fwy na \(grouped(megabytes)) MB. Rhannwch hi, neu gofynnwch i’ch gweinyddwr godi’r terfyn")
        case .cutOff:
            Text(
                en: "The file stopped coming before its end. Nothing of it was taken: send it again",
                cy: "Peidiodd y ffeil â dod cyn ei diwedd. Ni chymerwyd dim ohoni: anfonwch hi eto")
        }
    }

    var field: String? { "file" }
}
