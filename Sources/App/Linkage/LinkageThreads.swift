import Dispatch
import Synchronization

/// Work that is cut into numbered parts, done by some threads, and put together in the order of the parts: the answer does not depend
/// on how many threads there are.
struct LinkageThreads: Sendable {
    let count: Int

    init(_ count: Int) { self.count = max(1, count) }

    /// Each worker has a state of its own and takes the next part that nobody has taken.
    func map<State, Result>(
        _ parts: Int, state: () -> State, _ work: (inout State, Int) -> Result
    ) -> [Result] {
        var results = [Result?](repeating: nil, count: parts)
        results.withUnsafeMutableBufferPointer { results in
            withoutActuallyEscaping(work) { work in
                withoutActuallyEscaping(state) { state in
                    let shared = Shared(results: results, state: state, work: work)
                    DispatchQueue.concurrentPerform(iterations: count) { _ in
                        var own = shared.state()
                        while let part = shared.next(of: parts) { shared.results[part] = shared.work(&own, part) }
                    }
                }
            }
        }
        return results.compactMap { $0 }
    }

    func map<Result>(_ parts: Int, _ work: (Int) -> Result) -> [Result] {
        map(parts, state: { () }) { (_: inout Void, part: Int) in work(part) }
    }

    /// Every worker writes only the results of its own parts.
    private final class Shared<State, Result>: @unchecked Sendable {
        let results: UnsafeMutableBufferPointer<Result?>
        let state: () -> State
        let work: (inout State, Int) -> Result
        private let taken = Atomic(0)

        init(
            results: UnsafeMutableBufferPointer<Result?>, state: @escaping () -> State,
            work: @escaping (inout State, Int) -> Result
        ) {
            (self.results, self.state, self.work) = (results, state, work)
        }

        func next(of parts: Int) -> Int? {
            let part = taken.add(1, ordering: .relaxed).oldValue
            return part < parts ? part : nil
        }
    }
}
