import Domain
import Store

/// The register of files: taken in, planned, run.
struct ImportFiles: Sendable {
    let site: Site

    /// A new entry in the register. Its rows are about to be read.
    func begin(_ actor: Actor, profile: String, name: String, asOf: Day) async throws -> Int64 {
        let now = site.clock()
        return try await site.change(actor) { connection in
            let id = try connection.insertReturningID(
                """
                INSERT INTO import_file (profile, name, sha256, size, as_of, officer_id, received_at, state)
                VALUES (\(profile), \(name), '', 0, \(asOf), \(actor.officer), \(now), \(ImportState.reading)) RETURNING id
                """)
            return Change(id, Event(.collection, subjects: [], records: ["import_file:\(id)"], fields: [profile]))
        }
    }

    func planned(_ id: Int64, sha256: String, size: Int64, message: String) async throws {
        try await site.database.write { connection in
            try connection.execute(
                """
                UPDATE import_file SET state = \(ImportState.planned), sha256 = \(sha256), size = \(size), message = \(message)
                WHERE id = \(id)
                """)
        }
    }

    /// The file as a whole cannot be taken; its staged rows go.
    func failed(_ id: Int64, _ message: String) async throws {
        try await close(id, .failed, message)
    }

    /// Somebody looked at the plan and decided against it.
    func cancel(_ actor: Actor, _ id: Int64) async throws {
        let file = try await find(id)
        guard file.state == .planned || file.state == .reading else { throw ImportRefusal.notWaiting(file.state) }
        try await close(id, .cancelled, "")
        try await site.enter(
            actor, [Event(.erasure, subjects: [], records: ["import_file:\(id)"], fields: [file.profile])])
    }

    private func close(_ id: Int64, _ state: ImportState, _ message: String) async throws {
        let now = site.clock()
        try await site.database.write { connection in
            try connection.execute("DELETE FROM import_row WHERE import_id = \(id)")
            try connection.execute(
                """
                UPDATE import_file SET state = \(state), message = \(message), finished_at = \(now), lease_owner = NULL,
                  lease_until = NULL
                WHERE id = \(id)
                """)
        }
    }

    func find(_ id: Int64) async throws -> ImportFile {
        try await site.database.read { connection in
            guard let row = try connection.first("SELECT * FROM import_file WHERE id = \(id)") else { throw NotFound() }
            return try ImportFile(row)
        }
    }

    /// Newest first.
    func list(page: Int, size: Int = 25) async throws -> [ImportFile] {
        try await site.database.read { connection in
            try connection.query(
                "SELECT * FROM import_file ORDER BY id DESC LIMIT \(size + 1) OFFSET \((page - 1) * size)"
            ).map(ImportFile.init)
        }
    }

    /// Files whose run was begun and not ended, in the order in which they came.
    func unfinished() async throws -> [ImportFile] {
        try await site.database.read { connection in
            try connection.query("SELECT * FROM import_file WHERE state = \(ImportState.running) ORDER BY id")
                .map(ImportFile.init)
        }
    }

    /// An earlier file of the same content under the same profile, that is not finished with.
    func twin(of id: Int64, sha256: String, profile: String) async throws -> ImportFile? {
        try await site.database.read { connection in
            try connection.first(
                """
                SELECT * FROM import_file WHERE profile = \(profile) AND sha256 = \(sha256) AND id <> \(id)
                  AND state IN (\(ImportState.planned), \(ImportState.running)) ORDER BY id LIMIT 1
                """
            ).map(ImportFile.init)
        }
    }

    /// Takes the right to run this file. Only one file of a profile runs at a time; a run whose process is gone is taken over.
    func lease(_ id: Int64, owner: String, isAlive: @escaping @Sendable (String) -> Bool) async throws -> ImportFile {
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
                let holder: String = try other.get("lease_owner", as: String?.self) ?? ""
                let until: Instant? = try other.get("lease_until")
                let held = holder != owner && (until.map { $0 > now } ?? false) && isAlive(holder)
                if held { throw ImportRefusal.running(try other.get("id")) }
            }
            try connection.execute(
                """
                UPDATE import_file SET state = \(ImportState.running), lease_owner = \(owner),
                  lease_until = \(now.adding(seconds: ImportFiles.leaseSeconds))
                WHERE id = \(id)
                """)
            return file
        }
    }

    static let leaseSeconds: Int64 = 60
}

/// Why a file cannot be taken or run.
enum ImportRefusal: Refusal {
    case notWaiting(ImportState)
    case running(Int64)
    case sameFile(Int64)
    case empty
    case notText(Text)
    case header(Text)
    case noProfile(String)

    var message: Text {
        switch self {
        case .notWaiting(let state):
            Text(
                en: "This file is not waiting to be imported: \(state.label.en)",
                cy: "Nid yw'r ffeil hon yn aros i gael ei mewnforio: \(state.label.cy)")
        case .running(let number):
            Text(
                en: "File \(number) of the same kind is being imported. Wait until it is done",
                cy: "Mae ffeil \(number) o'r un math yn cael ei mewnforio. Arhoswch nes bydd wedi'i gorffen")
        case .sameFile(let number):
            Text(
                en: "This is the same file as number \(number), which is waiting or being imported",
                cy: "Dyma'r un ffeil â rhif \(number), sy'n aros neu'n cael ei mewnforio")
        case .empty:
            Text(en: "The file is empty", cy: "Mae'r ffeil yn wag")
        case .notText(let words), .header(let words):
            words
        case .noProfile(let name):
            Text(en: "There is no import profile \(name)", cy: "Nid oes proffil mewnforio \(name)")
        }
    }

    var field: String? { "file" }
}
