import Foundation
import Store

/// What waits to be done by the connections, and who may go now: writes while one connection stays free for reads, both while
/// one stays free for tasks; a write that clashed twice goes by itself, so that it cannot clash with this program again.
///
/// As a task executor its threads carry whole requests: a task that is on one of them reads where it stands, without handing
/// over to another thread and back.
final class PostgresLine: TaskExecutor, @unchecked Sendable {
    typealias Acknowledgement = @Sendable () -> Void

    enum Kind: Sendable {
        /// `question` is a read of one statement, which needs no transaction.
        case read, question, write, append, alone

        var isRead: Bool { self == .read || self == .question }
    }

    struct Job: Sendable {
        let number: UInt64
        let kind: Kind
        var isExclusive = false
        var attempts = 0
        /// Runs the caller's closure; the acknowledgement is called once what it did is durable.
        let attempt: @Sendable (PostgresConnection) throws -> Acknowledgement
        let fail: @Sendable (any Error) -> Void
    }

    enum Work {
        case job(Job)
        case task(UnownedJob)
    }

    private let condition = NSCondition()
    private let mostWrites: Int
    private var waiting: [Job] = []
    private var tasks: [UnownedJob] = []
    private var idle = 0
    private var lastNumber: UInt64 = 0
    private var reading = 0
    private var writing = 0
    private var isExclusive = false
    private var isAlone = false
    private var isClosed = false
    private var threads = 0
    private var whenDone: [@Sendable () -> Void] = []
    /// Why the server could not be reached; one thread at a time tries again, and the others say so at once.
    private var away: (any Error)?
    private var isTried = false

    init(mostWrites: Int) {
        self.mostWrites = mostWrites
    }

    func number() -> UInt64 {
        condition.withLock {
            lastNumber += 1
            return lastNumber
        }
    }

    func enter(_ job: Job) {
        if !enter({ waiting.append(job) }) { job.fail(StoreError.closed) }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if !enter({ tasks.append(job) }) { runElsewhere(job) }
    }

    private func enter(_ add: () -> Void) -> Bool {
        condition.withLock {
            guard !isClosed else { return false }
            add()
            if idle > 0 { condition.signal() }
            return true
        }
    }

    /// A cancelled caller whose turn has not come leaves the line.
    func leave(_ number: UInt64) {
        let job = condition.withLock {
            waiting.firstIndex { $0.number == number && $0.attempts == 0 }.map { waiting.remove(at: $0) }
        }
        job?.fail(CancellationError())
    }

    /// What may be done next; nil when the line is closed and empty. Blocks the calling thread.
    func next() -> Work? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let index = waiting.firstIndex(where: mayGo) {
                let job = waiting.remove(at: index)
                if job.kind.isRead { reading += 1 } else { writing += 1 }
                if job.kind == .alone { isAlone = true }
                if job.isExclusive { isExclusive = true }
                return .job(job)
            }
            if !tasks.isEmpty { return .task(tasks.removeFirst()) }
            if isClosed, waiting.isEmpty { return nil }
            idle += 1
            condition.wait()
            idle -= 1
        }
    }

    private func mayGo(_ job: Job) -> Bool {
        if job.kind.isRead { return reading + writing < threads - 1 }
        if isExclusive || (job.kind == .alone && isAlone) { return false }
        if job.isExclusive { return writing == 0 }
        return writing < mostWrites && !waiting.contains { $0.isExclusive }
    }

    /// The job is done, or stands first in the line again, to go by itself.
    func finished(_ job: Job, again: Job?) {
        condition.withLock {
            if job.kind.isRead { reading -= 1 } else { writing -= 1 }
            if job.kind == .alone { isAlone = false }
            // The calling thread takes the next job itself; more threads are woken only when more jobs may go than one.
            if job.isExclusive || isClosed {
                isExclusive = false
                condition.broadcast()
            } else if !waiting.isEmpty {
                condition.signal()
            }
            if var again {
                again.isExclusive = again.attempts > 1
                waiting.insert(again, at: 0)
            }
        }
    }

    /// Throws when the server is away and another thread is already asking for it.
    func mayConnect() throws {
        try condition.withLock {
            guard let away else { return }
            if isTried { throw away }
            isTried = true
        }
    }

    func connected(_ error: (any Error)?) {
        condition.withLock {
            away = error
            isTried = false
        }
    }

    func threadStarted() {
        condition.withLock { threads += 1 }
    }

    func threadEnded() {
        let done = condition.withLock {
            threads -= 1
            guard threads == 0 else { return [@Sendable () -> Void]() }
            defer { whenDone = [] }
            return whenDone
        }
        for call in done { call() }
    }

    /// Refuses those that wait; calls back when the last running job has ended.
    func close(_ done: @escaping @Sendable () -> Void) {
        let (refused, isOver) = condition.withLock {
            isClosed = true
            let refused = waiting.filter { $0.attempts == 0 }
            waiting.removeAll { $0.attempts == 0 }
            if threads > 0 { whenDone.append(done) }
            condition.broadcast()
            return (refused, threads == 0)
        }
        for job in refused { job.fail(StoreError.closed) }
        if isOver { done() }
    }
}
