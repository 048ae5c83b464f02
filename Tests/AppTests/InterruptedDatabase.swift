import Store
import Synchronization

/// A database before whose writes something else happens, as when somebody is quicker.
final class InterruptedDatabase: Database {
    private struct Plan {
        var left: Int
        let act: @Sendable () async throws -> Void
    }

    private let inner: any Database
    private let plan = Mutex<Plan?>(nil)

    init(_ inner: any Database) {
        self.inner = inner
    }

    /// So many writes go on; before the next one this happens, once.
    func interrupt(after left: Int, _ act: @escaping @Sendable () async throws -> Void) {
        plan.withLock { $0 = Plan(left: left, act: act) }
    }

    /// Whether it has not happened; it will not any more.
    func calm() -> Bool {
        plan.withLock { plan in
            defer { plan = nil }
            return plan != nil
        }
    }

    private func pause() async throws {
        let due: Plan? = plan.withLock { now in
            guard let held = now else { return nil }
            guard held.left == 0 else {
                now?.left -= 1
                return nil
            }
            now = nil
            return held
        }
        try await due?.act()
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await pause()
        return try await inner.write(body)
    }

    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await pause()
        return try await inner.writeAlone(body)
    }

    var dialect: Dialect { inner.dialect }
    var executor: (any TaskExecutor)? { inner.executor }

    func backup(to path: String) async throws { try await inner.backup(to: path) }

    func close() async { await inner.close() }
}
