/// How often values occur, by their hash: what a version of the model remembers of the records that it was learned from, so that a
/// new record is weighed by the same figures as those before it. It holds no name; whoever tries all names finds which occur.
public struct LinkageTerms: Sendable, Equatable {
    /// What is counted.
    public enum Kind: Int, Sendable, CaseIterable { case given, family, middle, postcode, place }

    /// Values and their counts, in the order of the hashes, and the count of a value that is not among them.
    public struct Counts: Sendable, Equatable {
        var hashes: [UInt32] = []
        var counts: [UInt32] = []
        var others: UInt32 = 1

        /// nil for a value that is not among them.
        subscript(hash: UInt32) -> UInt32? {
            var low = 0
            var high = hashes.count
            while low < high {
                let middle = (low + high) / 2
                if hashes[middle] < hash { low = middle + 1 } else { high = middle }
            }
            return low < hashes.count && hashes[low] == hash ? counts[low] : nil
        }
    }

    var tables = [Counts](repeating: Counts(), count: Kind.allCases.count)
    public internal(set) var frequencies = LinkageFrequencies()

    func count(_ kind: Kind, _ hash: UInt32) -> UInt32 { tables[kind.rawValue][hash] ?? tables[kind.rawValue].others }

    /// The fewest records that any value is taken to have.
    func least(_ kind: Kind) -> UInt32 { min(tables[kind.rawValue].others, tables[kind.rawValue].counts.min() ?? .max) }

    /// The same without those that were not counted one by one.
    func seen(_ kind: Kind, _ hash: UInt32) -> UInt32 { tables[kind.rawValue][hash] ?? 0 }

    func counts(_ kind: Kind, _ tokens: LinkageTokens) -> [UInt32] {
        (0..<UInt32(tokens.count)).map { $0 == 0 ? 0 : count(kind, tokens.hash($0)) }
    }

    /// What these records teach. Values that fewer than `least` records hold are not kept: they count as `least` together.
    public init(_ lexicon: LinkageLexicon, _ traits: LinkageTraits, least: UInt32 = 2) {
        frequencies = traits.frequencies
        let names = lexicon.names
        keep(.given, names, traits.names.map(\.givenCount), least)
        keep(.family, names, traits.names.map(\.familyCount), least)
        keep(.middle, names, traits.names.map(\.middleCount), least)
        keep(.postcode, lexicon.postcodes, lexicon.postcodes.counts, least)
        keep(.place, lexicon.places, lexicon.places.counts, least)
    }

    private mutating func keep(_ kind: Kind, _ tokens: LinkageTokens, _ counts: [UInt32], _ least: UInt32) {
        let kept = (1..<max(tokens.count, 1)).filter { $0 < counts.count && counts[$0] >= least }
            .map { (hash: tokens.hash(UInt32($0)), count: counts[$0]) }.sorted { $0.hash < $1.hash }
        tables[kind.rawValue] = Counts(hashes: kept.map(\.hash), counts: kept.map(\.count), others: max(least - 1, 1))
    }

    /// What holds elsewhere too: names that at least `least` records hold. Which postcodes, places and days are common is for every
    /// place to learn by itself; until then each counts as the middle one.
    public func general(least: UInt32 = 200) -> LinkageTerms {
        var terms = self
        for kind in Kind.allCases {
            let table = tables[kind.rawValue]
            let kept = table.counts.indices.filter { table.counts[$0] >= least }
            let isPlace = kind == .postcode || kind == .place
            let mean = Double(table.counts.reduce(0) { $0 + Int($1) }) / Double(max(table.counts.count, 1))
            terms.tables[kind.rawValue] =
                isPlace
                ? Counts(others: UInt32(max(mean.rounded(), 1)))
                : Counts(hashes: kept.map { table.hashes[$0] }, counts: kept.map { table.counts[$0] }, others: least - 1)
        }
        terms.frequencies.born = LinkageFrequencies.noDays
        return terms
    }

    /// Nothing is remembered.
    static let none = LinkageTerms(
        tables: [Counts](repeating: Counts(), count: Kind.allCases.count), frequencies: LinkageFrequencies())

    init(tables: [Counts], frequencies: LinkageFrequencies) {
        self.tables = tables
        self.frequencies = frequencies
    }
}

/// A model with the frequencies that belong to it: by the same version two records always weigh the same.
public struct LinkageVersion: Sendable {
    /// Its number; 0 for the shipped one.
    public let number: Int64
    public let model: LinkageModel
    public let terms: LinkageTerms
    /// What each day of birth adds or takes.
    let days: [Double]

    public init(_ number: Int64, _ model: LinkageModel, _ terms: LinkageTerms) {
        self.number = number
        self.model = model
        self.terms = terms
        days = LinkageRarity.days(model, terms.frequencies)
    }
}
