import Testing

@testable import Domain

@Suite("Facts from the record (agency files, the rules of the proposal 1 to 4)")
struct CohortFactsTests {
    typealias World = CohortWorld

    @Test(
        "Rule 1: distinct dates of conviction or caution, on or before as-of",
        arguments: [
            (["2020-01-01"], Adjudication.conviction, 1), (["2020-01-01", "2020-01-01"], .conviction, 1),
            (["2020-01-01", "2020-01-02"], .caution, 2), (["2026-11-01"], .conviction, 1),
            (["2026-11-02"], .conviction, 0), (["2020-01-01"], .notGuilty, 0), (["2020-01-01"], .withdrawn, 0),
        ])
    func sanctions(dates: [String], adjudication: Adjudication, count: Int) throws {
        var record = World.record()
        record.convictions = dates.map { World.row($0, "04600", adjudication) }
        #expect(try World.facts(record).sanctions == count)
    }

    @Test(
        "In the last 24 months, inclusive at both ends; the last day of the month where there is no such day",
        arguments: [
            ("2026-11-01", "2024-10-31", 0), ("2026-11-01", "2024-11-01", 1), ("2026-11-01", "2026-11-01", 1),
            ("2026-11-01", "2026-11-02", 0), ("2026-02-28", "2024-02-28", 1), ("2026-02-28", "2024-02-27", 0),
            ("2024-02-29", "2022-02-28", 1), ("2024-02-29", "2022-02-27", 0),
        ])
    func recent(asOf: String, date: String, count: Int) throws {
        let facts = try World.facts(World.record(World.row(date, "04600")), asOf: World.day(asOf))
        #expect(facts.sanctionsRecently == count)
    }

    @Test("Rule 2: age on the first date, cautions included")
    func firstSanction() throws {
        let facts = try World.facts(
            World.record(World.row("2010-01-01", "04600"), World.row("2005-06-14", "04600", .caution)))
        #expect(facts.firstSanction == World.day("2005-06-14"))
        #expect(facts.ageAtFirstSanction == 14)
    }

    @Test("Rule 3: the most recent conviction, not caution")
    func lastConviction() throws {
        let facts = try World.facts(
            World.record(
                World.row("2025-01-01", "02803"), World.row("2025-02-01", "04600", .caution),
                World.row("2025-03-01", "04600", .notGuilty), World.row("2027-01-01", "04600")))
        #expect(facts.convictionDate == World.day("2025-01-01"))
        #expect(facts.current?.code == World.code("02803"))
    }

    @Test(
        "Rule 3: the longest sentence; then robbery, burglary, other neighbourhood crime, others; then the lowest code",
        arguments: [
            ([("10501", 10), ("03400", 9)], "10501"), ([("10501", 10), ("03400", 10)], "03400"),
            ([("02803", 0), ("03400", 0)], "03400"), ([("03900", 0), ("02803", 0)], "02803"),
            ([("04600", 0), ("04510", 0)], "04510"), ([("03000", 0), ("00800", 0)], "00800"),
            ([("03401", 0), ("03400", 0)], "03400"), ([("00000", 0), ("99999", 0)], "00000"),
            ([("99998", 0), ("99999", 1)], "99999"),
        ] as [([(String, Int32)], String)])
    func principal(rows: [(String, Int32)], code: String) throws {
        for order in [rows, rows.reversed()] {
            var record = World.record()
            record.convictions = order.map { World.row("2025-01-01", $0.0, days: $0.1) }
            #expect(try World.facts(record).current?.code == World.code(code))
        }
    }

    @Test(
        "Rule 4: received on the conviction date or one of the two days after",
        arguments: [
            ("2024-12-31", FollowupBasis.convictionDate), ("2025-01-01", .prisonRelease), ("2025-01-03", .prisonRelease),
            ("2025-01-04", .convictionDate),
        ])
    func reception(date: String, basis: FollowupBasis) throws {
        let prison = [PrisonSentence(reception: World.day(date), release: World.day("2027-01-01"))]
        let followup = try World.facts(World.record(World.row("2025-01-01", "02803"), prison: prison)).followup
        #expect(followup?.basis == basis)
        #expect(followup?.start == World.day(basis == .prisonRelease ? "2027-01-01" : "2025-01-01"))
    }

    private static func order(_ kind: ProbationKind, _ start: String, convicted: String = "2025-01-01", end: String? = nil)
        -> ProbationOrder
    {
        ProbationOrder(
            kind: kind, start: World.day(start), end: end.map(World.day), convictionDate: World.day(convicted))
    }

    @Test(
        "Rule 4: the latest release, else the earliest licence, else the earliest order, else the conviction",
        arguments: [
            ([], FollowupBasis.convictionDate, "2025-01-01"),
            ([order(.communityOrder, "2025-03-01"), order(.suspendedSentenceOrder, "2025-02-01")], .orderStart, "2025-02-01"),
            (
                [order(.communityOrder, "2025-02-01"), order(.licence, "2025-06-01"), order(.licence, "2025-05-01")],
                .licenceStart, "2025-05-01"
            ),
            ([order(.communityOrder, "2025-02-01", convicted: "2025-01-02")], .convictionDate, "2025-01-01"),
            ([order(.postSentenceSupervision, "2025-02-01"), order(.custody, "2025-02-01")], .convictionDate, "2025-01-01"),
        ] as [([ProbationOrder], FollowupBasis, String)])
    func probation(orders: [ProbationOrder], basis: FollowupBasis, start: String) throws {
        var record = World.record(World.row("2025-01-01", "02803"), probation: orders)
        #expect(try World.facts(record).followup == .init(start: World.day(start), basis: basis))
        record.prison = ["2025-04-01", "2025-03-01"].map {
            PrisonSentence(reception: World.day("2025-01-01"), release: World.day($0))
        }
        #expect(try World.facts(record).followup == .init(start: World.day("2025-04-01"), basis: .prisonRelease))
    }

    @Test(
        "Statutory at as-of: start and end included",
        arguments: [
            (ProbationKind.licence, "2026-10-01", "2026-10-31", ""), (.licence, "2026-10-01", "2026-11-01", "LICENCE"),
            (.communityOrder, "2026-11-01", "2027-01-01", "ORDER"), (.communityOrder, "2026-11-02", "2027-01-01", ""),
            (.youthRehabilitationOrder, "2026-01-01", nil, "ORDER"),
            (.postSentenceSupervision, "2026-01-01", "2027-01-01", "PSS"),
            (.custody, "2026-01-01", "2027-01-01", "IN_CUSTODY"),
        ] as [(ProbationKind, String, String?, String)])
    func statutory(kind: ProbationKind, start: String, end: String?, code: String) throws {
        let record = World.record(probation: [CohortFactsTests.order(kind, start, end: end)])
        #expect(try World.facts(record).statutory.code == code)
    }

    @Test(
        "In custody: received on or before as-of, released after it; bases in alphabetical order",
        arguments: [
            ("2026-11-01", "2026-11-02", "IN_CUSTODY|ORDER|PSS"), ("2026-11-02", "2026-12-01", "ORDER|PSS"),
            ("2026-10-01", "2026-11-01", "ORDER|PSS"),
        ])
    func custody(reception: String, release: String, code: String) throws {
        let record = World.record(
            prison: [PrisonSentence(reception: World.day(reception), release: World.day(release))],
            probation: [
                CohortFactsTests.order(.postSentenceSupervision, "2026-01-01"),
                CohortFactsTests.order(.communityOrder, "2026-01-01"),
            ])
        #expect(try World.facts(record).statutory.code == code)
    }
}
