/// From what on a reading stands out: numbers with the day from which they hold, so that what was found can be explained later on.
public struct UnusualLimits: Sendable {
    public enum Measure: String, Sendable, CaseIterable {
        /// The hours of the day between which work is usual.
        case opens, closes
        /// So many people of nearly one name, within so many minutes.
        case alikePeople = "alike_people"
        case alikeMinutes = "alike_minutes"
        /// A family name that so few people bear is rare; one that more than so many in a thousand bear says nothing.
        case rarePeople = "rare_people"
        case commonPerMille = "common_per_mille"
        /// More people than so many.
        case anHour = "an_hour"
        case aDay = "a_day"
        /// So many numbers that did not open, within an hour.
        case refusals
    }

    /// What is wrong with a table.
    public enum Fault: Error, Sendable, Hashable {
        case row(Int)
        case missing(String)
    }

    private var values: [Measure: [(from: Day, value: Int)]] = [:]

    /// - Parameter rows: measure, value, from, source; the header first.
    public init(rows: [[String]]) throws(Fault) {
        for (number, row) in rows.enumerated().dropFirst() {
            guard row.count >= 3, let measure = Measure(rawValue: row[0]), let value = Int(row[1]), value >= 0,
                let from = Day(iso: row[2])
            else { throw .row(number + 1) }
            values[measure, default: []].append((from, value))
        }
        for measure in Measure.allCases where values[measure] == nil { throw .missing(measure.rawValue) }
    }

    /// The value that holds on a day; before the first one that first one.
    public subscript(_ measure: Measure, _ day: Day) -> Int {
        let dated = (values[measure] ?? []).sorted { $0.from < $1.from }
        return (dated.last { $0.from <= day } ?? dated.first)?.value ?? 0
    }
}
