import Foundation
import GRDB
import Store

/// The connections that read, each on a thread of its own, and the work that waits for one of them.
///
/// As a task executor they carry whole requests: a task that is on one of these threads reads where it stands, without
/// handing over to another thread and back, which costs more than most reads.
final class SQLiteReaders: TaskExecutor, @unchecked Sendable {
    /// Together; what all connections hold must fit in the server's 120 MB beside everything else.
    private static let cacheKilobytes = 60_000

    private enum Work {
        case task(UnownedJob)
        case read(@Sendable (SQLiteConnection) -> Void)
    }

    private let condition = NSCondition()
    private var waiting: [Work] = []
    private var idle = 0
    private var running = 0
    private var isClosed = false
    /// Somebody waits for all threads to have nothing to do.
    private var isAwaited = false
    private let rest = DispatchSemaphore(value: 0)

    init(path: String, _ configuration: Configuration, count: Int) throws {
        var configuration = configuration
        configuration.readonly = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(SQLiteReaders.cacheKilobytes / count)")
        }
        let readers = try (0..<count).map { _ in try SQLiteReader(path: path, configuration, of: self) }
        running = count
        for (number, reader) in readers.enumerated() {
            let thread = Thread { [self] in work(reader) }
            thread.name = "sqlite-\(number)"
            thread.start()
        }
    }

    /// The connection of the calling thread, when it is one of these.
    var here: SQLiteConnection? {
        guard let reader = SQLiteReader.ofThread.value, reader.readers == ObjectIdentifier(self) else { return nil }
        return reader.connection
    }

    /// Waits until no thread has anything to do, or for `limit`. One caller at a time.
    func awaitRest(_ limit: DispatchTimeInterval) {
        let isBusy = condition.withLock {
            isAwaited = idle < running
            return isAwaited
        }
        guard isBusy, rest.wait(timeout: .now() + limit) == .timedOut else { return }
        let hasCome = condition.withLock {
            defer { isAwaited = false }
            return !isAwaited
        }
        if hasCome { rest.wait() }
    }

    func read(_ body: @escaping @Sendable (SQLiteConnection) -> Void) {
        enter(.read(body))
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard !enter(.task(job)) else { return }
        // A task that outlives the database ends elsewhere.
        let executor = asUnownedTaskExecutor()
        DispatchQueue.global().async { job.runSynchronously(on: executor) }
    }

    /// What waits is still done. Returns without waiting for it.
    func end() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    /// Waits for the work that runs.
    func close() {
        end()
        condition.withLock { while running > 0 { condition.wait() } }
    }

    /// - Returns: whether a thread will do it.
    @discardableResult
    private func enter(_ work: Work) -> Bool {
        condition.withLock {
            guard !isClosed else { return false }
            waiting.append(work)
            if idle > 0 { condition.signal() }
            return true
        }
    }

    private func work(_ reader: SQLiteReader) {
        SQLiteReader.ofThread.value = reader
        let executor = asUnownedTaskExecutor()
        while let work = next() {
            switch work {
            case .task(let job): job.runSynchronously(on: executor)
            case .read(let body): body(reader.connection)
            }
        }
        reader.close()
        condition.withLock {
            running -= 1
            if isAwaited, idle == running {
                isAwaited = false
                rest.signal()
            }
            condition.broadcast()
        }
    }

    private func next() -> Work? {
        condition.withLock {
            while waiting.isEmpty {
                if isClosed { return nil }
                idle += 1
                if isAwaited, idle == running {
                    isAwaited = false
                    rest.signal()
                }
                condition.wait()
                idle -= 1
            }
            return waiting.removeFirst()
        }
    }
}

/// One connection that reads. Belongs to one thread.
private final class SQLiteReader: @unchecked Sendable {
    let connection: SQLiteConnection
    let readers: ObjectIdentifier
    private let queue: DatabaseQueue

    init(path: String, _ configuration: Configuration, of readers: SQLiteReaders) throws {
        queue = try DatabaseQueue(path: path, configuration: configuration)
        guard let handle = queue.unsafeRead({ $0.sqliteConnection }) else { throw StoreError.closed }
        connection = SQLiteConnection(handle)
        self.readers = ObjectIdentifier(readers)
    }

    static let ofThread = ThreadOwned<SQLiteReader>()

    func close() {
        SQLiteReader.ofThread.value = nil
        connection.forget()
        try? queue.close()
    }
}
