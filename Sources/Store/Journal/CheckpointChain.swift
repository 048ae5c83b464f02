/// Whether each checkpoint stands behind the one that it names. Of those that do nothing is held.
struct CheckpointChain {
    /// The last one that is as it was signed.
    private var last: Int64?
    /// Those that name another than the one before them.
    private var loose: [(checkpoint: Checkpoint, last: Int64?)] = []
    /// Sizes at which something stands that was found already, and sizes that it speaks of.
    var spoilt: Set<Int64> = []

    /// In the order of their sizes, those alone that are as they were signed.
    mutating func append(_ checkpoint: Checkpoint) {
        if checkpoint.previous != last { loose.append((checkpoint, last)) }
        last = checkpoint.size
    }

    /// One that is named and not there is missing. Where another than the named one stands before it, one was put in between, or this one
    /// was not signed behind the others. A spoilt one in its place was found already.
    /// - Parameter stands: whether one of this size is as it was signed.
    func findings(_ stands: (Int64) -> Bool) -> [JournalFinding] {
        loose.compactMap { checkpoint, last in
            guard let previous = checkpoint.previous, previous < checkpoint.size else {
                return JournalFinding(.altered, .checkpoint(size: checkpoint.size))
            }
            if !stands(previous), !spoilt.contains(previous) {
                return JournalFinding(.missing, .checkpoint(size: previous))
            }
            return last.map { $0 > previous } ?? false
                ? JournalFinding(.altered, .checkpoint(size: checkpoint.size)) : nil
        }
    }
}
