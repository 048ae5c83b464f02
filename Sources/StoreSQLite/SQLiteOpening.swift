import CSQLiteSettings
import Foundation
import GRDB
import Store

extension SQLiteDatabase {
    /// How a file is opened.
    public enum Mode: Sendable {
        /// Made when it is not there.
        case create
        /// Must be there.
        case existing
        /// Must be there, and is not changed, nor is anything made beside it unless its log is there.
        case readOnly
    }

    /// Once, before the first connection.
    private static let settings: Void = {
        _ = sqlite_without_memory_statistics()
        _ = sqlite_with_uris()
    }()

    static func open(
        _ path: String, _ mode: Mode, readers: Int, patience: Double
    ) throws -> (writer: DatabaseQueue, readers: SQLiteReaders) {
        do {
            settings
            SQLiteSync.endsProcess
            try prepareFile(path, mode)
            let path = mode == .readOnly ? untouched(path) : path
            let configuration = configuration(readOnly: mode == .readOnly, patience: patience)
            let writer = try DatabaseQueue(path: path, configuration: configuration)
            if mode != .readOnly {
                // GRDB sets NORMAL when it sets up WAL, after everything that prepareDatabase could say.
                try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                // What a process left in the log when a sync failed is in memory, but perhaps not on the disk: nothing may be
                // written behind it. Brought home it is synced, and the log begins anew.
                try? writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
            }
            // More would only part the cache into smaller pieces; with one, a long read would keep all tasks waiting.
            let count = max(min(readers, ProcessInfo.processInfo.activeProcessorCount), 2)
            return (writer, try SQLiteReaders(path: path, configuration, count: count))
        } catch {
            throw StoreError.from(error)
        }
    }

    /// A copy on its own is read as it lies, from a medium that cannot be written to as well, and no file is made beside it. With a log
    /// beside it there is more to read than the file, and somebody may be writing: then SQLite needs its own files.
    private static func untouched(_ path: String) -> String {
        let log = try? FileManager.default.attributesOfItem(atPath: "\(path)-wal")[.size] as? Int
        let isEmpty = log == 0 && access(FilePlace(path).folder, W_OK) != 0
        guard log == nil || isEmpty else { return path }
        let whole = URL(fileURLWithPath: path).standardizedFileURL.path
        let allowed = CharacterSet(charactersIn: "/._-").union(.alphanumerics)
        return "file:\(whole.addingPercentEncoding(withAllowedCharacters: allowed) ?? whole)?immutable=1"
    }

    static func openInMemory() throws -> DatabaseQueue {
        do {
            return try DatabaseQueue(configuration: configuration(readOnly: false, patience: 5))
        } catch {
            throw StoreError.from(error)
        }
    }

    private static func configuration(readOnly: Bool, patience: Double) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.journalMode = .wal
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience)
        configuration.label = "carfan"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -6000")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            if !readOnly { try database.execute(sql: "PRAGMA journal_size_limit = 67108864") }
        }
        return configuration
    }

    /// The file holds personal data: only its owner may read it (WAL and SHM files take the same mode). A file that cannot
    /// be written to is told apart from one that is not there, which SQLite's CANTOPEN does not do.
    private static func prepareFile(_ path: String, _ mode: Mode) throws {
        if FileManager.default.fileExists(atPath: path) {
            let writable = access(path, W_OK) == 0 && access(FilePlace(path).folder, W_OK) == 0
            if mode != .readOnly, !writable { throw StoreError.readOnly("\(path) cannot be written to.") }
        } else if mode == .create {
            try createPrivately(path, mayExist: true)
        } else {
            throw StoreError.unavailable("There is no file \(path).")
        }
    }

    /// - Parameter mayExist: another program may have made it in the meantime.
    static func createPrivately(_ path: String, mayExist: Bool = false) throws {
        let file = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file < 0 {
            if mayExist, errno == EEXIST { return }
            let text = "\(path): \(String(cString: strerror(errno)))"
            switch errno {
            case EROFS, EACCES, EPERM: throw StoreError.readOnly(text)
            case ENOSPC, EDQUOT: throw StoreError.full(text)
            default: throw StoreError.unavailable(text)
            }
        }
        Foundation.close(file)
    }
}
