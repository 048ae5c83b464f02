import Foundation
import Glibc
import Store

/// Brings to the disk what was committed without waiting for it, many writes at once, and only then acknowledges them. So a
/// connection that writes is free for the next as soon as it has committed.
///
/// Its own connection must be older than what it acknowledges: a server that began anew in between may have lost the write, and
/// would still say that everything is on the disk.
final class PostgresFlush: @unchecked Sendable {
    /// The connection that was there when the write began.
    typealias Number = UInt64

    private struct Write {
        let number: Number
        let acknowledge: @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let conninfo: PostgresConninfo
    private let condition = NSCondition()
    private var waiting: [Write] = []
    private var number: Number = 0
    private var open: (server: String, socket: Int32)?
    private var isBusy = false
    private var isConnecting = false
    private var isClosed = false
    private var isOver = false
    private var whenDone: [@Sendable () -> Void] = []

    init(_ conninfo: PostgresConninfo) {
        self.conninfo = conninfo
    }

    /// The connection that a write may count on, if there is one to that very server; otherwise the write waits for the disk
    /// itself, and a connection is made for the next.
    func ready(at server: String) -> Number? {
        condition.withLock {
            if isClosed { return nil }
            if let open, open.server == server, isBusy || !isReadable(open.socket) { return number }
            if !isBusy, !isConnecting {
                open = nil
                isConnecting = true
                condition.signal()
            }
            return nil
        }
    }

    /// What a connection says unasked is that it ends.
    private func isReadable(_ socket: Int32) -> Bool {
        var asked = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&asked, 1, 0) != 0
    }

    func enter(_ number: Number, acknowledge: @escaping @Sendable () -> Void, fail: @escaping @Sendable (any Error) -> Void) {
        condition.withLock {
            waiting.append(Write(number: number, acknowledge: acknowledge, fail: fail))
            condition.signal()
        }
    }

    func start() {
        let thread = Thread { [self] in
            var session: PostgresSession?
            while let writes = next() {
                if writes.isEmpty { session = connected() } else if !flush(writes, session) { session = nil }
            }
            end()
        }
        thread.name = "postgres-flush"
        thread.start()
    }

    /// Those that wait; none when there is to be a connection; nil at the end.
    private func next() -> [Write]? {
        condition.withLock {
            while waiting.isEmpty, !isConnecting, !isClosed { condition.wait() }
            if !waiting.isEmpty {
                defer { waiting = [] }
                isBusy = true
                return waiting
            }
            return isConnecting ? [] : nil
        }
    }

    private func connected() -> PostgresSession? {
        let session = try? PostgresSession(conninfo)
        session?.lookForTurns()
        condition.withLock {
            isConnecting = false
            number += 1
            open = session.flatMap { session in session.server.map { ($0, session.socket) } }
        }
        return session
    }

    private func flush(_ writes: [Write], _ session: PostgresSession?) -> Bool {
        var problem: (any Error)?
        do {
            guard let session else {
                throw StoreError.unavailable("PostgreSQL: the connection was lost before the disk had answered.")
            }
            _ = try session.simple(PostgresBegin.flush)
        } catch {
            problem = error
        }
        let current = condition.withLock {
            isBusy = false
            if problem != nil { open = nil }
            return number
        }
        for write in writes {
            if problem == nil, write.number == current {
                write.acknowledge()
            } else {
                let why =
                    problem.map { ($0 as? PostgresFailure)?.error.description ?? "\($0)" } ?? "The connection was made anew."
                write.fail(StoreError.uncertain("It is committed; whether it is on the disk is not known. \(why)"))
            }
        }
        return problem == nil
    }

    /// When no connection writes any more.
    func close(_ done: @escaping @Sendable () -> Void) {
        let isOver = condition.withLock {
            isClosed = true
            if !self.isOver { whenDone.append(done) }
            condition.signal()
            return self.isOver
        }
        if isOver { done() }
    }

    private func end() {
        let calls = condition.withLock {
            isOver = true
            defer { whenDone = [] }
            return whenDone
        }
        for call in calls { call() }
    }
}
