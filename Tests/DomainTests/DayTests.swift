import Domain
import Testing

@Suite("Civil dates")
struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2026-11-21", 20778),
    ])
    func numbers(iso: String, number: Int32) throws {
        let day = try #require(Day(iso: iso))
        #expect(day.number == number)
        #expect(day.iso == iso)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-01-32", "", "abcd-ef-gh"])
    func refused(iso: String) {
        #expect(Day(iso: iso) == nil)
    }

    @Test(
        "Completed years; born on 29 February, a year older on 1 March (OGRS3, section 2)",
        arguments: [
            ("2000-02-29", "2018-02-28", 17), ("2000-02-29", "2018-03-01", 18), ("2000-02-29", "2020-02-29", 20),
            ("1990-06-15", "2026-06-14", 35), ("1990-06-15", "2026-06-15", 36),
        ])
    func ages(born: String, on: String, age: Int) throws {
        #expect(try #require(Day(iso: born)).age(on: try #require(Day(iso: on))) == age)
    }

    @Test(arguments: [
        ("2026-03-31", -1, "2026-02-28"), ("2026-11-01", -24, "2024-11-01"), ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -12, "2023-02-28"), ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"), ("2027-11-30", 3, "2028-02-29"),
    ])
    func months(from: String, months: Int, to: String) throws {
        #expect(try #require(Day(iso: from)).adding(months: months).iso == to)
    }

    @Test(
        "Deadlines in days: over 29 February, and over both changes of the clock, which are days like others",
        arguments: [
            ("2028-02-28", 1, "2028-02-29"), ("2028-02-28", 2, "2028-03-01"), ("2026-02-28", 1, "2026-03-01"),
            ("2028-02-29", 365, "2029-02-28"), ("2028-03-01", -1, "2028-02-29"), ("2026-03-28", 1, "2026-03-29"),
            ("2026-03-28", 2, "2026-03-30"), ("2026-03-01", 28, "2026-03-29"), ("2026-10-24", 1, "2026-10-25"),
            ("2026-10-24", 2, "2026-10-26"), ("2026-10-25", 28, "2026-11-22"),
        ])
    func days(from: String, days: Int, to: String) throws {
        let (start, end) = (try #require(Day(iso: from)), try #require(Day(iso: to)))
        #expect(start.adding(days: days) == end)
        #expect(start.days(until: end) == days)
    }
}

@Suite("The London clock")
struct LondonTests {
    @Test(
        "The hour that March leaves out does not exist; the hour that October has twice is the earlier",
        arguments: [
            ("2026-03-29", 0, 59, "2026-03-29T00:59:00.000000Z" as String?), ("2026-03-29", 1, 0, nil),
            ("2026-03-29", 1, 59, nil), ("2026-03-29", 2, 0, "2026-03-29T01:00:00.000000Z"),
            ("2026-10-25", 1, 30, "2026-10-25T00:30:00.000000Z"), ("2026-10-25", 2, 0, "2026-10-25T02:00:00.000000Z"),
            ("2026-07-01", 12, 0, "2026-07-01T11:00:00.000000Z"), ("2026-12-01", 12, 0, "2026-12-01T12:00:00.000000Z"),
        ])
    func wallClock(day: String, hour: Int, minute: Int, iso: String?) throws {
        let instant = London.instant(try #require(Day(iso: day)), hour: hour, minute: minute)
        #expect(instant?.iso == iso)
    }

    @Test(
        "Midnight is London’s: an hour earlier in summer; the clocks change at 01:00 UTC",
        arguments: [
            ("2026-03-28T23:59:59.000000Z", "2026-03-28", "23:59"), ("2026-03-29T00:00:00.000000Z", "2026-03-29", "00:00"),
            ("2026-03-29T00:59:59.999999Z", "2026-03-29", "00:59"), ("2026-03-29T01:00:00.000000Z", "2026-03-29", "02:00"),
            ("2026-03-29T22:59:59.000000Z", "2026-03-29", "23:59"), ("2026-03-29T23:00:00.000000Z", "2026-03-30", "00:00"),
            ("2026-10-24T22:59:59.000000Z", "2026-10-24", "23:59"), ("2026-10-24T23:00:00.000000Z", "2026-10-25", "00:00"),
            ("2026-10-25T00:59:59.999999Z", "2026-10-25", "01:59"), ("2026-10-25T01:00:00.000000Z", "2026-10-25", "01:00"),
            ("2026-10-25T23:59:59.000000Z", "2026-10-25", "23:59"), ("2026-10-26T00:00:00.000000Z", "2026-10-26", "00:00"),
            ("2028-02-29T23:59:59.000000Z", "2028-02-29", "23:59"), ("2028-03-01T00:00:00.000000Z", "2028-03-01", "00:00"),
        ])
    func days(at: String, day: String, time: String) throws {
        let instant = try #require(Instant(iso: at))
        #expect(London.day(of: instant).iso == day)
        #expect(London.time(of: instant) == time)
    }

    @Test func roundTrip() throws {
        let instant = Instant(microseconds: 1_792_000_000_123_456)
        #expect(Instant(iso: instant.iso) == instant)
    }
}
