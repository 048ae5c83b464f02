import Foundation
import GRDB
import Synchronization

/// The connections that read, each with a queue of its own. A read goes to the one that has least to do.
///
/// GRDB's pool asks for the version of the schema before every read; SQLite notices a changed schema by itself.
final class SQLiteReaders: Sendable {
    /// Together; what all connections hold must fit in the server's 120 MB beside everything else.
    private static let cacheKilobytes = 60_000

    private let queues: [DatabaseQueue]
    private let waiting: Mutex<[Int]>

    init(path: String, _ configuration: Configuration, count: Int) throws {
        var configuration = configuration
        configuration.readonly = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(SQLiteReaders.cacheKilobytes / count)")
        }
        queues = try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
        waiting = Mutex(Array(repeating: 0, count: count))
    }

    func read(_ body: @escaping @Sendable (Result<GRDB.Database, any Error>) -> Void) {
        let place = waiting.withLock { waiting in
            let place = waiting.indices.min { waiting[$0] < waiting[$1] } ?? 0
            waiting[place] += 1
            return place
        }
        queues[place].asyncUnsafeRead { [self] database in
            body(database)
            waiting.withLock { $0[place] -= 1 }
        }
    }

    /// Waits for the reads that run.
    func close(_ last: () -> Void) throws {
        for queue in queues { try queue.barrierWriteWithoutTransaction { _ in } }
        last()
        for queue in queues { try queue.close() }
    }
}
