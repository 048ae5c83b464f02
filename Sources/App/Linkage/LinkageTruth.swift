import Domain

/// Which record is whose, and which people are easily taken for one another: `rec_id,person_id[,related_person_id,relation]`.
struct LinkageTruth: Sendable {
    private(set) var records = LinkageIdTable()
    /// The person of each record.
    private(set) var persons: [UInt32] = []
    /// The person related to each person, and how.
    private(set) var related: [UInt32: (person: UInt32, relation: String)] = [:]
    /// Records of each person.
    private(set) var sizes: [Int] = []

    init(_ path: String) throws(LinkageProblem) {
        let sheet = try LinkageSheet(path, needed: ["rec_id", "person_id"], optional: ["related_person_id", "relation"])
        var people = LinkageIdTable()
        var truth = (records: records, persons: persons, related: related)
        try sheet.each { cells, row in
            guard !cells[0].isEmpty else { return .noRecordNumber(file: path, row: row) }
            guard !cells[1].isEmpty else { return .noCell(file: path, row: row, heading: "person_id") }
            guard truth.records.number(cells[0]).isNew else {
                return .recordAgain(file: path, row: row, record: cells[0].text)
            }
            let person = UInt32(people.number(cells[1]).number)
            truth.persons.append(person)
            if !cells[2].isEmpty { truth.related[person] = (UInt32(people.number(cells[2]).number), cells[3].text) }
            return nil
        }
        (records, persons, related) = truth
        sizes = [Int](repeating: 0, count: people.ids.count)
        for person in persons { sizes[Int(person)] += 1 }
    }

    var pairs: Int { sizes.reduce(0) { $0 + Self.pairs(of: $1) } }

    static func pairs(of records: Int) -> Int { records * (records - 1) / 2 }

    /// The place in the truth of each record of a run.
    func places(of ids: LinkageIds) throws(LinkageProblem) -> [UInt32] {
        var places: [UInt32] = []
        places.reserveCapacity(ids.count)
        for record in 0..<ids.count {
            guard let place = ids.with(record, { records.find($0) }) else { throw .notInTruth(record: ids.text(record)) }
            places.append(UInt32(place))
        }
        return places
    }
}
