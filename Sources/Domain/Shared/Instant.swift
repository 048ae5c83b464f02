/// A moment in UTC, to the microsecond.
public struct Instant: Sendable, Hashable, Comparable {
    /// Microseconds since 1 January 1970, 00:00 UTC.
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public init(seconds: Int64) {
        self.microseconds = seconds * 1_000_000
    }

    public var seconds: Int64 {
        microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    }

    public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// `2026-11-21T09:30:00.000000Z`: sorts as text in the order of time.
    public var iso: String {
        let (day, second) = Instant.split(seconds)
        let (year, month, date) = day.parts
        return String(unsafeUninitializedCapacity: 27) { buffer in
            Day.put(year, month, date, into: buffer)
            buffer[10] = 84
            buffer.put(second / 3600, width: 2, at: 11)
            buffer[13] = 58
            buffer.put(second / 60 % 60, width: 2, at: 14)
            buffer[16] = 58
            buffer.put(second % 60, width: 2, at: 17)
            buffer[19] = 46
            buffer.put(Int(microseconds - seconds * 1_000_000), width: 6, at: 20)
            buffer[26] = 90
            return 27
        }
    }

    /// Reads what `iso` writes; the fraction may have any length up to six digits or be absent.
    public init?(iso text: some StringProtocol) {
        guard let instant = text.withBytes({ Instant(bytes: $0) }) else { return nil }
        self = instant
    }

    private init?(bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 20, bytes.last == 90, bytes[10] == 84, bytes[13] == 58, bytes[16] == 58,
            let day = Day(leading: bytes),
            let hour = bytes.number(11..<13), hour < 24, let minute = bytes.number(14..<16), minute < 60,
            let second = bytes.number(17..<19), second < 60
        else { return nil }
        var fraction = 0
        if bytes.count > 20 {
            let places = 20..<bytes.count - 1
            guard bytes[19] == 46, (1...6).contains(places.count), let value = bytes.number(places) else { return nil }
            fraction = value
            for _ in places.count..<6 { fraction *= 10 }
        }
        let seconds = Int64(day.number) * 86400 + Int64(hour * 3600 + minute * 60 + second)
        self.init(microseconds: seconds * 1_000_000 + Int64(fraction))
    }

    static func split(_ seconds: Int64) -> (day: Day, second: Int) {
        let days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
        return (Day(number: Int32(days)), Int(seconds - days * 86400))
    }

    /// `14:05`.
    static func clock(_ second: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(two(second / 3600)):\(two(second / 60 % 60))"
    }
}

/// The civil clock of Europe/London under the rule in force since 1996: summer time from 01:00 UTC on the last Sunday of
/// March to 01:00 UTC on the last Sunday of October.
public enum London {
    public static func isSummer(_ instant: Instant) -> Bool {
        let (day, _) = Instant.split(instant.seconds)
        let (start, end) = changes(day.year)
        return instant >= start && instant < end
    }

    public static func day(of instant: Instant) -> Day {
        Instant.split(instant.seconds + (isSummer(instant) ? 3600 : 0)).day
    }

    /// `14:05` on the London clock.
    public static func time(of instant: Instant) -> String {
        Instant.clock(Instant.split(instant.seconds + (isSummer(instant) ? 3600 : 0)).second)
    }

    /// The moment of a London wall-clock time. nil for the hour that March leaves out; the hour that October has twice is
    /// read as the earlier (summer time). Source: the agencies' files say which hour they mean in no other way.
    public static func instant(_ day: Day, hour: Int, minute: Int, second: Int = 0) -> Instant? {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        let wall = Int64(day.number) * 86400 + Int64(hour * 3600 + minute * 60 + second)
        let summer = Instant(seconds: wall - 3600)
        if isSummer(summer) { return summer }
        let winter = Instant(seconds: wall)
        return isSummer(winter) ? nil : winter
    }

    /// `21 November 2026 at 09:30`.
    public static func words(_ instant: Instant) -> Text {
        let date = day(of: instant).words
        let clock = time(of: instant)
        return Text(en: "\(date.en) at \(clock)", cy: "\(date.cy) am \(clock)")
    }

    private static func changes(_ year: Int) -> (Instant, Instant) {
        (lastSunday(month: 3, year: year), lastSunday(month: 10, year: year))
    }

    private static func lastSunday(month: Int, year: Int) -> Instant {
        guard let last = Day(year: year, month: month, day: 31) else { return Instant(seconds: 0) }
        let sunday = last.adding(days: -last.weekday)
        return Instant(seconds: Int64(sunday.number) * 86400 + 3600)
    }
}
