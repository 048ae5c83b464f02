/// How often values occur, and how likely it is that two records picked at random share one.
public struct LinkageFrequencies: Sendable, Equatable {
    /// Records that hold a value of each field.
    var holders = [Double](repeating: 0, count: LinkageField.count)
    /// The chance that two records share a value of each field: the sum of squared shares.
    var chances = [Double](repeating: 0, count: LinkageField.count)
    var born: [UInt32] = LinkageFrequencies.noDays

    init() {}

    init(_ lexicon: LinkageLexicon, _ records: [LinkageRecord], _ names: [LinkageTrait]) {
        for record in records where record.born != 0 { born[Self.day(record.born)] += 1 }
        count(.given, names.dropFirst().lazy.map(\.givenCount))
        count(.family, names.dropFirst().lazy.map(\.familyCount))
        count(.middle, names.dropFirst().lazy.map(\.middleCount))
        count(.born, born)
        count(.place, lexicon.postcodes.counts.dropFirst())
        count(.street, lexicon.places.counts.dropFirst())
        count(.town, lexicon.places.counts.dropFirst())
        for slot in 0..<4 { count(.number(slot), lexicon.identifiers[slot].counts.dropFirst()) }
    }

    private mutating func count(_ field: LinkageField, _ counts: some Sequence<UInt32>) {
        var sum = 0.0
        var squares = 0.0
        for count in counts {
            sum += Double(count)
            squares += Double(count) * Double(max(count, 1) - 1)
        }
        holders[field.rawValue] = sum
        chances[field.rawValue] = sum > 1 ? squares / (sum * (sum - 1)) : 0
    }

    /// One place for each day of the years 1850 to 2105; impossible days share one.
    static let noDays = [UInt32](repeating: 0, count: 256 * 512)

    static func day(_ packed: UInt32) -> Int {
        let year = LinkageDates.year(packed) - 1850
        let month = Int(packed >> 12 & 15) * 10 + Int(packed >> 8 & 15)
        let day = Int(packed >> 4 & 15) * 10 + Int(packed & 15)
        guard (0..<256).contains(year), month < 16, day < 32 else { return 0 }
        return year * 512 + month * 32 + day
    }
}
