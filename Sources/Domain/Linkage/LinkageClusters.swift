/// Why two groups were not joined though a pair of them would be.
public struct LinkageRefusal: Sendable, Hashable {
    public let pair: LinkagePair
    public let rule: LinkageRule
}

/// Groups of records, each of one person: joined pair by pair, the heaviest first; no chain joins what no pair supports.
public struct LinkageClusters {
    private var parents: [UInt32]
    /// The records of each group that has more than one, by its first record.
    public private(set) var members: [UInt32: [UInt32]] = [:]
    /// The lightest pair that holds each group together.
    public private(set) var weakest: [UInt32: Float] = [:]
    public private(set) var refusals: [LinkageRefusal] = []

    public init(records: Int) { parents = (0..<UInt32(records)).map { $0 } }

    /// The first record of the group that a record belongs to.
    public mutating func group(of record: UInt32) -> UInt32 {
        var root = record
        while parents[Int(root)] != root {
            parents[Int(root)] = parents[Int(parents[Int(root)])]
            root = parents[Int(root)]
        }
        return root
    }

    /// Joins the pairs that the model links, in order of weight, then of records: the same whatever order they come in.
    public mutating func join(
        _ pairs: [LinkagePair], _ rows: LinkageRows, _ comparing: inout LinkageComparing, _ weighing: LinkageWeighing
    ) {
        let links = pairs.filter { $0.decision(weighing.model) == .link }.sorted(by: Self.isBefore)
        for pair in links {
            let left = group(of: pair.left)
            let right = group(of: pair.right)
            guard left != right else { continue }
            let mine = members[left] ?? [left]
            let theirs = members[right] ?? [right]
            if mine.count + theirs.count > 2, let rule = refusal(mine, theirs, rows, &comparing, weighing) {
                refusals.append(LinkageRefusal(pair: pair, rule: rule))
                continue
            }
            unite(min(left, right), max(left, right), mine + theirs, pair.weight)
        }
    }

    private static func isBefore(_ left: LinkagePair, _ right: LinkagePair) -> Bool {
        left.weight != right.weight
            ? left.weight > right.weight : (left.left, left.right) < (right.left, right.right)
    }

    /// Pairs come heaviest first: the last one is the weakest.
    private mutating func unite(_ first: UInt32, _ second: UInt32, _ all: [UInt32], _ weight: Float) {
        parents[Int(second)] = first
        members[second] = nil
        members[first] = all
        weakest[second] = nil
        weakest[first] = weight
    }

    /// All pairs with what the groups add: two records of one group are held by its weakest link, however little they
    /// say of each other by themselves. Pairs of a group that were never compared are added.
    public mutating func supported(_ pairs: [LinkagePair]) -> [LinkagePair] {
        var pairs = pairs
        var inside: Set<UInt64> = []
        for place in pairs.indices {
            let root = group(of: pairs[place].left)
            guard root == group(of: pairs[place].right), let weakest = weakest[root] else { continue }
            pairs[place].weight = max(pairs[place].weight, weakest)
            pairs[place].rule = .none
            if let all = members[root], all.count > 2 {
                inside.insert(UInt64(pairs[place].left) << 32 | UInt64(pairs[place].right))
            }
        }
        for (root, members) in members.sorted(by: { $0.key < $1.key }) where members.count > 2 {
            let members = members.sorted()
            for (place, left) in members.enumerated() {
                for right in members[(place + 1)...] where !inside.contains(UInt64(left) << 32 | UInt64(right)) {
                    pairs.append(LinkagePair(left: left, right: right, weight: weakest[root] ?? 0, rule: .none))
                }
            }
        }
        return pairs
    }

    /// Records of a group that are weighed against those of another, at most: groups are small, and one that is not is already odd.
    private static let witnesses = 12

    /// The rule that some pair across two groups breaks; `.none` when a pair lies below the weight at which a link is left again.
    private func refusal(
        _ mine: [UInt32], _ theirs: [UInt32], _ rows: LinkageRows, _ comparing: inout LinkageComparing,
        _ weighing: LinkageWeighing
    ) -> LinkageRule? {
        for left in mine.prefix(Self.witnesses) {
            for right in theirs.prefix(Self.witnesses) {
                let records = (rows.records[Int(left)], rows.records[Int(right)])
                let found = weighing.weigh(records.0, records.1, comparing.pattern(records.0, records.1))
                if found.rule.parts { return found.rule }
                if found.weight < weighing.model.leave { return LinkageRule.none }
            }
        }
        return nil
    }
}
