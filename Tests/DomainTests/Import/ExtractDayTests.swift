import Domain
import Testing

@Suite("The day of an extract")
struct ExtractDayTests {
    static let today = Day.made("2026-11-01")

    @Test(
        arguments: [
            ("2026-11-02", .inFuture), ("2026-11-01", nil), ("2000-01-01", nil), ("1999-12-31", .tooEarly),
            ("1000-01-01", .tooEarly),
        ] as [(String, ExtractDayRefusal?)])
    func bounds(_ day: String, _ expected: ExtractDayRefusal?) {
        var found: ExtractDayRefusal?
        do throws(ExtractDayRefusal) {
            try ExtractDay.check(.made(day), today: Self.today)
        } catch {
            found = error
        }
        #expect(found == expected)
        if let found { #expect(found.message.en != found.message.cy && found.field == "as_of") }
    }

    @Test("Without a clock only the old are refused", arguments: [("2026-11-02", false), ("1999-12-31", true)])
    func withoutClock(_ day: String, _ refused: Bool) {
        #expect((try? ExtractDay.check(.made(day))) == nil ? refused : !refused)
    }
}

extension Day {
    fileprivate static func made(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }
}
