/// A person in matching: a number, and the source records linked to it. Records that say the same are held as one, so that whoever is
/// compared with a person is compared with each thing that is said of them once, however often it is said.
public struct MatchPerson: Sendable {
    /// Records that say the same, by their numbers in ascending order.
    struct Alike: Sendable {
        let subject: MatchSubject
        let said: MatchRecord.Said
        fileprivate(set) var numbers: [Int64] = []

        /// The oldest of them that is not this one.
        func oldest(besides number: Int64) -> Int64? {
            guard let first = numbers.first, first == number else { return numbers.first }
            return numbers.count > 1 ? numbers[1] : nil
        }

        /// Where the number stands, or would stand.
        fileprivate func place(_ number: Int64) -> Int {
            var (low, high) = (0, numbers.count)
            while low < high {
                let middle = (low + high) / 2
                if numbers[middle] < number { low = middle + 1 } else { high = middle }
            }
            return low
        }

        fileprivate func holds(_ number: Int64) -> Bool {
            let place = place(number)
            return place < numbers.count && numbers[place] == number
        }
    }

    public let number: Int64
    /// How many records there are.
    public private(set) var count = 0
    /// One that was taken out may leave an empty place.
    private(set) var alike: [Alike] = []
    /// Where in `alike` something is said; kept from when it is no longer as quick to look at all.
    private var places: [MatchRecord.Said: Int] = [:]
    private static let few = 8

    public init(number: Int64, records: [MatchSubject] = []) {
        self.number = number
        for record in records { add(record.number, record, record.record.said) }
    }

    /// Without what nobody says any more.
    var said: [Alike] { alike.filter { !$0.numbers.isEmpty } }

    /// The numbers of all its records.
    public var numbers: [Int64] { alike.flatMap(\.numbers) }

    /// What the record of this number says; nil when it is another person's. Its own number may be that of one that says the same.
    public func record(_ number: Int64) -> MatchRecord? { alike.first { $0.holds(number) }?.subject.record }

    /// Takes a record in, in place of what it said before.
    public mutating func add(_ subject: MatchSubject) {
        remove(subject.number)
        add(subject.number, subject, subject.record.said)
    }

    /// Takes in all records of another person.
    public mutating func add(_ other: MatchPerson) {
        for one in other.alike { for number in one.numbers { add(number, one.subject, one.said) } }
    }

    /// Takes the record of this number out, if it is here.
    public mutating func remove(_ number: Int64) {
        guard let found = alike.firstIndex(where: { $0.holds(number) }) else { return }
        alike[found].numbers.remove(at: alike[found].place(number))
        count -= 1
    }

    /// The person as all other records have them; nil when there are none.
    public func without(_ number: Int64) -> MatchPerson? {
        var others = self
        others.remove(number)
        return others.count > 0 ? others : nil
    }

    private mutating func add(_ number: Int64, _ subject: MatchSubject, _ said: MatchRecord.Said) {
        let found = place(said) ?? begin(subject, said)
        guard !alike[found].holds(number) else { return }
        alike[found].numbers.insert(number, at: alike[found].place(number))
        count += 1
    }

    private func place(_ said: MatchRecord.Said) -> Int? {
        alike.count > Self.few ? places[said] : alike.firstIndex { $0.said == said }
    }

    private mutating func begin(_ subject: MatchSubject, _ said: MatchRecord.Said) -> Int {
        alike.append(Alike(subject: subject, said: said))
        if alike.count == Self.few + 1 {
            for (place, one) in alike.enumerated() { places[one.said] = place }
        } else if alike.count > Self.few {
            places[said] = alike.count - 1
        }
        return alike.count - 1
    }
}

extension Set<RecordPair> {
    /// Whether a record is locked apart from one of the person's. Of few locks each is looked at, else each record.
    func part(_ record: Int64, _ person: MatchPerson) -> Bool {
        guard !isEmpty else { return false }
        guard count < person.count else {
            return person.alike.contains { $0.numbers.contains { contains(RecordPair(record, $0)) } }
        }
        return contains { pair in
            pair.low == record && person.holds(pair.high) || pair.high == record && person.holds(pair.low)
        }
    }

    /// Whether a record of one is locked apart from a record of the other.
    public func part(_ one: MatchPerson, _ other: MatchPerson) -> Bool {
        contains { one.holds($0.low) && other.holds($0.high) || one.holds($0.high) && other.holds($0.low) }
    }
}

extension MatchPerson {
    fileprivate func holds(_ number: Int64) -> Bool { alike.contains { $0.holds(number) } }
}
