import Dispatch
import Foundation
import Synchronization

/// Work on many things at once, begun on all processors while the thread that wants it does something else. For commands: whoever
/// waits keeps their thread.
final class SideBySide<Made: Sendable>: Sendable {
    private let made: Mutex<[[Made]]>
    private let group = DispatchGroup()

    init<Item: Sendable>(_ items: [Item], _ make: @escaping @Sendable (Item) -> Made) {
        let parts = max(1, min(ProcessInfo.processInfo.activeProcessorCount, items.count / 256))
        made = Mutex([[Made]](repeating: [], count: parts))
        for part in 0..<parts {
            DispatchQueue.global().async(group: group) { [self] in
                let some = items[items.count * part / parts..<items.count * (part + 1) / parts].map(make)
                made.withLock { $0[part] = some }
            }
        }
    }

    /// In the order of the items.
    func wait() -> [Made] {
        group.wait()
        return made.withLock { $0.flatMap { $0 } }
    }
}
