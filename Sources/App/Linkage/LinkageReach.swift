import Domain

/// Which true pairs share a key, so that they are compared at all.
struct LinkageReach: Sendable {
    private(set) var truePairs = 0
    private(set) var shared = 0
    /// True pairs that share each kind of key, and those that share no other.
    private(set) var byKind = [Int](repeating: 0, count: LinkageKeys.kinds)
    private(set) var only = [Int](repeating: 0, count: LinkageKeys.kinds)

    /// `person` is that of each record.
    init(_ rows: LinkageRows, person: [UInt32]) {
        let ordered = person.indices.map { UInt64(person[$0]) << 32 | UInt64($0) }.sorted()
        var start = 0
        for place in ordered.indices {
            if ordered[place] >> 32 != ordered[start] >> 32 { start = place }
            for before in start..<place { count(Int(ordered[before] & 0xFFFF_FFFF), Int(ordered[place] & 0xFFFF_FFFF), rows) }
        }
    }

    private mutating func count(_ left: Int, _ right: Int, _ rows: LinkageRows) {
        truePairs += 1
        let kinds = (0..<LinkageKeys.kinds).filter { kind in
            let key = rows.flat[left * LinkageKeys.kinds + kind]
            return key != 0 && key == rows.flat[right * LinkageKeys.kinds + kind]
        }
        if !kinds.isEmpty { shared += 1 }
        for kind in kinds { byKind[kind] += 1 }
        if kinds.count == 1 { only[kinds[0]] += 1 }
    }
}
