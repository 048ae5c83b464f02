/// A civil date of the Gregorian calendar, without time or zone.
public struct Day: Sendable, Hashable, Comparable {
    /// Days since 1 January 1970.
    public let number: Int32

    public init(number: Int32) {
        self.number = number
    }

    /// nil when there is no such day (31 February) or the year is outside 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.number = Day.number(year: year, month: month, day: day)
    }

    /// `2026-11-01`, exactly ten characters.
    public init?(iso text: some StringProtocol) {
        guard let day = text.withBytes({ $0.count == 10 ? Day(leading: $0) : nil }) else { return nil }
        self = day
    }

    /// The ten bytes that text begins with.
    init?(leading bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 10, bytes[4] == 45, bytes[7] == 45,
            let year = bytes.number(0..<4), let month = bytes.number(5..<7), let day = bytes.number(8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var day: Int { parts.day }

    /// Year, month and day in one computation (Howard Hinnant's civil-from-days).
    public var parts: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        let day = doy - (153 * mp + 2) / 5 + 1
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 0 = Sunday … 6 = Saturday.
    public var weekday: Int { ((Int(number) + 4) % 7 + 7) % 7 }

    /// `2026-11-01`.
    public var iso: String {
        let (year, month, day) = parts
        return String(unsafeUninitializedCapacity: 10) { buffer in
            Day.put(year, month, day, into: buffer)
            return 10
        }
    }

    static func put(_ year: Int, _ month: Int, _ day: Int, into buffer: UnsafeMutableBufferPointer<UInt8>) {
        buffer.put(year, width: 4, at: 0)
        buffer[4] = 45
        buffer.put(month, width: 2, at: 5)
        buffer[7] = 45
        buffer.put(day, width: 2, at: 8)
    }

    public func adding(days: Int) -> Day {
        Day(number: number + Int32(days))
    }

    /// The same day of the month `months` later (or earlier); the last day of that month where there is no such day.
    public func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let total = year * 12 + (month - 1) + months
        let newYear = total >= 0 ? total / 12 : (total - 11) / 12
        let newMonth = total - newYear * 12 + 1
        let length = Day.length(ofMonth: newMonth, year: newYear)
        return Day(number: Day.number(year: newYear, month: newMonth, day: min(day, length)))
    }

    public func days(until other: Day) -> Int { Int(other.number) - Int(number) }

    /// Completed years of somebody born on this day. Born on 29 February: a year older on 1 March in a common year.
    /// Source: OGRS3 specification, section 2.
    public func age(on other: Day) -> Int {
        let born = parts
        let then = other.parts
        let early = (then.month, then.day) < (born.month, born.day)
        return then.year - born.year - (early ? 1 : 0)
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yoe = y - era * 400
        let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
        return Int32(era * 146_097 + doe - 719_468)
    }
}

extension Day {
    private static let months = [
        Text(en: "January", cy: "Ionawr"), Text(en: "February", cy: "Chwefror"), Text(en: "March", cy: "Mawrth"),
        Text(en: "April", cy: "Ebrill"), Text(en: "May", cy: "Mai"), Text(en: "June", cy: "Mehefin"),
        Text(en: "July", cy: "Gorffennaf"), Text(en: "August", cy: "Awst"), Text(en: "September", cy: "Medi"),
        Text(en: "October", cy: "Hydref"), Text(en: "November", cy: "Tachwedd"), Text(en: "December", cy: "Rhagfyr"),
    ]

    /// `1 November 2026`, `1 Tachwedd 2026`.
    public var words: Text {
        let (year, month, day) = parts
        let name = Day.months[month - 1]
        return Text(en: "\(day) \(name.en) \(year)", cy: "\(day) \(name.cy) \(year)")
    }

    /// `01/11/2026`, for dense tables; the same in both languages.
    public var short: String {
        let (year, month, day) = parts
        return "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
    }
}
