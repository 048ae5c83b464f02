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
    /// Handed over by who is on no thread of these. They leave one thread free for tasks.
    private var reads: [@Sendable (SQLiteConnection) -> Void] = []
    private var tasks: [UnownedJob] = []
    private var running = 0
    private var idle = 0
    private var reading = 0
    private var carrying = 0
    private var isClosed = false
    /// Somebody waits for all tasks to have gone as far as they can.
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
        SQLiteReader.ofThread.value.flatMap { $0.readers === self ? $0.connection : nil }
    }

    /// Waits until no task is carried or waits, or until `end`. One caller at a time.
    func awaitRest(until end: DispatchTime) {
        let isBusy = condition.withLock {
            isAwaited = carrying > 0 || !tasks.isEmpty
            return isAwaited
        }
        guard isBusy, rest.wait(timeout: end) == .timedOut else { return }
        let hasCome = condition.withLock {
            defer { isAwaited = false }
            return !isAwaited
        }
        if hasCome { rest.wait() }
    }

    /// - Returns: whether a thread will do it.
    func read(_ body: @escaping @Sendable (SQLiteConnection) -> Void) -> Bool {
        enter { reads.append(body) }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if !enter({ tasks.append(job) }) { runElsewhere(job) }
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

    private func enter(_ add: () -> Void) -> Bool {
        condition.withLock {
            guard !isClosed else { return false }
            add()
            if idle > 0 { condition.signal() }
            return true
        }
    }

    private func work(_ reader: SQLiteReader) {
        SQLiteReader.ofThread.value = reader
        let executor = asUnownedTaskExecutor()
        var last: Work?
        while let work = next(after: last) {
            switch work {
            case .task(let job): job.runSynchronously(on: executor)
            case .read(let body): body(reader.connection)
            }
            last = work
        }
        reader.close()
        condition.withLock {
            running -= 1
            condition.broadcast()
        }
    }

    private func next(after last: Work?) -> Work? {
        condition.withLock {
            ended(last)
            while true {
                if !reads.isEmpty, reading < max(running - 1, 1) {
                    reading += 1
                    return .read(reads.removeFirst())
                }
                if !tasks.isEmpty {
                    carrying += 1
                    return .task(tasks.removeFirst())
                }
                if isClosed, reads.isEmpty { return nil }
                idle += 1
                condition.wait()
                idle -= 1
            }
        }
    }

    private func ended(_ work: Work?) {
        switch work {
        case nil: break
        case .read: reading -= 1
        case .task:
            carrying -= 1
            if isAwaited, carrying == 0, tasks.isEmpty {
                isAwaited = false
                rest.signal()
            }
        }
    }
}

/// One connection that reads. Belongs to one thread.
private final class SQLiteReader: @unchecked Sendable {
    let connection: SQLiteConnection
    unowned let readers: SQLiteReaders
    private let queue: DatabaseQueue

    init(path: String, _ configuration: Configuration, of readers: SQLiteReaders) throws {
        queue = try DatabaseQueue(path: path, configuration: configuration)
        guard let handle = queue.unsafeRead({ $0.sqliteConnection }) else { throw StoreError.closed }
        connection = SQLiteConnection(handle)
        self.readers = readers
    }

    static let ofThread = ThreadOwned<SQLiteReader>()

    func close() {
        SQLiteReader.ofThread.value = nil
        connection.forget()
        try? queue.close()
    }
}
