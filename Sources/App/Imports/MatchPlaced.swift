import Domain

/// The records of a batch that have been placed, by their keys: the database does not tell of them yet.
struct MatchPlaced {
    /// Records under one key that are told by one signature, and whose they were when they were placed.
    private struct Alike {
        let signature: MatchSignature
        var records: [Int64]
        var people: Set<Int64>

        /// In ascending order.
        mutating func add(_ record: Int64, _ person: Int64) {
            let place = records.lastIndex { $0 < record }.map { $0 + 1 } ?? 0
            records.insert(record, at: place)
            people.insert(person)
        }
    }

    private struct Told: Hashable {
        let key: Int64
        let signature: MatchSignature
    }

    private var blocks: [Int64: [Alike]] = [:]
    /// Where in its block each stands.
    private var places: [Told: Int] = [:]

    mutating func add(_ record: Int64, _ probe: MatchProbe, of person: Int64) {
        for key in probe.numbers + probe.keys {
            let told = Told(key: key, signature: probe.signature)
            if let place = places[told] {
                blocks[key]?[place].add(record, person)
            } else {
                places[told] = blocks[key]?.count ?? 0
                blocks[key, default: []].append(Alike(signature: probe.signature, records: [record], people: [person]))
            }
        }
    }

    /// Those that the record of this number may belong with.
    func sharing(_ probe: MatchProbe, with own: Int64) -> MatchCandidates.Found {
        var search = MatchSearch(probe)
        for key in probe.numbers { for alike in blocks[key] ?? [] { search.meet(alike: alike.records, nil) } }
        for key in probe.keys {
            search.beginBlock()
            for alike in blocks[key]?.prefix(MatchSearch.mostLooks + 1) ?? [] {
                search.meet(alike: alike.records, alike.signature)
            }
        }
        return search.found(besides: own)
    }

    /// Whether all that share a key, and may be meant, are of people who are known.
    func areAll(_ probe: MatchProbe, _ isKnown: (Int64) -> Bool) -> Bool {
        func are(_ keys: [Int64], _ isNumber: Bool) -> Bool {
            keys.allSatisfy { key in
                (blocks[key] ?? []).allSatisfy { alike in
                    alike.people.allSatisfy(isKnown) || !probe.mayMean(isNumber ? nil : alike.signature)
                }
            }
        }
        return are(probe.numbers, true) && are(probe.keys, false)
    }
}
