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
        if let reach = look(signature) { take(record, reach) }
    }

    /// Records that share a key and are told by one signature, in ascending order: it is looked at once for all of them.
    mutating func meet(alike records: [Int64], _ signature: MatchSignature?) {
        guard let reach = look(signature) else { return }
        for record in records.suffix(Self.kept) { take(record, reach) }
    }

    private mutating func look(_ signature: MatchSignature?) -> Double? {
        guard let signature else { return .infinity }
        guard looks < Self.mostLooks else {
            isCut = true
            return nil
        }
        looks += 1
        return probe.reach(signature)
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
