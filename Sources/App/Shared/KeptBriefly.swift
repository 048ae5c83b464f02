import Domain
import Synchronization

/// An answer that is worked out once for all who ask within some seconds, a failure too.
final class KeptBriefly<Answer: Sendable>: Sendable {
    private struct Asked {
        let at: Instant
        let task: Task<Answer, any Error>
    }

    private let seconds: Int64
    private let clock: @Sendable () -> Instant
    private let work: @Sendable () async throws -> Answer
    private let asked = Mutex<Asked?>(nil)

    init(seconds: Int64, clock: @escaping @Sendable () -> Instant, _ work: @escaping @Sendable () async throws -> Answer) {
        self.seconds = seconds
        self.clock = clock
        self.work = work
    }

    var value: Answer {
        get async throws {
            let now = clock()
            let task = asked.withLock { asked in
                if let asked, asked.at <= now, now < asked.at.adding(seconds: seconds) { return asked.task }
                let task = Task { [work] in try await work() }
                asked = Asked(at: now, task: task)
                return task
            }
            return try await task.value
        }
    }
}
