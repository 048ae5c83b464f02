import Domain
import Foundation
import Synchronization

/// Progress at a terminal: a bar, how many a second, how long still. Silent where nobody watches.
final class ProgressLine: Sendable {
    private let title: Text
    private let started = ContinuousClock.now
    private let isWatched = isatty(STDERR_FILENO) == 1
    private let shown = Mutex(ContinuousClock.now - .seconds(1))

    init(_ title: Text) {
        self.title = title
    }

    func show(_ done: Int64, of total: Int64) {
        guard isWatched, total > 0 else { return }
        let now = ContinuousClock.now
        let due = shown.withLock { last in
            guard now - last > .milliseconds(200) else { return false }
            last = now
            return true
        }
        guard due else { return }
        let seconds = max(Double((now - started).components.seconds), 0.001)
        let rate = Double(done) / seconds
        let left = rate > 0 ? Int(Double(total - done) / rate) : 0
        let filled = Int(30 * done / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let tail = Text(
            en: "\(grouped(Int(rate)))/s, \(left) s left", cy: "\(grouped(Int(rate)))/e, \(left) e ar ôl")
        put("\r\(title[Terminal.language]) \(bar) \(100 * done / total) % \(tail[Terminal.language])  ")
    }

    func end() {
        guard isWatched else { return }
        put("\r\u{1B}[2K")
    }

    private func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
