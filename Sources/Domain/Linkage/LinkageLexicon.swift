/// All texts of a set of records, with what is known of each: how often it occurs, its spelling group, its check.
public struct LinkageLexicon: Sendable {
    var names = LinkageTokens()
    var places = LinkageTokens()
    var postcodes = LinkageTokens()
    let rules: [LinkageNumber]
    var identifiers = [LinkageTokens](repeating: LinkageTokens(), count: 4)
    /// Whether each number passes its check, by column and number.
    var verified = [[Bool]](repeating: [false], count: 4)

    public init(rules: [LinkageNumber] = []) { self.rules = rules }

    mutating func identifier(_ cell: UnsafeBufferPointer<UInt8>, _ rule: LinkageNumber, _ slot: Int) -> UInt32 {
        guard slot < 4 else { return 0 }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
            let (count, holds) = rule.read(cell, into: text)
            let number = identifiers[slot].number(UnsafeBufferPointer(rebasing: text.prefix(count)))
            if Int(number) == verified[slot].count { verified[slot].append(holds) }
            return number
        }
    }

    /// A number as it stands; whether its check holds is known elsewhere.
    mutating func identifier(_ text: String, _ slot: Int) -> UInt32 {
        let number = identifiers[slot].number(text)
        if Int(number) == verified[slot].count { verified[slot].append(false) }
        return number
    }

    /// More records than this are hardly of one person: such a number is that of an office or a home.
    static let mostOfOne = 20

    /// Whether a number names its holder: its check holds, or it has none, is of a kind that one person has alone, and few records hold it.
    func ties(_ slot: Int, _ number: UInt32) -> Bool {
        if verified[slot][Int(number)] { return true }
        return slot < rules.count && rules[slot] == .other && identifiers[slot].times(number) <= Self.mostOfOne
    }

    /// Whether somebody must look at two records that hold it: its check holds, and few records hold it.
    func asks(_ slot: Int, _ number: UInt32) -> Bool {
        verified[slot][Int(number)] && identifiers[slot].times(number) <= Self.mostOfOne
    }

    /// The new numbers of another lexicon's texts.
    public struct Numbers: Sendable {
        let names: [UInt32]
        let places: [UInt32]
        let postcodes: [UInt32]
        let identifiers: [[UInt32]]
    }

    /// Takes in the texts of another lexicon of the same columns.
    public mutating func merge(_ other: LinkageLexicon) -> Numbers {
        let numbers = Numbers(
            names: names.merge(other.names), places: places.merge(other.places),
            postcodes: postcodes.merge(other.postcodes),
            identifiers: (0..<4).map { identifiers[$0].merge(other.identifiers[$0]) })
        for slot in 0..<4 {
            verified[slot] += [Bool](repeating: false, count: identifiers[slot].count - verified[slot].count)
            for (old, new) in numbers.identifiers[slot].enumerated() { verified[slot][Int(new)] = other.verified[slot][old] }
        }
        return numbers
    }
}

extension LinkageRecord {
    /// The records of a further part of the file, in the numbers of the first part.
    public static func renumber(_ records: UnsafeMutableBufferPointer<LinkageRecord>, _ numbers: LinkageLexicon.Numbers) {
        for index in records.indices { records[index].renumber(numbers) }
    }
}
