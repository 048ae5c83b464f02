/// A Merkle tree as RFC 6962 section 2.1 has it, over anything that knows the hashes of its whole subtrees.
public protocol MerkleTree {
    /// The hash over the `1 << level` leaves from `index << level` on. All of them are there.
    func node(_ level: Int, _ index: Int64) throws -> MerkleHash
}

extension MerkleTree {
    /// The hash over the first `size` leaves.
    public func root(_ size: Int64) throws -> MerkleHash {
        try root(of: 0..<size)
    }

    /// What proves that a leaf is in the tree of that size, from the leaf upwards. Source: RFC 6962 section 2.1.1.
    public func inclusion(of index: Int64, in size: Int64) throws -> [MerkleHash] {
        precondition((0..<size).contains(index))
        return try path(to: index, in: 0..<size)
    }

    /// What proves that the tree of the old size is the beginning of that of the new. Source: RFC 6962 section 2.1.2.
    public func consistency(from old: Int64, to new: Int64) throws -> [MerkleHash] {
        precondition((0...new).contains(old))
        return old == 0 || old == new ? [] : try proof(of: old, in: 0..<new, isWhole: true)
    }

    /// A range begins at a multiple of the power of two that its length does not exceed twice, so its parts are whole subtrees.
    private func root(of leaves: Range<Int64>) throws -> MerkleHash {
        let count = leaves.upperBound - leaves.lowerBound
        guard count > 0 else { return .empty }
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(level, leaves.lowerBound >> Int64(level))
        }
        let middle = leaves.middle
        return .node(try root(of: leaves.lowerBound..<middle), try root(of: middle..<leaves.upperBound))
    }

    private func path(to index: Int64, in leaves: Range<Int64>) throws -> [MerkleHash] {
        guard leaves.count > 1 else { return [] }
        let middle = leaves.middle
        return index < middle
            ? try path(to: index, in: leaves.lowerBound..<middle) + [try root(of: middle..<leaves.upperBound)]
            : try path(to: index, in: middle..<leaves.upperBound) + [try root(of: leaves.lowerBound..<middle)]
    }

    /// - Parameter isWhole: whether the old tree is this range's beginning from the very first leaf on, so that its root is known.
    private func proof(of old: Int64, in leaves: Range<Int64>, isWhole: Bool) throws -> [MerkleHash] {
        if old == leaves.upperBound { return isWhole ? [] : [try root(of: leaves)] }
        let middle = leaves.middle
        return old <= middle
            ? try proof(of: old, in: leaves.lowerBound..<middle, isWhole: isWhole) + [try root(of: middle..<leaves.upperBound)]
            : try proof(of: old, in: middle..<leaves.upperBound, isWhole: false) + [try root(of: leaves.lowerBound..<middle)]
    }
}

extension Range<Int64> {
    /// Behind the largest power of two of leaves that is smaller than all of them.
    fileprivate var middle: Int64 {
        lowerBound + 1 << Int64(63 - (upperBound - lowerBound - 1).leadingZeroBitCount)
    }
}

/// Checking proofs, which needs no tree. Source: RFC 9162 sections 2.1.3.2 and 2.1.4.2, the algorithms for RFC 6962's trees.
public enum MerkleProof {
    /// Whether the leaf with this hash is the one at `index` of the tree of `size` leaves with this root.
    public static func holds(
        _ leaf: MerkleHash, at index: Int64, in size: Int64, _ root: MerkleHash, _ path: [MerkleHash]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (first, last, hash) = (index, size - 1, leaf)
        for sibling in path {
            if last == 0 { return false }
            if first & 1 == 1 || first == last {
                hash = .node(sibling, hash)
                while first & 1 == 0, first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the tree of `old` leaves is the beginning of that of `new`.
    public static func isBeginning(
        _ old: Int64, _ oldRoot: MerkleHash, of new: Int64, _ newRoot: MerkleHash, _ proof: [MerkleHash]
    ) -> Bool {
        guard old >= 0, old <= new else { return false }
        if old == new { return oldRoot == newRoot && proof.isEmpty }
        if old == 0 { return oldRoot == .empty && proof.isEmpty }
        // A whole old tree is its own first node.
        let steps = old & (old - 1) == 0 ? [oldRoot] + proof : proof
        guard let start = steps.first else { return false }
        var (left, right) = (start, start)
        var (first, last) = (old - 1, new - 1)
        while first & 1 == 1 {
            first >>= 1
            last >>= 1
        }
        for step in steps.dropFirst() {
            if last == 0 { return false }
            if first & 1 == 1 || first == last {
                left = .node(step, left)
                right = .node(step, right)
                while first & 1 == 0, first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                right = .node(right, step)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && left == oldRoot && right == newRoot
    }
}
