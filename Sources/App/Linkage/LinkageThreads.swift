import Dispatch

/// Work that is cut into numbered parts, done by some threads, and put together in the order of the parts: the answer does not depend
/// on how many threads there are.
struct LinkageThreads: Sendable {
    let count: Int

    init(_ count: Int) { self.count = max(1, count) }

    /// Each worker takes every `count`th part with a state of its own.
    func map<State, Result>(
        _ parts: Int, state: () -> State, _ work: (inout State, Int) -> Result
    ) -> [Result] {
        var results = [Result?](repeating: nil, count: parts)
        results.withUnsafeMutableBufferPointer { results in
            withoutActuallyEscaping(work) { work in
                withoutActuallyEscaping(state) { state in
                    let shared = Shared(results: results, state: state, work: work)
                    DispatchQueue.concurrentPerform(iterations: count) { worker in
                        var own = shared.state()
                        for part in stride(from: worker, to: parts, by: count) {
                            shared.results[part] = shared.work(&own, part)
                        }
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
    private struct Shared<State, Result>: @unchecked Sendable {
        let results: UnsafeMutableBufferPointer<Result?>
        let state: () -> State
        let work: (inout State, Int) -> Result
    }
}
