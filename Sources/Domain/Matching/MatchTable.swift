/// A record as it is compared: each of its names is a face of its own, for aliases are a set, and the best face counts.
public struct MatchSubject: Sendable {
    public let record: MatchRecord
    let faces: [LinkageRecord]

    public var number: Int64 { record.number }
    /// By the first of its names.
    public var main: LinkageRecord { faces[0] }
}

/// The records that are compared with each other, read into one lexicon.
public struct MatchTable: Sendable {
    /// The kinds of numbers that name one person, by their column.
    static let kinds = IdentifierKind.ofOnePerson
    private(set) var reading = LinkageReading(numbers: [])
    public var lexicon: LinkageLexicon { reading.lexicon }

    public init() {}

    public mutating func read(_ record: MatchRecord) -> MatchSubject {
        var shared = LinkageRecord()
        take(record.born?.iso ?? "", .born, into: &shared)
        take(record.sex?.rawValue ?? "", .sex, into: &shared)
        take(record.postcode, .postcode, into: &shared)
        takeAddress(record.address, into: &shared)
        var faces = record.names.map { name in
            var face = shared
            take(name.given, .given, into: &face)
            take(name.family, .family, into: &face)
            return face
        }
        if faces.isEmpty { faces = [shared] }
        return MatchSubject(record: record, faces: numbered(faces, record.identifiers))
    }

    /// The faces with each number of each kind: a record may hold several.
    private mutating func numbered(_ faces: [LinkageRecord], _ identifiers: [MatchIdentifier]) -> [LinkageRecord] {
        var faces = faces
        for (slot, kind) in Self.kinds.enumerated() {
            let own = identifiers.filter { $0.kind == kind && !$0.value.isEmpty && !$0.isNought }
            guard !own.isEmpty else { continue }
            let numbers = own.map { reading.lexicon.identifier($0.value, slot) }
            faces = faces.flatMap { face in
                numbers.map { number in
                    var face = face
                    face.identifiers[slot] = number
                    return face
                }
            }
        }
        return faces
    }

    /// House and street first, the town last, a locality between them.
    private mutating func takeAddress(_ address: String, into record: inout LinkageRecord) {
        var parts = address.utf8.split(separator: UInt8(ascii: ",")).map { Substring($0.drop { $0 == UInt8(ascii: " ") }) }
            .filter { !$0.isEmpty }
        if parts.count > 1, Self.isFlat(parts[0]) { parts.removeFirst() }
        guard let first = parts.first else { return }
        take(first, .address, into: &record)
        if parts.count > 1 { take(parts[parts.count - 1], .town, into: &record) }
        if parts.count > 2 { take(parts[1], .locality, into: &record) }
    }

    private static let flats: Set<Substring> = ["flat", "fflat", "apartment", "unit", "room", "ystafell"]
    /// With which of them an address can begin.
    private static let initials = Set(flats.flatMap { [$0, $0.uppercased()[...]] }.compactMap(\.utf8.first))

    private static func isFlat(_ part: Substring) -> Bool {
        guard let first = part.utf8.first, initials.contains(first) else { return false }
        let words = NameFolding.folded(String(part)).split(separator: " ")
        return words.count == 2 && flats.contains(words[0])
    }

    private mutating func take(_ cell: some StringProtocol, _ column: LinkageColumn, into record: inout LinkageRecord) {
        guard !cell.isEmpty else { return }
        cell.withBytes { reading.take($0, column, slot: 0, into: &record) }
    }

    /// What finds those that each record may belong with, by this version of the model.
    public func probes(_ subjects: [MatchSubject], _ version: LinkageVersion) -> [MatchProbe] {
        let traits = LinkageTraits(lexicon, version.terms)
        let rarity = LinkageRarity(version.model, lexicon, traits, born: version.days)
        let weights = MatchBoundWeights(version.model, rarity, version.terms)
        return subjects.map { subject in
            MatchProbe(
                numbers: numbers(subject, verified: true), keys: numbers(subject, verified: false) + keys(subject, traits),
                signature: MatchSignature(subject, lexicon, traits),
                bound: MatchBound(subject, lexicon, traits, weights), said: subject.record.said)
        }
    }

    private func numbers(_ subject: MatchSubject, verified: Bool) -> [Int64] {
        let numbers = subject.record.identifiers.filter {
            $0.kind.namesOnePerson && !$0.value.isEmpty && !$0.isNought && $0.verified == verified
        }
        return Set(numbers.map { MatchKey($0.kind, verified ? $0.value : "?" + $0.value).number }).sorted()
    }

    private func keys(_ subject: MatchSubject, _ traits: LinkageTraits) -> [Int64] {
        var keys: Set<Int64> = []
        for face in subject.faces {
            let found = LinkageKeys.of(face, lexicon, traits, wide: false)
            for kind in Self.kinds.count..<LinkageKeys.kinds where found[kind] != 0 { keys.insert(Int64(found[kind])) }
        }
        return keys.sorted()
    }

    /// The keys of one record.
    public static func keys(of record: MatchRecord) -> [Int64] {
        var table = MatchTable()
        let subject = table.read(record)
        return table.numbers(subject, verified: true) + table.numbers(subject, verified: false)
            + table.keys(subject, LinkageTraits(table.lexicon, LinkageTerms.none))
    }
}
