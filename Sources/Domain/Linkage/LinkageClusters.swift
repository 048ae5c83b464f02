/// Why two groups were not joined though a pair of them would be.
public struct LinkageRefusal: Sendable, Hashable {
    public let pair: LinkagePair
    public let rule: LinkageRule
}

/// Groups of records, each of one person: joined pair by pair, the heaviest first; no chain joins what no pair supports.
public struct LinkageClusters {
    private var parents: [UInt32]
    /// The record behind each in its group, and behind the last the first: a ring.
    private var following: [UInt32]
    /// The number of records of each group, by its first record.
    private var sizes: [UInt32]
    /// The lightest pair that holds each group together, by its first record.
    private var weights: [Float]
    /// First records of groups of more than one; those that were taken into another since are still named.
    private var joined: [UInt32] = []
    public private(set) var refusals: [LinkageRefusal] = []

    public init(records: Int) {
        parents = (0..<UInt32(records)).map { $0 }
        following = parents
        sizes = [UInt32](repeating: 1, count: records)
        weights = [Float](repeating: .infinity, count: records)
    }

    /// The first record of the group that a record belongs to.
    public mutating func group(of record: UInt32) -> UInt32 {
        parents.withUnsafeMutableBufferPointer { parents in
            var root = record
            while parents[Int(root)] != root {
                parents[Int(root)] = parents[Int(parents[Int(root)])]
                root = parents[Int(root)]
            }
            return root
        }
    }

    /// The lightest pair that holds the group of a record together; infinite for one alone.
    public mutating func weakest(of record: UInt32) -> Float { weights[Int(group(of: record))] }

    /// The records of a group from one of them on, at most `most`.
    private func members(from record: UInt32, most: Int = .max) -> [UInt32] {
        var members = [record]
        var next = following[Int(record)]
        while next != record, members.count < most {
            members.append(next)
            next = following[Int(next)]
        }
        return members
    }

    /// Joins the pairs that the model links, in order of weight, then of records: the same whatever order they come in.
    public mutating func join(
        _ pairs: [LinkagePair], _ rows: LinkageRows, _ comparing: inout LinkageComparing, _ weighing: LinkageWeighing
    ) {
        let links = LinkageOrdering.heaviestFirst(pairs.filter { $0.decision(weighing.model) == .link })
        for pair in links {
            let left = group(of: pair.left)
            let right = group(of: pair.right)
            guard left != right else { continue }
            if sizes[Int(left)] + sizes[Int(right)] > 2, let rule = refusal(left, right, rows, &comparing, weighing) {
                refusals.append(LinkageRefusal(pair: pair, rule: rule))
            } else {
                unite(min(left, right), max(left, right), pair.weight)
            }
        }
    }

    /// Pairs come heaviest first: the last one is the weakest.
    private mutating func unite(_ first: UInt32, _ second: UInt32, _ weight: Float) {
        parents[Int(second)] = first
        following.swapAt(Int(first), Int(second))
        if sizes[Int(first)] == 1 { joined.append(first) }
        sizes[Int(first)] += sizes[Int(second)]
        weights[Int(first)] = weight
    }

    /// All pairs with what the groups add: two records of one group are held by its weakest link, however little they
    /// say of each other by themselves. Pairs of a group that were never compared are added.
    public mutating func supported(_ pairs: [LinkagePair]) -> [LinkagePair] {
        var pairs = pairs
        var inside: [UInt64] = []
        for place in pairs.indices {
            let root = group(of: pairs[place].left)
            guard root == group(of: pairs[place].right) else { continue }
            pairs[place].weight = max(pairs[place].weight, weights[Int(root)])
            pairs[place].rule = .none
            if sizes[Int(root)] > 2 { inside.append(UInt64(pairs[place].left) << 32 | UInt64(pairs[place].right)) }
        }
        inside.sort()
        addMissing(to: &pairs, inside)
        return pairs
    }

    /// Records of a group whose pairs are all listed, at most: of ten thousand the pairs would be fifty million.
    private static let listed = 100

    /// The pairs of the groups of three and more that are not in the sorted list of those compared.
    private func addMissing(to pairs: inout [LinkagePair], _ inside: [UInt64]) {
        var missing: [UInt64] = []
        for root in joined.sorted() where parents[Int(root)] == root && (3...Self.listed).contains(Int(sizes[Int(root)])) {
            let members = members(from: root).sorted()
            for (place, left) in members.enumerated() {
                for right in members[(place + 1)...] { missing.append(UInt64(left) << 32 | UInt64(right)) }
            }
        }
        missing.sort()
        var known = inside.startIndex
        for pair in missing {
            while known < inside.endIndex, inside[known] < pair { known += 1 }
            guard known == inside.endIndex || inside[known] != pair else { continue }
            let left = UInt32(truncatingIfNeeded: pair >> 32)
            var root = left
            while parents[Int(root)] != root { root = parents[Int(root)] }
            pairs.append(
                LinkagePair(
                    left: left, right: UInt32(truncatingIfNeeded: pair), weight: weights[Int(root)], rule: .none))
        }
    }

    /// Records of a group that are weighed against those of another, at most: groups are small, and one that is not is already odd.
    private static let witnesses = 12

    /// The rule that some pair across two groups breaks; `.none` when a pair lies below the weight at which a link is left again.
    private func refusal(
        _ left: UInt32, _ right: UInt32, _ rows: LinkageRows, _ comparing: inout LinkageComparing,
        _ weighing: LinkageWeighing
    ) -> LinkageRule? {
        let theirs = members(from: right, most: Self.witnesses)
        for left in members(from: left, most: Self.witnesses) {
            for right in theirs {
                let records = (rows.records[Int(left)], rows.records[Int(right)])
                let found = weighing.weigh(records.0, records.1, comparing.pattern(records.0, records.1))
                if found.rule.parts { return found.rule }
                if found.weight < weighing.model.leave { return LinkageRule.none }
            }
        }
        return nil
    }
}

/// Pairs in the order in which they are joined.
enum LinkageOrdering {
    /// By weight, then by records. Weights are sorted as whole numbers that order as they do; few are equal.
    static func heaviestFirst(_ pairs: [LinkagePair]) -> [LinkagePair] {
        var places = pairs.indices.map { UInt64(~rank(pairs[$0].weight)) << 32 | UInt64($0) }
        places.sort()
        var ordered = places.map { pairs[Int($0 & 0xFFFF_FFFF)] }
        var start = 0
        while start < ordered.count {
            var end = start + 1
            while end < ordered.count, ordered[end].weight == ordered[start].weight { end += 1 }
            if end - start > 1 { ordered[start..<end].sort { ($0.left, $0.right) < ($1.left, $1.right) } }
            start = end
        }
        return ordered
    }

    /// The bits of a number, changed so that they order as the numbers do.
    private static func rank(_ weight: Float) -> UInt32 {
        let bits = weight.bitPattern
        return bits >> 31 == 0 ? bits | 1 << 31 : ~bits
    }
}
