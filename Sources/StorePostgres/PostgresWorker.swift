import Foundation
import Store

/// A thread with its own connection. It connects when there is something to do, and again when the server was lost.
final class PostgresWorker: @unchecked Sendable {
    static let mostAttempts = 6
    /// How long a lost server may take to come back, or a standby to take over, before callers are told.
    static let patience: TimeInterval = 2

    private let line: PostgresLine
    private let conninfo: PostgresConninfo
    private let flush: PostgresFlush
    private var session: PostgresSession?
    private var wasConnected = false

    init(_ line: PostgresLine, _ conninfo: PostgresConninfo, _ flush: PostgresFlush) {
        self.line = line
        self.conninfo = conninfo
        self.flush = flush
    }

    private static let ofThread = ThreadOwned<PostgresWorker>()

    /// The worker whose thread the caller is on.
    static func here(_ line: PostgresLine) -> PostgresWorker? {
        ofThread.value.flatMap { $0.line === line ? $0 : nil }
    }

    func start(named name: String) {
        line.threadStarted()
        let thread = Thread { [self] in
            PostgresWorker.ofThread.value = self
            let executor = line.asUnownedTaskExecutor()
            while let work = line.next() {
                switch work {
                case .job(let job): line.finished(job, again: run(job))
                case .task(let job): job.runSynchronously(on: executor)
                }
            }
            PostgresWorker.ofThread.value = nil
            session = nil
            line.threadEnded()
        }
        thread.name = name
        thread.start()
    }

    private enum Outcome {
        case done
        /// The same job once more, on a new connection.
        case reconnect
        /// After others' writes.
        case again
    }

    /// - Returns: a write that is to be done again after others'.
    func run(_ job: PostgresLine.Job) -> PostgresLine.Job? {
        var job = job
        var reconnects = 0
        while true {
            switch attempt(&job, mayReconnect: reconnects == 0) {
            case .done: return nil
            case .reconnect: reconnects += 1
            case .again:
                if job.attempts > 1 { Thread.sleep(forTimeInterval: Double.random(in: 0.5...1) * 0.004 * Double(job.attempts)) }
                if !job.kind.isRead { return job }
            }
        }
    }

    private func attempt(_ job: inout PostgresLine.Job, mayReconnect: Bool) -> Outcome {
        let connection: PostgresConnection
        var flusher: PostgresFlush.Number?
        do {
            let session = try connected()
            if !job.kind.isRead {
                session.lookForTurns()
                flusher = session.hasTurns ? session.server.flatMap(flush.ready) : nil
                try session.wait(forDisk: flusher == nil)
            }
            connection = PostgresConnection(session, begin: PostgresBegin.text(of: job, hasTurns: session.hasTurns))
        } catch {
            job.fail(error)
            return .done
        }
        job.attempts += 1
        var isCommitting = false
        do {
            let acknowledge = try job.attempt(connection)
            if let failure = connection.failure { throw failure.error }
            if job.kind.isRead {
                try connection.settle()
                // The caller need not wait for the end of a snapshot.
                acknowledge()
                connection.rollBack()
            } else {
                try connection.beSure()
                isCommitting = true
                if try connection.commit(), let flusher {
                    flush.enter(flusher, acknowledge: acknowledge, fail: job.fail)
                } else {
                    acknowledge()
                }
            }
            if session?.isIdle != true { session = nil }
            return .done
        } catch {
            connection.rollBack()
            if session?.isIdle != true { session = nil }
            return outcome(of: connection.failure, error, &job, isCommitting: isCommitting, mayReconnect: mayReconnect)
        }
    }

    private func outcome(
        of failure: PostgresFailure?, _ error: any Error, _ job: inout PostgresLine.Job, isCommitting: Bool, mayReconnect: Bool
    ) -> Outcome {
        switch failure?.remedy {
        case .again where job.attempts < Self.mostAttempts:
            return .again
        case .reconnect where isCommitting:
            // It may have been committed: only the caller can know what to do.
            job.fail(StoreError.uncertain("The connection was lost during COMMIT; whether it was stored is not known."))
            return .done
        case .reconnect where mayReconnect && !(job.kind.isRead && session != nil):
            session = nil
            return .reconnect
        default:
            job.fail(failure?.error ?? error)
            return .done
        }
    }

    /// The connection, made anew when it is gone.
    private func connected() throws -> PostgresSession {
        if let session { return session }
        try line.mayConnect()
        let end = Date(timeIntervalSinceNow: wasConnected ? Self.patience : 0)
        wasConnected = false
        while true {
            do {
                let new = try PostgresSession(conninfo)
                session = new
                wasConnected = true
                line.connected(nil)
                return new
            } catch {
                if Date() >= end {
                    line.connected(error)
                    throw error
                }
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
    }
}
