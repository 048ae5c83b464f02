import Synchronization

/// What this process does for somebody whose request is long answered. How far it is stands in the database; here only that it goes on.
public final class BackgroundWork: Sendable {
    private let works = Mutex<(last: Int, tasks: [Int: Task<Void, Never>])>((0, [:]))

    public init() {}

    func begin(_ body: @escaping @Sendable () async -> Void) {
        works.withLock { works in
            works.last += 1
            let number = works.last
            works.tasks[number] = Task {
                await body()
                self.works.withLock { $0.tasks[number] = nil }
            }
        }
    }

    /// How many are not yet at their end.
    public var count: Int { works.withLock { $0.tasks.count } }

    /// Waits for all that has begun, and for what that began.
    public func finished() async {
        while true {
            let tasks = works.withLock { Array($0.tasks.values) }
            guard !tasks.isEmpty else { return }
            for task in tasks { await task.value }
        }
    }
}
