import Domain
import Foundation
import Store

/// Brings the invented agencies' files into the demo's database, once. Cut off at any point, it goes on where it was.
struct DemoImport: Sendable {
    let site: Site

    func run() async throws {
        let directory = ImportDirectory(site: site, actor: DemoAccounts.actor, profiles: site.reference.profiles)
        let files = ImportFiles(site: site)
        for file in try await files.unfinished() { try await finish(file, directory) }
        for plan in try await abandoned() { try await files.cancel(DemoAccounts.actor, plan) }
        let done = try await finished()
        guard directory.profiles.contains(where: { !done.contains($0.id) }) else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: "carfan-demo-\(hexadecimal(randomBytes(8)))")
        defer { try? FileManager.default.removeItem(at: folder) }
        try DemoFiles(today: site.today).write(into: folder)
        for entry in try directory.entries(folder.path).entries where !done.contains(entry.profile.id) {
            try await finish(try await directory.plan(entry, asOf: site.today), directory)
        }
    }

    private func finish(_ file: ImportFile, _ directory: ImportDirectory) async throws {
        guard let title = directory.profiles.first(where: { $0.id == file.profile })?.name else { return }
        let line = ProgressLine(Text(en: "Importing \(title.en)", cy: "Mewnforio \(title.cy)"), from: Int64(file.rowsRun))
        let done = try await directory.run(file) { line.show(Int64($0), of: Int64($1)) }
        line.end()
        let rows = grouped(done.rowsRead)
        Terminal.say(Text(en: "\(title.en): \(rows) rows", cy: "\(title.cy): \(rows) rhes"))
    }

    /// Plans of a demo that was cut off before it ran them. Those that an officer made wait for the officer.
    private func abandoned() async throws -> [Int64] {
        try await site.database.read { connection in
            try connection.query(
                """
                SELECT id FROM import_file WHERE officer_id = 0 AND state IN (\(ImportState.reading), \(ImportState.planned))
                """
            ).map { try $0.get("id") }
        }
    }

    private func finished() async throws -> Set<String> {
        try await site.database.read { connection in
            try Set(
                connection.query("SELECT DISTINCT profile FROM import_file WHERE state = \(ImportState.done)")
                    .map { try $0.get("profile") })
        }
    }
}
