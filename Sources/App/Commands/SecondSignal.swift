import Foundation
import Synchronization

/// The first SIGTERM or SIGINT asks for an orderly end, which the service group sees to; the second ends the program at once.
final class SecondSignal: Sendable {
    private let seen = Mutex(0)
    // Made here, cancelled once in `end()`, touched by nobody else.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGTERM, SIGINT].map { DispatchSource.makeSignalSource(signal: $0, queue: .global()) }
        for source in sources {
            source.setEventHandler { [weak self] in self?.count() }
            source.resume()
        }
    }

    func end() { sources.forEach { $0.cancel() } }

    private func count() {
        let times = seen.withLock { count in
            count += 1
            return count
        }
        if times > 1 { exit(130) }
    }
}
