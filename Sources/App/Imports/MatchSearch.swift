import Domain

/// The search for those that one record may belong with, or several that say the same.
struct MatchSearch {
    private let probe: MatchProbe
    private var met: [(record: Int64, reach: Double)] = []
    /// Signatures of the present block that were looked at.
    private var looks = 0
    private var isCut = false
    /// Of a block no more are looked at, so that a file of very many who are alike takes no time that grows with their square. At a million
    /// people hundreds share a key.
    static let mostLooks = 10_000
    /// However many are alike, few are remembered: beside those that are wanted the record itself, and one that says that there are more.
    private static let kept = MatchCandidates.most + 2

    init(_ probe: MatchProbe) { self.probe = probe }

    /// The records of another key are next.
    mutating func beginBlock() { looks = 0 }

    /// A record that shares a key.
    /// - Parameter signature: nil where none was kept, and for one that shares a verified number: it is compared whatever else it says.
    mutating func meet(_ record: Int64, _ signature: MatchSignature?) {
        guard let signature else { return take(record, .infinity) }
        guard looks < Self.mostLooks else { return isCut = true }
        looks += 1
        if let reach = probe.reach(signature) { take(record, reach) }
    }

    private mutating func take(_ record: Int64, _ reach: Double) {
        met.append((record, reach))
        if met.count > 10 * Self.kept { keepLikeliest(Self.kept) }
    }

    /// Each record once, and of too many the likeliest.
    private mutating func keepLikeliest(_ count: Int) {
        met.sort { $0.record != $1.record ? $0.record < $1.record : $0.reach > $1.reach }
        var last: Int64?
        met.removeAll { one in
            defer { last = one.record }
            return one.record == last
        }
        guard met.count > MatchCandidates.most else { return }
        met.sort { ($0.reach, $0.record) > ($1.reach, $1.record) }
        met.removeLast(max(0, met.count - count))
    }

    /// Those that were met, the likeliest of them where they are too many.
    /// - Parameter own: the number of the record itself, which is not meant.
    mutating func found(besides own: Int64) -> MatchCandidates.Found {
        keepLikeliest(Self.kept)
        let others = met.lazy.map(\.record).filter { $0 != own }
        let records = Array(others.prefix(MatchCandidates.most + 1))
        return MatchCandidates.Found(
            records: Array(records.prefix(MatchCandidates.most)), isCrowded: records.count > MatchCandidates.most || isCut,
            isCut: isCut)
    }
}

/// The records of a batch that have been placed, by their keys: the database does not tell of them yet.
struct MatchPlaced {
    struct Entry {
        let record: Int64
        let signature: MatchSignature
    }

    private(set) var blocks: [Int64: [Entry]] = [:]

    mutating func add(_ record: Int64, _ probe: MatchProbe) {
        let entry = Entry(record: record, signature: probe.signature)
        for key in probe.numbers + probe.keys { blocks[key, default: []].append(entry) }
    }

    /// Those that the record of this number may belong with.
    func sharing(_ probe: MatchProbe, with own: Int64) -> MatchCandidates.Found {
        var search = MatchSearch(probe)
        for key in probe.numbers { for entry in blocks[key] ?? [] { search.meet(entry.record, nil) } }
        for key in probe.keys {
            search.beginBlock()
            for entry in blocks[key]?.prefix(MatchSearch.mostLooks + 1) ?? [] { search.meet(entry.record, entry.signature) }
        }
        return search.found(besides: own)
    }
}
