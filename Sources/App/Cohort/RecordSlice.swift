import Domain
import Store

/// One person as the scoring of everybody reads them.
struct ScoredPerson {
    let id: Int64
    let area: Area
    /// In the round before: nil when the person was not in it.
    let before: ProposalKind?
    let percentBefore: Int?
    var record: CriminalRecord
}

/// People by their numbers, a slice at a time, with all that the rules ask: five walks in the order of people, side by side.
struct RecordSlice {
    private(set) var people: [ScoredPerson] = []
    /// The number of the last person of the slice, merged people among them; nil when there is nobody left.
    private(set) var last: Int64?

    /// - Parameter previous: the round to compare with.
    init(_ connection: any Connection, after start: Int64, count: Int, previous: Int64?) throws {
        last =
            try connection.value(
                "SELECT MAX(s.id) AS id FROM (SELECT id FROM person WHERE id > \(start) ORDER BY id LIMIT \(count)) s",
                as: Int64?.self) ?? nil
        guard let last else { return }
        people.reserveCapacity(count)
        try readPeople(connection, start, last, previous ?? 0)
        guard !people.isEmpty else { return }
        try readRecords(connection, start, last)
        try readConvictions(connection, start, last)
        try readPrison(connection, start, last)
        try readOrders(connection, start, last)
    }

    private mutating func readPeople(_ connection: any Connection, _ start: Int64, _ last: Int64, _ previous: Int64) throws {
        try connection.forEach(
            """
            SELECT p.id, p.area, p.sex, p.date_of_birth, b.proposal, b.percent_2y
            FROM person p LEFT JOIN proposal b ON b.round_id = \(previous) AND b.person_id = p.id
            WHERE p.id > \(start) AND p.id <= \(last) AND p.merged_into IS NULL ORDER BY p.id
            """
        ) { row in
            people.append(
                ScoredPerson(
                    id: row.integer(0), area: Area(rawValue: row.text(1)) ?? .wales,
                    before: row.isNull(4) ? nil : ProposalKind(rawValue: row.text(4)),
                    percentBefore: row.isNull(5) ? nil : Int(row.integer(5)),
                    record: CriminalRecord(
                        hasAcceptedRecord: false, hasPNC: false, sex: row.isNull(2) ? nil : ScoringSex(rawValue: row.text(2)),
                        dateOfBirth: row.isNull(3) ? nil : Day(fast: row.text(3)))))
        }
    }

    /// Which people are known by an agency's own record, and which of those records hold a PNC ID with a right check letter.
    private mutating func readRecords(_ connection: any Connection, _ start: Int64, _ last: Int64) throws {
        var place = 0
        try connection.forEach(
            """
            SELECT r.person_id, r.kind, CASE WHEN r.pnc IS NULL THEN 0 ELSE r.pnc_verified END
            FROM record r WHERE r.person_id > \(start) AND r.person_id <= \(last) ORDER BY r.person_id
            """
        ) { row in
            guard find(row.integer(0), &place), row.text(1) != "pnc" else { return }
            people[place].record.hasAcceptedRecord = true
            if row.integer(2) != 0 { people[place].record.hasPNC = true }
        }
    }

    private mutating func readConvictions(_ connection: any Connection, _ start: Int64, _ last: Int64) throws {
        var place = 0
        try connection.forEach(
            """
            SELECT r.person_id, c.court_date, c.adjudication, c.offence_code, c.sentence_days
            FROM record r JOIN conviction c ON c.record_id = r.id
            WHERE r.person_id > \(start) AND r.person_id <= \(last) ORDER BY r.person_id
            """
        ) { row in
            guard find(row.integer(0), &place), let day = Day(fast: row.text(1)),
                let adjudication = Adjudication(fast: row.text(2))
            else { return }
            guard let code = HomeOfficeCode(row.text(3)) else { throw ConvictionCode.unreadable }
            people[place].record.convictions.append(
                ConvictionRow(
                    courtDate: day, adjudication: adjudication, offence: code, sentenceDays: Int32(clamping: row.integer(4))))
        }
    }

    private mutating func readPrison(_ connection: any Connection, _ start: Int64, _ last: Int64) throws {
        var place = 0
        try connection.forEach(
            """
            SELECT r.person_id, s.reception_date, s.release_date FROM record r JOIN prison_sentence s ON s.record_id = r.id
            WHERE r.person_id > \(start) AND r.person_id <= \(last) ORDER BY r.person_id
            """
        ) { row in
            guard find(row.integer(0), &place), let reception = Day(fast: row.text(1)), let release = Day(fast: row.text(2))
            else { return }
            people[place].record.prison.append(PrisonSentence(reception: reception, release: release))
        }
    }

    private mutating func readOrders(_ connection: any Connection, _ start: Int64, _ last: Int64) throws {
        var place = 0
        try connection.forEach(
            """
            SELECT r.person_id, o.type, o.start_date, o.end_date, o.conviction_date
            FROM record r JOIN court_order o ON o.record_id = r.id
            WHERE r.person_id > \(start) AND r.person_id <= \(last) ORDER BY r.person_id
            """
        ) { row in
            guard find(row.integer(0), &place), let kind = ProbationKind(rawValue: row.text(1)),
                let from = Day(fast: row.text(2)), let convicted = Day(fast: row.text(4))
            else { return }
            people[place].record.probation.append(
                ProbationOrder(
                    kind: kind, start: from, end: row.isNull(3) ? nil : Day(fast: row.text(3)), convictionDate: convicted))
        }
    }

    /// Moves on to the person; false for somebody who is not read (merged into another).
    private func find(_ id: Int64, _ place: inout Int) -> Bool {
        while place < people.count, people[place].id < id { place += 1 }
        return place < people.count && people[place].id == id
    }
}

extension Day {
    /// `2026-11-01`, as stored; without a copy of the text.
    fileprivate init?(fast text: String) {
        var text = text
        let day = text.withUTF8 { bytes -> Day? in
            guard bytes.count == 10 else { return nil }
            func number(_ from: Int, _ count: Int) -> Int {
                var value = 0
                for index in from..<from + count { value = value &* 10 &+ Int(bytes[index]) &- 48 }
                return value
            }
            return Day(year: number(0, 4), month: number(5, 2), day: number(8, 2))
        }
        guard let day else { return nil }
        self = day
    }
}

extension Adjudication {
    /// The commonest first.
    fileprivate init?(fast text: String) {
        if text == "CONVICTION" { self = .conviction } else { self.init(rawValue: text) }
    }
}
