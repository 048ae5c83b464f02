/// Goes through readings in their order and tells what stands out. It remembers of each officer the people of the day and of the last
/// hour, and nothing else.
public struct UnusualWatch: Sendable {
    private struct Seen: Sendable {
        let at: Instant
        let number: Int64
        let person: WatchedPerson
    }

    private struct Memory: Sendable {
        var day = Day(number: 0)
        var people: Set<Int64> = []
        /// Each person once, by when they were looked at last.
        var lately: [Seen] = []
        var refused: [(at: Instant, number: Int64, person: Int64)] = []
    }

    private let limits: UnusualLimits
    private let holidays: Set<Day>
    private var memory: [Int64: Memory] = [:]

    public init(_ limits: UnusualLimits, holidays: Set<Day>) {
        self.limits = limits
        self.holidays = holidays
    }

    /// What the reading makes stand out.
    public mutating func see(_ look: UnusualLook) -> [UnusualFinding] {
        let day = London.day(of: look.at)
        var memory = memory[look.officer.id] ?? Memory()
        if memory.day != day { (memory.day, memory.people) = (day, []) }
        defer { self.memory[look.officer.id] = memory }
        var found: [UnusualFinding] = []
        switch look.what {
        case .refused(let person):
            found += refusals(look, person, day, &memory)
        case .other:
            if isOutOfHours(look.at) { found.append(finding(.outOfHours, look, day, weight: 1)) }
        case .opened(let person):
            if isOutOfHours(look.at) { found.append(finding(.outOfHours, look, day, weight: 1)) }
            if UnusualWatch.isOutOfArea(look.officer, person) {
                found.append(finding(.outOfArea, look, day, of: person.id, weight: 2))
            }
            let weight = weightOfRelation(look.officer, person, day)
            if weight > 0 { found.append(finding(.ownRelation, look, day, of: person.id, weight: weight)) }
            found += several(look, person, day, &memory)
        }
        return found
    }

    /// A case with nothing of the officer's home area in it.
    public static func isOutOfArea(_ officer: WatchedOfficer, _ person: WatchedPerson) -> Bool {
        !officer.home.isEmpty && !person.areas.isEmpty && officer.home.isDisjoint(with: person.areas)
    }

    public func isOutOfHours(_ at: Instant) -> Bool {
        let day = London.day(of: at)
        guard ![0, 6].contains(day.weekday), !holidays.contains(day) else { return true }
        let hour = Int(London.time(of: at).prefix(2)) ?? 0
        return hour < limits[.opens, day] || hour >= limits[.closes, day]
    }

    /// Whether it must be asked how many bear the name.
    public static func sharesName(_ officer: WatchedOfficer, _ person: PersonName) -> Bool {
        !officer.familyName.isEmpty
            && NameFolding.joiningParticle(NameFolding.folded(person.family)) == officer.familyName
    }

    /// The rarer the name, the more it weighs; a common one, of which Wales has many, says nothing.
    private func weightOfRelation(_ officer: WatchedOfficer, _ person: WatchedPerson, _ day: Day) -> Int {
        guard !officer.familyName.isEmpty, officer.familyName == person.familyName else { return 0 }
        if person.bearers <= limits[.rarePeople, day] { return 3 }
        return person.bearers * 1000 <= person.register * limits[.commonPerMille, day] ? 2 : 0
    }

    private func several(_ look: UnusualLook, _ person: WatchedPerson, _ day: Day, _ memory: inout Memory) -> [UnusualFinding] {
        var found: [UnusualFinding] = []
        let span = Int64(max(60, limits[.alikeMinutes, day])) * 60
        memory.people.insert(person.id)
        memory.lately.removeAll { $0.person.id == person.id || $0.at < look.at.adding(seconds: -span) }
        memory.lately.append(Seen(at: look.at, number: look.number, person: person))
        let since = look.at.adding(seconds: -Int64(limits[.alikeMinutes, day]) * 60)
        let alike = memory.lately.suffix(UnusualWatch.compared).filter { $0.at >= since && $0.person.isNear(person) }
        if alike.count >= limits[.alikePeople, day] {
            found.append(
                finding(
                    .lookAlike, look, day, weight: 2, .reached(alike.count), entries: alike.map(\.number),
                    people: alike.map(\.person.id)))
        }
        let hour = memory.lately.count { $0.at >= look.at.adding(seconds: -3600) }
        if hour > limits[.anHour, day] { found.append(finding(.manyAnHour, look, day, weight: 2, .reached(hour))) }
        if memory.people.count > limits[.aDay, day] {
            found.append(finding(.manyADay, look, day, weight: 2, .reached(memory.people.count)))
        }
        return found
    }

    /// Who runs through thousands of cases is found by their number.
    private static let compared = 200

    private func refusals(_ look: UnusualLook, _ person: Int64, _ day: Day, _ memory: inout Memory) -> [UnusualFinding] {
        memory.refused.removeAll { $0.person == person || $0.at < look.at.adding(seconds: -3600) }
        memory.refused.append((look.at, look.number, person))
        guard memory.refused.count >= limits[.refusals, day] else { return [] }
        return [
            finding(
                .refused, look, day, weight: 3, .reached(memory.refused.count), entries: memory.refused.map(\.number))
        ]
    }

    private func finding(
        _ rule: UnusualRule, _ look: UnusualLook, _ day: Day, of person: Int64? = nil, weight: Int,
        _ tally: UnusualFinding.Tally = .one, entries: [Int64]? = nil, people: [Int64] = []
    ) -> UnusualFinding {
        UnusualFinding(
            rule: rule, officer: look.officer.id, agency: look.officer.agency, person: person, day: day, at: look.at,
            weight: weight, tally: tally, entries: entries ?? [look.number], people: people)
    }
}
