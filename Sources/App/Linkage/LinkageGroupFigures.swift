import Domain

/// How good groups are: `reference/linkage/score_links.py` counts the same.
struct LinkageGroupFigures: Sendable, Equatable {
    private(set) var agreement = LinkageAgreement(true: 0, of: 0, actual: 0)
    let records: Int
    private(set) var persons = 0
    private(set) var groups = 0
    private(set) var largest = 0
    /// Groups that hold more than one person, and their records.
    private(set) var mixed = 0
    private(set) var recordsInMixed = 0
    /// How the people of mixed groups are related; a group counts once for each relation.
    private(set) var byRelation: [String: Int] = [:]
    /// People whose records are in more than one group.
    private(set) var split = 0

    /// `group` is that of each record of the truth; a record without one is alone.
    init(_ truth: LinkageTruth, group: [UInt32?]) {
        records = truth.persons.count
        var found = 0
        var predicted = 0
        var parts = [Int](repeating: 0, count: truth.sizes.count)
        for members in Self.members(group) {
            groups += 1
            largest = max(largest, members.count)
            let counts = Dictionary(members.map { (truth.persons[Int($0)], 1) }, uniquingKeysWith: +)
            for (person, count) in counts {
                found += LinkageTruth.pairs(of: count)
                parts[Int(person)] += 1
            }
            predicted += LinkageTruth.pairs(of: members.count)
            if counts.count > 1 { mix(members.count, counts, truth) }
        }
        agreement = LinkageAgreement(true: found, of: predicted, actual: truth.pairs)
        persons = truth.sizes.filter { $0 > 0 }.count
        split = parts.filter { $0 > 1 }.count
    }

    private mutating func mix(_ members: Int, _ counts: [UInt32: Int], _ truth: LinkageTruth) {
        mixed += 1
        recordsInMixed += members
        let relations = counts.keys.compactMap { truth.related[$0] }.filter { counts[$0.person] != nil }.map(\.relation)
        for relation in Set(relations.isEmpty ? ["unrelated"] : relations) { byRelation[relation, default: 0] += 1 }
    }

    /// The records of each group, those alone first.
    private static func members(_ group: [UInt32?]) -> [ArraySlice<UInt32>] {
        let alone = group.indices.filter { group[$0] == nil }.map { UInt32($0) }
        let grouped = group.indices.compactMap { place in group[place].map { UInt64($0) << 32 | UInt64(place) } }.sorted()
        let places = grouped.map { UInt32(truncatingIfNeeded: $0) }
        var members = alone.indices.map { alone[$0...$0] }
        var start = 0
        for place in 1..<max(grouped.count + 1, 1) where place == grouped.count || grouped[place] >> 32 != grouped[start] >> 32
        {
            members.append(places[start..<place])
            start = place
        }
        return members
    }
}

extension LinkageGroupFigures {
    /// Of a file `rec_id,cluster_id`.
    init(_ truth: LinkageTruth, file: String) throws(LinkageProblem) {
        let sheet = try LinkageSheet(file, needed: ["rec_id", "cluster_id"])
        var group = [UInt32?](repeating: nil, count: truth.persons.count)
        var names = LinkageIdTable()
        try sheet.each { cells, row in
            guard let place = truth.records.find(cells[0]) else {
                return .unknownRecord(file: file, row: row, record: cells[0].text)
            }
            guard group[place] == nil else { return .recordAgain(file: file, row: row, record: cells[0].text) }
            guard !cells[1].isEmpty else { return .noCell(file: file, row: row, heading: "cluster_id") }
            group[place] = UInt32(names.number(cells[1]).number)
            return nil
        }
        self.init(truth, group: group)
    }
}
