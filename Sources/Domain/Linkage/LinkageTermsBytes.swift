/// Terms as bytes, to be kept beside their model: numbers of four bytes, the lowest first.
extension LinkageTerms {
    private static let form: UInt32 = 1

    public var bytes: [UInt8] {
        var writer = LinkageWords()
        writer.put(Self.form)
        for table in tables {
            writer.put(UInt32(table.hashes.count))
            writer.put(table.others)
            for (hash, count) in zip(table.hashes, table.counts) {
                writer.put(hash)
                writer.put(count)
            }
        }
        for value in frequencies.holders + frequencies.chances { writer.put(value) }
        let days = frequencies.born.indices.filter { frequencies.born[$0] > 0 }
        writer.put(UInt32(days.count))
        for day in days {
            writer.put(UInt32(day))
            writer.put(frequencies.born[day])
        }
        return writer.bytes
    }

    /// nil for bytes of another form, or cut off.
    public init?(bytes: [UInt8]) {
        var reader = LinkageWordReader(bytes)
        guard reader.next() == Self.form else { return nil }
        var tables: [Counts] = []
        for _ in Kind.allCases {
            guard let count = reader.next(), let others = reader.next(), let values = reader.pairs(count) else { return nil }
            tables.append(Counts(hashes: values.map(\.0), counts: values.map(\.1), others: others))
        }
        var frequencies = LinkageFrequencies()
        for field in 0..<LinkageField.count {
            guard let value = reader.number() else { return nil }
            frequencies.holders[field] = value
        }
        for field in 0..<LinkageField.count {
            guard let value = reader.number() else { return nil }
            frequencies.chances[field] = value
        }
        guard let count = reader.next(), let days = reader.pairs(count), reader.isAtEnd else { return nil }
        frequencies.born = LinkageFrequencies.noDays
        for (day, holders) in days where Int(day) < frequencies.born.count { frequencies.born[Int(day)] = holders }
        self.init(tables: tables, frequencies: frequencies)
    }
}

private struct LinkageWords {
    var bytes: [UInt8] = []

    mutating func put(_ word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    mutating func put(_ number: Double) {
        put(UInt32(truncatingIfNeeded: number.bitPattern))
        put(UInt32(truncatingIfNeeded: number.bitPattern >> 32))
    }
}

private struct LinkageWordReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func next() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        defer { place += 4 }
        return (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32($1 * 8) }
    }

    mutating func number() -> Double? {
        guard let low = next(), let high = next() else { return nil }
        return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
    }

    mutating func pairs(_ count: UInt32) -> [(UInt32, UInt32)]? {
        guard Int(count) * 8 <= bytes.count - place else { return nil }
        return (0..<count).compactMap { _ in next().flatMap { first in next().map { (first, $0) } } }
    }
}
