import Domain
import Store

/// Those who may be meant and were left out for being so many: where all of them are of people who are compared anyway, as when hundreds of
/// records are of one person, nobody was left out.
enum MatchLeftOut {
    /// The same, but crowded only where somebody was left out.
    /// - Parameters:
    ///   - own: the numbers of the records that are searched for.
    ///   - owners: whose each record is, of all people who are compared.
    static func told(
        _ connection: any Connection, _ found: [MatchCandidates.Found], _ probes: [MatchProbe], own: [Int64],
        owners: [Int64: Int64]
    ) throws -> [MatchCandidates.Found] {
        let crowded = found.indices.filter { found[$0].isCrowded && !found[$0].isCut }
        guard !crowded.isEmpty else { return found }
        let (distinct, places) = MatchCandidates.distinct(crowded.map { probes[$0] })
        /// A person, or a record of nobody.
        func whose(_ record: Int64) -> Int64 { owners[record] ?? -record }
        var known = [Set<Int64>](repeating: [], count: distinct.count)
        for (index, place) in zip(crowded, places) { known[place].formUnion(found[index].records.map(whose)) }
        let others = try search(connection, distinct, known, whose)
        var found = found
        for (index, place) in zip(crowded, places) {
            let compared = Set(found[index].records.map(whose)).union([whose(own[index])])
            found[index].isCrowded = !known[place].union(others[place]).isSubset(of: compared)
        }
        return found
    }

    /// Of each search, whom it meets beside those who are known: two at most, of whom one may be the record's own person.
    private static func search(
        _ connection: any Connection, _ probes: [MatchProbe], _ known: [Set<Int64>], _ whose: (Int64) -> Int64
    ) throws -> [Set<Int64>] {
        let wanting = MatchCandidates.wanting(probes)
        var others = [Set<Int64>](repeating: [], count: probes.count)
        try MatchCandidates.walk(connection, wanting.keys.sorted(), isFew: false) { key, record, signature in
            for one in wanting[key] ?? [] where others[one.place].count < 2 && !known[one.place].contains(whose(record)) {
                if probes[one.place].mayMean(one.isNumber ? nil : signature) { others[one.place].insert(whose(record)) }
            }
        }
        return others
    }
}

extension MatchProbe {
    /// - Parameter signature: nil where none was kept, and for one that shares a verified number.
    func mayMean(_ signature: MatchSignature?) -> Bool { signature.map { reach($0) != nil } ?? true }
}
