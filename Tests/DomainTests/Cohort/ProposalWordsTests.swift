import Domain
import Testing

@Suite("A proposal explains itself in both languages")
struct ProposalWordsTests {
    typealias World = CohortWorld

    @Test("Every name has both languages")
    func names() {
        var texts: [Text] = []
        texts += ProposalKind.allCases.flatMap { [$0.name, $0.rule(.shipped), $0.source] }
        texts += ProposalReason.allCases.map(\.name)
        texts += FollowupBasis.allCases.map(\.name)
        texts += StatutoryBasis.allCases.map(\.name)
        texts += Adjudication.allCases.map(\.name)
        texts += ProbationKind.allCases.map(\.name)
        texts += OffenceStanding.allCases.map(\.name)
        texts += RiskBand.allCases.map(\.name)
        texts += NeighbourhoodCrime.allCases.map(\.name)
        texts += NeighbourhoodBasis.allCases.map(\.name)
        texts += SourceMark.allCases.map(\.name)
        for text in texts { #expect(!text.en.isEmpty && !text.cy.isEmpty && text.en != text.cy) }
    }

    /// A proposal whose score lies `points` below the limit of a band.
    private static func settings(limit: Int) -> CohortSettings {
        var settings = CohortSettings.shipped
        settings.bands = BandScale(
            code: "test", name: Text(same: "test"), edition: BandScale.segmentation.edition,
            limits: [BandLimit(.low, from: 0), BandLimit(.high, from: limit), BandLimit(.veryHigh, from: limit)])
        return settings
    }

    @Test(
        "Near in score: five points below the limit, not six",
        arguments: [
            ("03900", 0, false), ("03900", 1, true), ("03900", 5, true), ("03900", 6, false), ("10501", 5, true),
            ("10501", 6, false), ("04600", 1, false),
        ])
    func nearScore(code: String, points: Int, near: Bool) throws {
        let record = World.record(World.row("2026-01-01", code), World.row("2020-01-01", code))
        let score = try #require(try World.proposal(record).score?.percentTwoYear)
        let settings = ProposalWordsTests.settings(limit: score + points)
        let misses = try World.proposal(record, settings: settings).nearMisses(settings)
        let kind: ProposalKind = code == "10501" ? .flexC : .fixed1
        #expect(misses == (near ? [.score(kind, at: score + points, is: score)] : []))
    }

    @Test("The words name both numbers")
    func words() {
        let miss = NearMiss.score(.fixed1, at: 50, is: 48)
        #expect(miss.words == Text(en: "Would be Fixed at 50; is 48.", cy: "Byddai’n Sefydlog ar 50; 48 yw’r sgôr."))
    }

    @Test(
        "Near in sanctions: one below the limit, not two",
        arguments: [
            (["2026-01-01"], 0), (["2026-01-01", "2025-06-01"], 1), (["2026-01-01", "2025-06-01", "2025-01-01"], 0),
        ])
    func nearSanctions(dates: [String], count: Int) throws {
        var record = World.record()
        record.convictions = dates.map { World.row($0, "04600") }
        let misses = try World.proposal(record).nearMisses(.shipped)
        #expect(misses == (count == 0 ? [] : [.sanctions(.flexB, at: 3, is: 2)]))
    }

    @Test(
        "Near in age: the eighteenth birthday, 1 March for a leap-day birth",
        arguments: [
            ("2008-11-02", "2026-11-02"), ("2010-05-01", "2028-05-01"), ("2012-02-29", "2030-03-01"),
        ])
    func nearAdult(born: String, from: String) throws {
        let record = World.record(born: born, World.row("2026-10-01", "02803"))
        let proposal = try World.proposal(record)
        let misses = proposal.nearMisses(.shipped)
        #expect(misses.count == 1)
        guard case .adult(_, let day) = misses.first else { return }
        #expect(day == World.day(from))
    }

    @Test("An offence that stands near neighbourhood crime")
    func nearOffence() throws {
        let misses = try World.proposal(World.record(World.row("2026-01-01", "03000"))).nearMisses(.shipped)
        #expect(misses == [.offence(.flexA, .nonDomesticBurglary)])
        #expect(
            misses.first?.words.en
                == "Would be a Flex candidate if non-domestic burglary counted as neighbourhood crime; it does not.")
    }

    @Test("The rule names its limits, numbers beside words, as the settings have them")
    func rule() {
        var settings = CohortSettings.shipped
        #expect(
            ProposalKind.fixed1.rule(settings).en
                == "An adult whose current offence is neighbourhood crime, scoring 50 or more within two years (high, segmentation scale)."
        )
        #expect(
            ProposalKind.fixed2.rule(settings).cy
                == "Oedolyn y mae ei drosedd gyfredol yn un o’r rhain: bwrgleriaeth ddomestig, lladrad; yn sgorio 25 neu fwy o fewn dwy flynedd (canolig, graddfa segmentu), ond islaw FIXED-1."
        )
        settings.bands = .hmpps
        #expect(ProposalKind.fixed1.rule(settings).en.contains("scoring 75 or more within two years (high, HMPPS scale)"))
        settings.recentSanctions = 4
        #expect(ProposalKind.flexB.rule(settings).en.contains("with 4 or more sanctions in the last 24 months"))
    }

    @Test func explanation() throws {
        let record = World.record(
            World.row("2025-01-01", "02803", days: 200), World.row("2010-05-05", "04600", .caution),
            prison: [PrisonSentence(reception: World.day("2025-01-02"), release: World.day("2025-04-01"))])
        let table = try OffenceTable.sample.get()
        let proposal = try World.proposal(record)
        let words = proposal.explained(settings: .shipped, offences: table)
        #expect(words.title == proposal.kind.name)
        #expect(words.source.en.hasSuffix("proposal rule \(proposal.kind == .fixed2 ? 8 : 9)"))
        #expect(words.settings.en == "version 1, in force from 9 December 2020; not confirmed in an official text")
        #expect(
            words.facts.map(\.label.en) == [
                "Current offence", "Kind of offence", "Convicted on", "Start of follow-up", "OGRS3 within two years",
                "OGRS3 within one year", "Age on 1 November 2026", "Sanctions", "Sanctions in the last 24 months",
                "First sanction", "Statutory",
            ])
        #expect(words.facts[0].value.en == "02803" && words.facts[0].englishTitle?.isEmpty == false)
        #expect(words.facts.dropFirst().allSatisfy { $0.englishTitle == nil })
        #expect(words.facts[3].value.en == "1 April 2025: release from prison")
        #expect(words.facts[3].value.cy == "1 Ebrill 2025: rhyddhau o’r carchar")
        let unscored = try World.proposal(World.record()).explained(settings: .shipped, offences: table)
        #expect(unscored.rule == ProposalReason.noConviction.name)
        #expect(unscored.facts.map(\.label.en) == ["Age on 1 November 2026", "Statutory"])
    }
}

@Suite("Probation's score beside ours")
struct OfficialScoreTests {
    typealias World = CohortWorld

    private static func official(
        _ two: Int?, one: Int? = nil, calculated: String = "2026-01-05", convicted: String = "2026-01-01",
        offence: String = "02803"
    ) -> OfficialScore {
        OfficialScore(
            oneYear: one, twoYear: two, calculated: Day(iso: calculated), convictionDate: World.day(convicted),
            mainOffence: HomeOfficeCode(offence))
    }

    @Test(
        "A stale date, another conviction, another offence, a birthday, or the number of sanctions",
        arguments: [
            (official(10), ["Conviction and offence are the same."]),
            (official(10, calculated: "2025-12-31"), ["Probation’s score was calculated on 31 December 2025, before"]),
            (official(10, calculated: "2026-01-01"), ["Conviction and offence are the same."]),
            (
                official(10, calculated: "2026-06-15"),
                ["Probation’s score was calculated on 15 June 2026, ours", "Conviction and"]
            ),
            (
                official(10, convicted: "2025-06-01", offence: "04600"),
                ["Probation’s score stands with the conviction of 1 June 2025", "Probation’s main offence is 04600"]
            ),
            (official(nil), ["Probation has recorded no score."]),
        ])
    func differences(official: OfficialScore, beginnings: [String]) throws {
        let comparison = official.compared(
            with: try World.proposal(World.record(World.row("2026-01-01", "02803"))))
        #expect(!comparison.agrees)
        #expect(comparison.reasons.count == beginnings.count)
        for (reason, beginning) in zip(comparison.reasons, beginnings) {
            #expect(reason.en.hasPrefix(beginning))
            #expect(reason.cy != reason.en)
        }
    }

    @Test func agreement() throws {
        let proposal = try World.proposal(World.record(World.row("2026-01-01", "02803")))
        let score = try #require(proposal.score)
        let same = OfficialScoreTests.official(score.percentTwoYear, one: score.percentOneYear)
        let comparison = same.compared(with: proposal)
        #expect(comparison.agrees && comparison.pointsApart == 0 && comparison.reasons.isEmpty)
        let other = OfficialScoreTests.official(score.percentTwoYear - 3, one: score.percentOneYear)
        #expect(other.compared(with: proposal).pointsApart == 3)
    }

    @Test func noScoreHere() throws {
        let comparison = OfficialScoreTests.official(40).compared(with: try World.proposal(World.record()))
        #expect(comparison.reasons.first?.en.hasPrefix("No score could be calculated here. There is no conviction") == true)
    }
}
