import Domain
import Foundation

/// Files on disk, planned and run one after another.
struct ImportDirectory: Sendable {
    static let chunkBytes = 1 << 18

    /// One file of a folder and the profile that its place and name give it.
    struct Entry: Sendable {
        let profile: ImportProfile
        let path: String
    }

    let site: Site
    let actor: Actor
    let profiles: [ImportProfile]

    /// The files of a folder laid out as `agency/kind.csv`, in the order in which they must come: people before what hangs on
    /// them. Capitals make no difference. All other files, a zip among them, are left out and named.
    func entries(_ folder: String) throws -> (entries: [Entry], strangers: [String]) {
        let root = URL(fileURLWithPath: folder)
        var entries: [Entry] = []
        var strangers: [String] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            let file = root.appendingPathComponent(path).path
            guard ImportDirectory.isFile(file) else { continue }
            let name = path.lowercased().split(separator: "/").suffix(2).joined(separator: "/")
            if let profile = profiles.first(where: { "\($0.id).csv" == name }) {
                entries.append(Entry(profile: profile, path: file))
            } else {
                strangers.append(path)
            }
        }
        let order: [ImportKind] = [.nominals, .convictions, .cases, .releases, .custody]
        let places = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        entries.sort { (places[$0.profile.kind] ?? 9, $0.path) < (places[$1.profile.kind] ?? 9, $1.path) }
        return (entries, strangers)
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// Reads the file into a plan. `progress` is told the bytes read, the bytes there are, and the rows read.
    func plan(
        _ entry: Entry, asOf: Day, progress: @Sendable (Int64, Int64, Int) -> Void = { _, _, _ in }
    ) async throws -> ImportFile {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: entry.path))
        defer { try? handle.close() }
        let size = Int64(try handle.seekToEnd())
        try handle.seek(toOffset: 0)
        let name = URL(fileURLWithPath: entry.path).lastPathComponent
        var planning = try await ImportPlanning(site, actor, entry.profile, name: name, asOf: asOf, others: profiles)
        do {
            var read: Int64 = 0
            while let chunk = try handle.read(upToCount: ImportDirectory.chunkBytes), !chunk.isEmpty {
                try await planning.take(chunk)
                read += Int64(chunk.count)
                progress(read, size, planning.rowsRead)
            }
            return try await planning.finish()
        } catch {
            let why = (error as? any Refusal)?.message ?? ImportRefusal.cutOff.message
            try? await ImportFiles(site: site).failed(planning.id, why, by: actor)
            throw error
        }
    }

    /// Runs a plan to its end.
    func run(_ file: ImportFile, progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> ImportFile {
        let profile = try await Profiles(site: site).find(file.profile, version: file.profileVersion)
        return try await ImportRunning(site: site, actor: actor, profile: profile).run(file.id, progress: progress)
    }
}
