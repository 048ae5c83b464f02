import Dispatch
import Testing

/// A thing that one thread waits for and another gives. For driver threads only, never for the cooperative pool.
final class Signal: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func give() {
        semaphore.signal()
    }

    func wait() {
        #expect(semaphore.wait(timeout: .now() + 20) == .success)
    }
}
