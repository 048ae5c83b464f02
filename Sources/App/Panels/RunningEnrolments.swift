import Domain
import Store

/// The areas in which enrolments of some people run. One person has one in an area; in two areas both are some team's work.
struct RunningEnrolments {
    private var areas: [Int64: Set<Area>] = [:]

    init() {}

    init(_ connection: any Connection, _ people: [Int64]) throws {
        let rows = try connection.query(
            """
            SELECT n.person_id, n.area FROM \(connection.table(of: people)) CROSS JOIN enrolment n
            WHERE n.person_id = value AND n.scheme = 'iom' AND \(EnrolmentStore.runs)
            """)
        for row in rows { areas[try row.get("person_id"), default: []].insert(try row.get("area")) }
    }

    /// An area in which two of these people are enrolled, so that they cannot be made one.
    func twice(_ people: [Int64]) -> Area? {
        var seen: Set<Area> = []
        for person in Set(people).sorted() {
            let own = areas[person] ?? []
            if let area = own.sorted(by: { $0.rawValue < $1.rawValue }).first(where: seen.contains) { return area }
            seen.formUnion(own)
        }
        return nil
    }

    /// These people are one from now on.
    mutating func unite(_ survivor: Int64, _ others: [Int64]) {
        for other in others { areas[survivor, default: []].formUnion(areas.removeValue(forKey: other) ?? []) }
    }
}
