import Dispatch
import Synchronization
import Testing

/// A thing that one thread waits for and another gives. For driver threads only, never for the cooperative pool.
final class Signal: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func give() {
        semaphore.signal()
    }

    func wait() {
        #expect(semaphore.wait(timeout: .now() + 300) == .success)
    }
}

/// How often something happened.
final class Count: Sendable {
    private let number = Mutex(0)

    /// One more; returns the new count.
    @discardableResult
    func add() -> Int {
        number.withLock {
            $0 += 1
            return $0
        }
    }

    var value: Int { number.withLock { $0 } }
}
