/// A folded name with its keys.
struct MatchName: Sendable, Hashable {
    let family: String
    let first: String
    let others: [String]
    let familyKey: String
    let firstKey: String

    /// nil for a name that a spreadsheet would run, and for one without a family name.
    init?(_ name: PersonName) {
        guard !name.startsLikeFormula else { return nil }
        family = NameFolding.joiningParticle(NameFolding.folded(name.family))
        guard !family.isEmpty else { return nil }
        first = NameFolding.folded(name.first)
        others = name.others.map(NameFolding.folded)
        familyKey = NameVariants.canonical(family)
        firstKey = NameVariants.canonical(first)
    }

    /// How far two names agree, best first.
    enum Agreement: Int, Sendable, Comparable, CaseIterable {
        case same, variant, swapped, near, forenameOnly, familyOnly, different, unknown

        static func < (left: Agreement, right: Agreement) -> Bool { left.rawValue < right.rawValue }

        /// Both family name and forename are those of one person, however spelt or ordered.
        var isOnePerson: Bool { self <= .swapped }
    }

    static func agreement(_ left: [MatchName], _ right: [MatchName]) -> Agreement {
        var best = Agreement.unknown
        for mine in left {
            for theirs in right {
                best = best == .unknown ? mine.agreement(theirs) : min(best, mine.agreement(theirs))
                if best == .same { return best }
            }
        }
        return best
    }

    func agreement(_ other: MatchName) -> Agreement {
        let families = Closeness.families(self, other)
        let firsts = Closeness.forenames(self, other)
        if families == .same, firsts == .same { return .same }
        if families <= .variant, firsts <= .variant { return .variant }
        if !first.isEmpty, familyKey == other.firstKey, firstKey == other.familyKey { return .swapped }
        if families <= .near, firsts <= .near { return .near }
        if firsts <= .near { return .forenameOnly }
        return families <= .near ? .familyOnly : .different
    }

    /// Whether further forenames speak for one person (true), against (false) or not at all (nil).
    func othersAgree(_ other: MatchName) -> Bool? {
        guard let mine = others.first, let theirs = other.others.first else { return nil }
        if mine.utf8.count == 1 || theirs.utf8.count == 1 { return mine.utf8.first == theirs.utf8.first ? nil : false }
        return mine == theirs || NameVariants.areVariants(mine, theirs) || Spelling.areNear(mine, theirs)
    }
}

/// How close two family names, or two first forenames, are.
enum Closeness: Int, Comparable {
    case same, variant, near, different

    static func < (left: Closeness, right: Closeness) -> Bool { left.rawValue < right.rawValue }

    static func families(_ left: MatchName, _ right: MatchName) -> Closeness {
        let plain = of(left.family, left.familyKey, right.family, right.familyKey)
        guard plain == .different else { return plain }
        return isPart(left.family, of: right.family) || isPart(right.family, of: left.family) ? .near : .different
    }

    static func forenames(_ left: MatchName, _ right: MatchName) -> Closeness {
        if left.first.isEmpty || right.first.isEmpty { return .near }
        let plain = of(left.first, left.firstKey, right.first, right.firstKey)
        guard plain == .different else { return plain }
        let initial = left.first.utf8.count == 1 || right.first.utf8.count == 1
        return initial && left.first.utf8.first == right.first.utf8.first ? .near : .different
    }

    private static func of(_ left: String, _ leftKey: String, _ right: String, _ rightKey: String) -> Closeness {
        if left == right { return .same }
        if leftKey == rightKey, NameVariants.areVariants(left, right) { return .variant }
        return Spelling.areNear(left, right) ? .near : .different
    }

    /// One of the names of a double-barrelled family name.
    private static func isPart(_ name: String, of double: String) -> Bool {
        guard name.utf8.count < double.utf8.count, double.utf8.contains(32) else { return false }
        return double.split(separator: " ").contains { $0 == name[...] }
    }
}
