import Glibc
import Store

/// Which files an open database is. Whoever removes or replaces one leaves us writing to something that is gone after the next
/// start: then nothing is written, so nothing is shown.
struct SQLitePlace: Sendable {
    private struct File: Sendable, Equatable {
        let device: UInt64
        let number: UInt64

        init?(_ path: String) {
            var found = stat()
            guard stat(path, &found) == 0 else { return nil }
            (device, number) = (UInt64(found.st_dev), UInt64(found.st_ino))
        }
    }

    private let files: [(path: String, file: File)]

    /// - Parameter path: of a database that was opened.
    init(_ path: String) {
        let whole = realPath(path)
        files = [whole, "\(whole)-wal"].compactMap { path in File(path).map { (path, $0) } }
    }

    /// - Throws: `StoreError.unavailable`.
    func check() throws {
        for (path, file) in files where File(path) != file {
            throw StoreError.unavailable("The file \(path) was removed or replaced while the database was in use.")
        }
    }
}
