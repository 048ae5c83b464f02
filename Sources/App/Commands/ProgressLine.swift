import Domain
import Foundation
import Synchronization

/// Progress at a terminal: a bar, how many a second, how long still. Silent where nobody watches.
final class ProgressLine: Sendable {
    private let title: Text
    private let before: Int64
    private let started = ContinuousClock.now
    private let isWatched = isatty(STDERR_FILENO) == 1
    private let shown = Mutex(ContinuousClock.now - .seconds(1))

    /// - Parameter before: what a former run had done already.
    init(_ title: Text, from before: Int64 = 0) {
        self.title = title
        self.before = before
    }

    /// - Parameter rows: the rows done, where `done` and `total` are something else (bytes).
    func show(_ done: Int64, of total: Int64, rows: Int? = nil) {
        guard isWatched, total > 0 else { return }
        let now = ContinuousClock.now
        let due = shown.withLock { last in
            guard now - last > .milliseconds(200) else { return false }
            last = now
            return true
        }
        guard due else { return }
        let pace = Pace(done: done, of: total, from: before, rows: rows.map { Int64($0) }, elapsed: now - started)
        let filled = Int(30 * done / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        put("\r\(title[Terminal.language]) \(bar) \(100 * done / total) % \(pace.words[Terminal.language])  ")
    }

    func end() {
        guard isWatched else { return }
        put("\r\u{1B}[2K")
    }

    private func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}

/// How fast work goes, and how long it takes still.
struct Pace: Equatable {
    /// Rows a second.
    let rate: Int
    /// In whole seconds, begun ones counted; nil while nothing has been done.
    let secondsLeft: Int?

    /// - Parameters:
    ///   - before: what had been done when the clock began.
    ///   - rows: the rows done, where `done` is something else.
    init(done: Int64, of total: Int64, from before: Int64 = 0, rows: Int64? = nil, elapsed: Duration) {
        let seconds = max(elapsed / .seconds(1), 0.001)
        let own = Double(done - before)
        rate = Int((rows.map { Double($0) } ?? own) / seconds)
        secondsLeft = own > 0 ? Int((Double(total - done) * seconds / own).rounded(.up)) : nil
    }

    var words: Text {
        let speed = Text(en: "\(grouped(rate)) rows/s", cy: "\(grouped(rate)) rhes/e")
        guard let secondsLeft else { return speed }
        return speed + Text(en: ", \(secondsLeft) s left", cy: ", \(secondsLeft) e ar ôl")
    }
}
