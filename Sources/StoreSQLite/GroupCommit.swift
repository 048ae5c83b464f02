import Dispatch
import GRDB
import Store
import Synchronization

/// Writes that arrive together share one transaction and one sync. Each runs in its own savepoint; each caller hears only
/// after the commit; one that throws rolls back alone.
final class GroupCommit: Sendable {
    typealias Acknowledgement = @Sendable () -> Void

    /// One caller's write. `attempt` may run again when the transaction that it shared was lost.
    struct Job: Sendable {
        let number: UInt64
        let alone: Bool
        let attempt: @Sendable (SQLiteConnection) throws -> Acknowledgement
        let fail: @Sendable (any Error) -> Void
    }

    private struct Line {
        var waiting: [Job] = []
        var isDraining = false
        var isClosed = false
    }

    static let largestBatch = 64
    static let longestBatch = Duration.milliseconds(8)
    /// As long as others may still come, a batch waits for them so long after it began: each commit empties the caches of all
    /// that read.
    static let longestWait = DispatchTimeInterval.milliseconds(4)

    private let line = Mutex(Line())
    private let numbers = Atomic<UInt64>(0)
    private let writer: DatabaseQueue
    private let sessions: SQLiteSessions
    private let readers: SQLiteReaders?
    private let place: SQLitePlace?

    init(_ writer: DatabaseQueue, _ sessions: SQLiteSessions, _ readers: SQLiteReaders?, _ place: SQLitePlace?) {
        self.writer = writer
        self.sessions = sessions
        self.readers = readers
        self.place = place
    }

    func write<T: Sendable>(alone: Bool, _ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let number = numbers.add(1, ordering: .relaxed).newValue
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let job = Job(number: number, alone: alone) { connection in
                    let value = try body(connection)
                    return { continuation.resume(returning: value) }
                } fail: {
                    continuation.resume(throwing: StoreError.from($0))
                }
                if Task.isCancelled { job.fail(CancellationError()) } else { enter(job) }
            }
        } onCancel: {
            leave(number)
        }
    }

    /// No write is accepted any more; those that wait are refused.
    func close() {
        let refused = line.withLock { line in
            line.isClosed = true
            defer { line.waiting = [] }
            return line.waiting
        }
        for job in refused { job.fail(StoreError.closed) }
    }

    private func enter(_ job: Job) {
        let (accepted, start) = line.withLock { line in
            guard !line.isClosed else { return (false, false) }
            line.waiting.append(job)
            defer { line.isDraining = true }
            return (true, !line.isDraining)
        }
        if !accepted { job.fail(StoreError.closed) }
        if start { drain() }
    }

    /// A cancelled caller whose write has not begun leaves the line; one that has begun runs to its end.
    private func leave(_ number: UInt64) {
        let job = line.withLock { line in
            line.waiting.firstIndex { $0.number == number }.map { line.waiting.remove(at: $0) }
        }
        job?.fail(CancellationError())
    }

    /// One batch, then the queue is given back, so that an in-memory database's reads take their turn.
    private func drain() {
        writer.asyncWriteWithoutTransaction { [self] database in
            do {
                let connection = try sessions.connection(of: database)
                if let job = take(alone: true) {
                    connection.widen(true)
                    connection.runAlone(job, place)
                } else {
                    connection.widen(false)
                    runTogether(connection)
                }
            } catch {
                failAll(upTo: .max, error)
            }
            let more = line.withLock { line in
                line.isDraining = !line.waiting.isEmpty
                return line.isDraining
            }
            if more { drain() }
        }
    }

    private var isEmpty: Bool { line.withLock { $0.waiting.isEmpty } }

    private func take(alone: Bool) -> Job? {
        line.withLock { line in
            guard let first = line.waiting.first, first.alone == alone else { return nil }
            return line.waiting.removeFirst()
        }
    }

    private func failAll(upTo number: UInt64, _ error: any Error) {
        let failed = line.withLock { line in
            let failed = line.waiting.filter { $0.number <= number }
            line.waiting.removeAll { $0.number <= number }
            return failed
        }
        for job in failed { job.fail(error) }
    }

    private func runTogether(_ connection: SQLiteConnection) {
        // All who waited may have been cancelled.
        guard !isEmpty else { return }
        let newest = numbers.load(ordering: .relaxed)
        do {
            try place?.check()
            try connection.control("BEGIN IMMEDIATE")
        } catch {
            // Everyone who has come by now has waited for the same lock.
            return failAll(upTo: newest, error)
        }
        let (start, lastCall) = (ContinuousClock.now, DispatchTime.now() + Self.longestWait)
        var done: [(job: Job, acknowledge: Acknowledgement)] = []
        var othersMayCome = true
        while done.count < Self.largestBatch, ContinuousClock.now - start < Self.longestBatch {
            guard let job = take(alone: false) else {
                guard othersMayCome, isEmpty else { break }
                readers?.awaitRest(until: lastCall)
                othersMayCome = false
                continue
            }
            do {
                done.append((job, try connection.inSavepoint(job)))
            } catch {
                job.fail(error)
                if !connection.isInTransaction { return again(done, on: connection) }
            }
        }
        commit(done, on: connection)
    }

    /// The transaction that they shared is gone: each has another of its own.
    private func again(_ done: [(job: Job, acknowledge: Acknowledgement)], on connection: SQLiteConnection) {
        for (job, _) in done { connection.runAlone(job, place) }
    }

    private func commit(_ done: [(job: Job, acknowledge: Acknowledgement)], on connection: SQLiteConnection) {
        do {
            try connection.commit(place)
            for (_, acknowledge) in done { acknowledge() }
        } catch {
            connection.rollBack()
            switch error {
            // One write's fault (no room for a large one, a deferred foreign key): the others may still succeed.
            case StoreError.full, StoreError.constraint: again(done, on: connection)
            default: for (job, _) in done { job.fail(error) }
            }
        }
    }
}

extension SQLiteConnection {
    /// Runs the job in a savepoint. When it throws, nothing of it remains; the transaction stands unless SQLite ended it.
    fileprivate func inSavepoint(_ job: GroupCommit.Job) throws -> GroupCommit.Acknowledgement {
        do {
            try control("SAVEPOINT write")
            let acknowledge = try job.attempt(self)
            if let failure { throw failure }
            guard isInTransaction else { throw StoreError.statement("the write ended its transaction") }
            try control("RELEASE write")
            return acknowledge
        } catch {
            if isInTransaction {
                do {
                    try control("ROLLBACK TO write")
                    try control("RELEASE write")
                } catch {
                    rollBack()
                }
            }
            throw error
        }
    }

    /// Runs the job in a transaction of its own.
    fileprivate func runAlone(_ job: GroupCommit.Job, _ place: SQLitePlace?) {
        do {
            try place?.check()
            try control("BEGIN IMMEDIATE")
            let acknowledge = try job.attempt(self)
            if let failure { throw failure }
            try commit(place)
            acknowledge()
        } catch {
            rollBack()
            job.fail(error)
        }
    }

    /// After an I/O error at the very end the log may hold the transaction all the same, and bring it back after a crash; and
    /// what was stored in a file that was removed meanwhile is gone with it.
    func commit(_ place: SQLitePlace?) throws {
        do {
            try control("COMMIT")
            try place?.check()
        } catch StoreError.unavailable(let text) {
            throw StoreError.uncertain(text)
        }
    }

    func rollBack() {
        if isInTransaction { try? control("ROLLBACK") }
    }
}
