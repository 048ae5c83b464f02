import Testing

@testable import Domain

@Suite("A correction is told to everybody who had it (DPA 2018 s.38(5); assurance DP-08)")
struct CorrectionTests {
    private static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

    private static func held(_ share: Int64, _ agency: String, _ parts: Set<CasePart>, _ from: String, _ until: String)
        -> Correction.Held
    {
        Correction.Held(share: share, agency: agency, parts: parts, from: day(from), until: day(until))
    }

    @Test func eachBodyOnce() {
        let held = [
            Self.held(1, "newport-council", [.risk], "2026-01-01", "2026-12-31"),
            Self.held(2, "newport-council", [.risk], "2026-02-01", "2026-12-31"),
            Self.held(3, "llamau", [.risk], "2026-01-01", "2026-02-01"),
            Self.held(4, "include", [.plan], "2026-01-01", "2026-12-31"),
        ]
        func told(_ part: CasePart, _ since: String) -> [Int64] {
            Correction.recipients(of: part, wrongSince: Self.day(since), among: held).compactMap(\.share)
        }
        #expect(told(.risk, "2026-02-01") == [2, 3])
        #expect(told(.risk, "2026-02-02") == [2])
        #expect(told(.health, "2026-01-01") == [])
        #expect(told(.identity, "2026-01-01") == [2, 3, 4])
    }

    @Test("Whoever broke the glass had it too; an agency that also holds a share is told by that")
    func glass() {
        func broke(_ agency: String) -> Correction.Held {
            Correction.Held(
                share: nil, agency: agency, parts: [.risk], from: Self.day("2026-02-01"), until: Self.day("2026-02-01"))
        }
        let held = [broke("south-wales-police"), broke("llamau"), Self.held(3, "llamau", [.risk], "2026-01-01", "2026-12-31")]
        let since = Self.day("2026-02-01")
        #expect(
            Correction.recipients(of: .risk, wrongSince: since, among: held) == [
                Correction.Recipient(share: nil, agency: "south-wales-police"),
                Correction.Recipient(share: 3, agency: "llamau"),
            ])
        #expect(Correction.recipients(of: .health, wrongSince: since, among: held).isEmpty)
        #expect(Correction.recipients(of: .risk, wrongSince: since.adding(days: 1), among: held).map(\.agency) == ["llamau"])
    }

    @Test(
        "Ten working days (assurance E2)",
        arguments: [
            ("2026-03-02", "2026-03-16"), ("2026-03-06", "2026-03-20"), ("2026-03-07", "2026-03-20"),
            ("2026-03-31", "2026-04-16"),
            ("2026-12-24", "2027-01-12"),
        ])
    func due(_ from: String, _ due: String) {
        let holidays = Set(["2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28", "2027-01-01"].map(Self.day))
        #expect(Correction.due(from: Self.day(from), holidays: holidays).iso == due)
    }

    @Test func needsWordsAndEvidence() {
        let today = SharingFixture.today
        #expect(throws: CorrectionRefusals.self) { try Correction.record(what: "", since: today, part: .risk, today: today) }
        #expect(throws: CorrectionRefusals.self) {
            try Correction.record(what: "Wrong", since: today.adding(days: 1), part: .risk, today: today)
        }
        #expect(throws: Never.self) { try Correction.record(what: "Wrong", since: today, part: .risk, today: today) }
        for part in CasePart.allCases where !CasePart.shareable.contains(part) {
            #expect(throws: CorrectionRefusals.self) {
                try Correction.record(what: "Wrong", since: today, part: part, today: today)
            }
        }
        #expect(throws: CorrectionRefusal.evidenceMissing) { try Correction.tell(evidence: "", isClosed: false) }
        #expect(throws: CorrectionRefusal.alreadyTold) { try Correction.tell(evidence: "Rang", isClosed: true) }
        #expect(throws: Never.self) { try Correction.tell(evidence: "Rang", isClosed: false) }
    }
}
