import Domain
import Testing

@Suite("Unusual access: what stands out, rule by rule (both sides of each limit)")
struct UnusualTests {
    static let limits = try? UnusualLimits(rows: [
        ["measure", "value", "from"], ["opens", "7", "2026-01-01"], ["closes", "20", "2026-01-01"],
        ["alike_people", "3", "2026-01-01"], ["alike_minutes", "60", "2026-01-01"], ["rare_people", "5", "2026-01-01"],
        ["common_per_mille", "10", "2026-01-01"], ["an_hour", "60", "2026-01-01"], ["an_hour", "80", "2026-07-01"],
        ["a_day", "300", "2026-01-01"], ["refusals", "10", "2026-01-01"],
    ])
    /// Monday, 2 March 2026, 09:30.
    static let start = Instant(seconds: 1_772_443_800)

    static func watch() throws -> UnusualWatch {
        UnusualWatch(try #require(limits), holidays: [try #require(Day(iso: "2026-04-03"))])
    }

    static func officer(_ name: String = "Dewi Harries", _ agency: String = "gwent-police", _ areas: [Area] = [.gwent])
        -> WatchedOfficer
    {
        WatchedOfficer(id: 7, agency: agency, name: name, areas: areas)
    }

    static func person(
        _ id: Int64, _ name: String = "", _ areas: Set<Area> = [.gwent], bearers: Int = 0, register: Int = 0
    ) -> WatchedPerson {
        WatchedPerson(
            id: id, name: PersonName(forenameFirst: name) ?? PersonName(family: "", forenames: ""), areas: areas,
            bearers: bearers, register: register)
    }

    static func look(_ number: Int64, _ seconds: Int64 = 0, _ what: UnusualLook.What, _ by: WatchedOfficer = officer())
        -> UnusualLook
    { UnusualLook(number: number, at: start.adding(seconds: seconds), officer: by, what) }

    @Test(arguments: [
        ("2026-03-02T06:59:59.999999Z", true), ("2026-03-02T07:00:00.000000Z", false), ("2026-03-02T19:59:59.000000Z", false),
        ("2026-03-02T20:00:00.000000Z", true), ("2026-03-07T12:00:00.000000Z", true), ("2026-03-08T12:00:00.000000Z", true),
        ("2026-04-03T12:00:00.000000Z", true), ("2026-04-02T12:00:00.000000Z", false),
        // Summer time: seven in London is six in UTC.
        ("2026-06-01T06:00:00.000000Z", false), ("2026-06-01T05:59:59.000000Z", true), ("2026-06-01T19:00:00.000000Z", true),
    ])
    func hours(_ at: String, _ isOut: Bool) throws {
        let watch = try Self.watch()
        #expect(watch.isOutOfHours(try #require(Instant(iso: at))) == isOut)
    }

    struct AreaRow: Sendable {
        let areas: [Area]
        let agency: String
        let of: Set<Area>
        let isOut: Bool

        init(_ areas: [Area], _ agency: String, _ of: Set<Area>, _ isOut: Bool) {
            (self.areas, self.agency, self.of, self.isOut) = (areas, agency, of, isOut)
        }
    }

    @Test(arguments: [
        AreaRow([.gwent], "gwent-police", [.gwent], false), AreaRow([.gwent], "gwent-police", [.southWales], true),
        AreaRow([.gwent], "gwent-police", [.southWales, .gwent], false), AreaRow([.gwent], "gwent-police", [], false),
        // Who works in all of Wales belongs where the agency is; of an agency of all Wales nothing is said.
        AreaRow([.wales], "gwent-police", [.northWales], true), AreaRow([.wales], "gwent-police", [.gwent], false),
        AreaRow([.wales], "probation", [.northWales], false), AreaRow([], "gwent-police", [.northWales], false),
    ])
    func area(_ row: AreaRow) {
        let officer = Self.officer("D H", row.agency, row.areas)
        #expect(UnusualWatch.isOutOfArea(officer, Self.person(1, "", row.of)) == row.isOut)
    }

    @Test(arguments: [
        // The rarer the name, the more it weighs; a common one says nothing.
        ("Dewi Prothero", "Siân Prothero", 2, 2000, 3), ("Dewi Prothero", "Siân Prothero", 5, 2000, 3),
        ("Dewi Harries", "Siân HARRIES", 6, 2000, 2), ("Dewi Harries", "Siân Harries", 20, 2000, 2),
        ("Dewi Jones", "Siân Jones", 21, 2000, 0), ("Dewi Jones", "Siân Jonas", 1, 2000, 0), ("Dewi", "Siân", 1, 2000, 0),
        ("Siôn ap Rhys", "Dafydd ap-Rhys", 1, 2000, 3),
    ])
    func relation(_ officer: String, _ person: String, _ bearers: Int, _ register: Int, _ weight: Int) throws {
        var watch = try Self.watch()
        let found = watch.see(
            Self.look(1, 0, .opened(Self.person(9, person, bearers: bearers, register: register)), Self.officer(officer)))
        #expect(found.filter { $0.rule == .ownRelation }.map(\.weight) == (weight > 0 ? [weight] : []))
    }

    @Test("Three people of nearly one name within the hour, not two, not beyond it")
    func alike() throws {
        var watch = try Self.watch()
        let names = ["Dafydd Llewelyn", "David Llewellyn", "Siân Jones", "Dafydd Llewelyn"]
        func alike(_ found: [UnusualFinding]) -> [UnusualFinding] { found.filter { $0.rule == .lookAlike } }
        for (number, name) in names.prefix(3).enumerated() {
            #expect(
                alike(watch.see(Self.look(Int64(number), Int64(number), .opened(Self.person(Int64(number), name))))).isEmpty)
        }
        var late = watch
        #expect(alike(late.see(Self.look(8, 3602, .opened(Self.person(8, names[3]))))).isEmpty)
        let found = alike(watch.see(Self.look(8, 3600, .opened(Self.person(8, names[3])))))
        #expect(found.map(\.tally) == [.reached(3)] && found[0].people == [0, 1, 8] && found[0].entries == [0, 1, 8])
        // The same person again is no other person.
        #expect(alike(watch.see(Self.look(9, 3600, .opened(Self.person(8, names[3])))))[0].tally == .reached(3))
    }

    @Test("More than sixty people in an hour, more than three hundred in a day; the limit of the day holds")
    func many() throws {
        var watch = try Self.watch()
        var found: [UnusualFinding] = []
        for number in 1...60 {
            found += watch.see(Self.look(Int64(number), Int64(number), .opened(Self.person(Int64(number)))))
        }
        #expect(found.isEmpty)
        found = watch.see(Self.look(61, 61, .opened(Self.person(61))))
        #expect(found.map(\.rule) == [.manyAnHour] && found[0].tally == .reached(61))
        #expect(watch.see(Self.look(62, 3700, .opened(Self.person(62)))).isEmpty)
        for number in 63...300 {
            found = watch.see(Self.look(Int64(number), Int64(number) * 100, .opened(Self.person(Int64(number)))))
        }
        #expect(!found.contains { $0.rule == .manyADay })
        found = watch.see(Self.look(301, 30100, .opened(Self.person(301))))
        #expect(found.contains { $0.rule == .manyADay && $0.tally == .reached(301) })
        #expect(!watch.see(Self.look(302, 86400, .opened(Self.person(302)))).contains { $0.rule == .manyADay })
        let july = try #require(Day(iso: "2026-07-01"))
        #expect(Self.limits?[.anHour, july] == 80 && Self.limits?[.anHour, july.adding(days: -1)] == 60)
    }

    @Test("Ten different numbers that did not open, within the hour")
    func refused() throws {
        var watch = try Self.watch()
        for number in 1...9 { #expect(watch.see(Self.look(Int64(number), Int64(number), .refused(Int64(number)))).isEmpty) }
        #expect(watch.see(Self.look(10, 10, .refused(9))).isEmpty)
        var late = watch
        #expect(late.see(Self.look(11, 3602, .refused(10))).isEmpty)
        let found = watch.see(Self.look(11, 11, .refused(10)))
        #expect(found.map(\.rule) == [.refused] && found[0].weight == 3 && found[0].entries.count == 10)
    }

    @Test("One officer’s readings are not another’s")
    func apart() throws {
        var watch = try Self.watch()
        let other = WatchedOfficer(id: 8, agency: "probation", name: "Nia Bowen", areas: [.gwent])
        for number in 1...120 {
            let by = number.isMultiple(of: 2) ? Self.officer() : other
            #expect(watch.see(Self.look(Int64(number), Int64(number), .opened(Self.person(Int64(number))), by)).isEmpty)
        }
    }

    @Test func tablesThatAreNone() {
        #expect(throws: UnusualLimits.Fault.missing("opens")) { try UnusualLimits(rows: [["measure"]]) }
        #expect(throws: UnusualLimits.Fault.row(2)) { try UnusualLimits(rows: [["measure"], ["opens", "x", "2026-01-01"]]) }
    }

    @Test("Nobody says of their own readings that they are explained")
    func closing() {
        #expect(throws: UnusualRefusal.own) { try UnusualClosing.close("Night shift", by: 7, of: 7) }
        #expect(throws: UnusualRefusal.note) { try UnusualClosing.close("", by: 8, of: 7) }
        #expect(throws: Never.self) { try UnusualClosing.close("Night shift", by: 8, of: 7) }
    }

    @Test("Every rule says why, in both languages", arguments: UnusualRule.allCases)
    func words(_ rule: UnusualRule) throws {
        let why = rule.why(1234, try #require(Self.limits), on: London.day(of: Self.start))
        #expect(why.en != why.cy && (why.en.contains("1,234") || why.en.contains("1234")))
        #expect(rule.name.en != rule.name.cy)
    }
}
