import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// What happens when the disk does not take what was written.
///
/// The kernel tells of a failed sync once, and forgets what it could not write: asked again, it says that all is well. So the
/// process ends, without another write, and the next one begins from what the files hold
/// (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
public enum SQLiteSync {
    /// How the process ends: EX_IOERR of sysexits.h.
    public static let exitCode: Int32 = 74

    private static let copies = Mutex<Set<String>>([])

    /// Once, before the first connection. SQLite's log is the only place that hears of every sync: what fails when the log is
    /// brought home is told to no caller.
    static let endsProcess: Void = {
        GRDB.Database.logError = { code, message in
            guard isSync(code.rawValue), !copies.withLock({ $0.contains { message.contains("(\($0)") } }) else { return }
            end(message)
        }
    }()

    /// Runs the body while a copy is written to that file: when its sync fails only the copy is of no use.
    static func copying<T>(to path: String, _ body: () throws -> T) rethrows -> T {
        let whole = realPath(path)
        copies.withLock { _ = $0.insert(whole) }
        defer { copies.withLock { _ = $0.remove(whole) } }
        return try body()
    }

    private static func isSync(_ code: Int32) -> Bool {
        // SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: macros that Swift does not import.
        code == SQLITE_IOERR | 4 << 8 || code == SQLITE_IOERR | 5 << 8
    }

    private static func end(_ message: String) -> Never {
        let words = """
            critical: the disk did not take what was written, so Carfan ends at once (\(exitCode)). Nobody was told that it was \
            stored; everything that was acknowledged before is. Look at the disk, then start Carfan again. (\(message))

            """
        _ = words.withCString { write(STDERR_FILENO, $0, strlen($0)) }
        _exit(exitCode)
    }
}

/// The path without links; as it is when there is nothing.
func realPath(_ path: String) -> String {
    guard let whole = realpath(path, nil) else { return path }
    defer { free(whole) }
    return String(cString: whole)
}
