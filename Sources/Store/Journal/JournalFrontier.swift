/// The roots of the whole subtrees that end where a tree ends: all that is needed to go on, and to know the root. Constant room.
struct JournalFrontier {
    private(set) var size: Int64 = 0
    /// By level; nil where the size has no such bit.
    private var roots: [MerkleHash?] = []

    mutating func append(_ leaf: MerkleHash) {
        var (hash, level) = (leaf, 0)
        while level < roots.count, let left = roots[level] {
            hash = .node(left, hash)
            roots[level] = nil
            level += 1
        }
        if level == roots.count { roots.append(hash) } else { roots[level] = hash }
        size += 1
    }

    var root: MerkleHash {
        let standing = roots.compactMap { $0 }
        guard var hash = standing.first else { return .empty }
        for left in standing.dropFirst() { hash = .node(left, hash) }
        return hash
    }
}
