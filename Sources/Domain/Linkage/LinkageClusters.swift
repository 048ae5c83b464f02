/// Why two groups were not joined though a pair of them would be.
public struct LinkageRefusal: Sendable, Hashable {
    public let pair: LinkagePair
    public let rule: LinkageRule
}

/// Groups of records, each of one person: joined pair by pair, the heaviest first; no chain joins what no pair supports.
public struct LinkageClusters {
    private struct Place: Sendable {
        /// A record of the group before this one, or itself.
        var parent: UInt32
        /// The record behind it in its group, and behind the last the first: a ring.
        var following: UInt32
        /// Of a group's first record: how many the group has, and the lightest pair that holds it together.
        var size: UInt32 = 1
        var weight = Float.infinity
    }

    private var places: [Place]
    /// First records of groups of more than one; those that were taken into another since are still named.
    private var joined: [UInt32] = []
    public private(set) var refusals: [LinkageRefusal] = []
    /// The last pairs by which groups of three and more were made: their weakest links.
    private var lastLinks: [LinkagePair] = []
    /// By the first record of a group of more than `witnesses`: the verified numbers of all its records, of each kind one.
    private var numbers: [UInt32: SIMD4<UInt32>] = [:]

    public init(records: Int) {
        places = (0..<UInt32(records)).map { Place(parent: $0, following: $0) }
    }

    /// The first record of the group that a record belongs to.
    @inline(__always)
    public func group(of record: UInt32) -> UInt32 { places[Int(record)].parent }

    /// The same while pairs are joined: the way to it is shortened.
    private mutating func root(of record: UInt32) -> UInt32 {
        places.withUnsafeMutableBufferPointer { places in
            var root = record
            while places[Int(root)].parent != root {
                places[Int(root)].parent = places[Int(places[Int(root)].parent)].parent
                root = places[Int(root)].parent
            }
            return root
        }
    }

    /// The lightest pair that holds the group of a record together; infinite for one alone.
    public func weakest(of record: UInt32) -> Float { places[Int(group(of: record))].weight }

    /// The records of a group from one of them on, at most `most`.
    private func members(from record: UInt32, most: Int = .max) -> [UInt32] {
        var members = [record]
        var next = places[Int(record)].following
        while next != record, members.count < most {
            members.append(next)
            next = places[Int(next)].following
        }
        return members
    }

    /// Joins the pairs that the model links, in order of weight, then of records: the same whatever order they come in.
    public mutating func join(
        _ links: LinkageLinks, _ rows: LinkageRows, _ comparing: inout LinkageComparing, _ weighing: LinkageWeighing
    ) {
        for pair in links.pairs {
            guard pair.decision(weighing.model) == .link else { break }
            let left = root(of: pair.left)
            let right = root(of: pair.right)
            guard left != right else { continue }
            let size = places[Int(left)].size + places[Int(right)].size
            if size > 2, let rule = refusal(left, right, rows, &comparing, weighing) {
                refusals.append(LinkageRefusal(pair: pair, rule: rule))
                continue
            }
            if size > Self.witnesses { keepNumbers(left, right, rows, weighing) }
            unite(min(left, right), max(left, right), pair.weight)
            if size > 2 { keepLink(pair) }
        }
        // A group's first record comes before its others: its own group is known when theirs is asked.
        for record in places.indices { places[record].parent = places[Int(places[record].parent)].parent }
    }

    /// Pairs come heaviest first: the last one is the weakest.
    private mutating func unite(_ first: UInt32, _ second: UInt32, _ weight: Float) {
        places[Int(second)].parent = first
        let next = places[Int(first)].following
        places[Int(first)].following = places[Int(second)].following
        places[Int(second)].following = next
        if places[Int(first)].size == 1 { joined.append(first) }
        places[Int(first)].size += places[Int(second)].size
        places[Int(first)].weight = weight
    }

    /// Weakest links that are remembered, at least.
    private static let namedLinks = 64

    private mutating func keepLink(_ pair: LinkagePair) {
        lastLinks.append(pair)
        if lastLinks.count > 2 * Self.namedLinks { lastLinks.removeFirst(Self.namedLinks) }
    }

    /// The pairs that hold groups of three and more by the least, one of each group, the lightest first.
    public func weakestLinks(_ count: Int) -> [LinkagePair] {
        var named: Set<UInt32> = []
        return Array(lastLinks.reversed().filter { named.insert(group(of: $0.left)).inserted }.prefix(count))
    }

    /// The verified numbers of both groups together: nothing that is known of a group is forgotten because it is large.
    private mutating func keepNumbers(_ left: UInt32, _ right: UInt32, _ rows: LinkageRows, _ weighing: LinkageWeighing) {
        let both = numbers(of: left, rows, weighing)
        let other = numbers(of: right, rows, weighing)
        (numbers[left], numbers[right]) = (nil, nil)
        numbers[min(left, right)] = both.replacing(with: other, where: both .== 0)
    }

    /// - Parameter root: the first record of a group.
    private func numbers(of root: UInt32, _ rows: LinkageRows, _ weighing: LinkageWeighing) -> SIMD4<UInt32> {
        if let known = numbers[root] { return known }
        return members(from: root).reduce(into: .zero) { known, record in
            known.replace(with: weighing.verified(rows.records[Int(record)]), where: known .== 0)
        }
    }

    /// Two records of one group are held by its weakest link, however little they say of each other by themselves: their pairs get its
    /// weight. A pair whose groups were kept apart is no link but a question. What a rule holds down lies below the links of `model`, as it is
    /// settled. Returns the pairs of groups of three and more.
    public func hold(_ pairs: UnsafeMutableBufferPointer<LinkagePair>, _ model: LinkageModel) -> [UInt64] {
        var inside: [UInt64] = []
        for place in pairs.indices {
            if pairs[place].rule != .none { pairs[place].weight = min(pairs[place].weight, LinkageRule.most(model)) }
            let root = group(of: pairs[place].left)
            guard root == group(of: pairs[place].right) else {
                if pairs[place].decision(model) == .link { pairs[place].cap(.chain, model) }
                continue
            }
            let group = places[Int(root)]
            pairs[place].weight = max(pairs[place].weight, group.weight)
            pairs[place].rule = .none
            if group.size > 2 { inside.append(Self.both(pairs[place].left, pairs[place].right)) }
        }
        return inside
    }

    private static func both(_ left: UInt32, _ right: UInt32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

    /// Records of a group whose pairs are all listed, at most: of ten thousand the pairs would be fifty million.
    private static let listed = 100

    /// The pairs of the groups of three and more that are not among those compared, held by the weakest link.
    public func missing(_ inside: [[UInt64]]) -> [LinkagePair] {
        let inside = inside.flatMap { $0 }.sorted()
        var known = inside.startIndex
        return listed().compactMap { pair in
            while known < inside.endIndex, inside[known] < pair { known += 1 }
            guard known == inside.endIndex || inside[known] != pair else { return nil }
            let left = UInt32(truncatingIfNeeded: pair >> 32)
            return LinkagePair(left: left, right: UInt32(truncatingIfNeeded: pair), weight: weakest(of: left), rule: .none)
        }
    }

    /// All pairs of the groups of three and more, in order.
    private func listed() -> [UInt64] {
        var listed: [UInt64] = []
        for root in joined where group(of: root) == root && (3...Self.listed).contains(Int(places[Int(root)].size)) {
            let members = members(from: root)
            for (place, left) in members.enumerated() {
                for right in members[(place + 1)...] { listed.append(Self.both(min(left, right), max(left, right))) }
            }
        }
        return listed.sorted()
    }

    /// Records of a group that are weighed against those of another, at most: groups are small, and one that is not is already odd.
    private static let witnesses = 12

    /// The rule that some pair across two groups breaks; `.none` when a pair lies below the weight at which a link is left again.
    private func refusal(
        _ left: UInt32, _ right: UInt32, _ rows: LinkageRows, _ comparing: inout LinkageComparing,
        _ weighing: LinkageWeighing
    ) -> LinkageRule? {
        if max(places[Int(left)].size, places[Int(right)].size) > Self.witnesses,
            weighing.conflicts(numbers(of: left, rows, weighing), numbers(of: right, rows, weighing))
        {
            return .conflict
        }
        var chain = LinkageChain()
        let theirs = members(from: right, most: Self.witnesses)
        for left in members(from: left, most: Self.witnesses) {
            for right in theirs {
                let records = (rows.records[Int(left)], rows.records[Int(right)])
                let pattern = comparing.pattern(records.0, records.1)
                let found = weighing.evidence(records.0, records.1, pattern)
                if found.rule.parts { return found.rule }
                if found.weight < weighing.model.leave { return LinkageRule.none }
                chain.see(pattern, found.rule, isLink: found.weight >= weighing.model.join)
            }
        }
        return chain.rule
    }
}
