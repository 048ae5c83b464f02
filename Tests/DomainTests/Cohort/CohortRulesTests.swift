import Domain
import Testing

@Suite("The proposal (agency files, the rules of the proposal 7 to 12; IOM findings, section 1.1)")
struct CohortRulesTests {
    @Test(arguments: [
        (OffenceStanding.neighbourhood, 49, 0, ProposalKind.flexA, ProposalReason?.none),
        (.neighbourhood, 50, 0, .fixed1, nil), (.neighbourhood, 99, 0, .fixed1, nil), (.neighbourhood, 1, 9, .flexA, nil),
        (.fixedEarlier, 24, 0, .flexA, nil), (.fixedEarlier, 25, 0, .fixed2, nil), (.fixedEarlier, 49, 0, .fixed2, nil),
        (.fixedEarlier, 50, 0, .fixed1, nil),
        (.otherAcquisitive, 99, 2, .none, .otherAcquisitiveFewSanctions), (.otherAcquisitive, 1, 3, .flexB, nil),
        (.notAcquisitive, 74, 9, .none, .belowBand), (.notAcquisitive, 75, 0, .flexC, nil),
        (.notAcquisitive, 90, 0, .flexC, nil),
    ])
    func rules(offence: OffenceStanding, twoYear: Int, recent: Int, kind: ProposalKind, reason: ProposalReason?) {
        var question = CohortQuestion(isAdult: true, offence: offence, twoYear: twoYear, sanctionsRecently: recent)
        #expect(question.answer(.shipped) == (kind, reason))
        question.isAdult = false
        #expect(question.answer(.shipped) == (.none, .under18))
    }

    @Test(
        "What sort of offence it is (agency files, what the words mean)",
        arguments: [
            ("02803", OffenceStanding.fixedEarlier), ("02900", .fixedEarlier), ("03400", .fixedEarlier),
            ("03900", .neighbourhood), ("04510", .neighbourhood), ("04511", .neighbourhood), ("03000", .notAcquisitive),
            ("04600", .otherAcquisitive), ("05401", .otherAcquisitive), ("10501", .notAcquisitive), ("99999", .notAcquisitive),
        ])
    func standings(code: String, standing: OffenceStanding) throws {
        let marks = try OffenceTable.sample.get().marks(CohortWorld.code(code))
        #expect(OffenceStanding(marks, settings: .shipped) == standing)
    }

    @Test("Adult on the as-of day", arguments: [("2008-11-01", "FIXED-1"), ("2008-11-02", "NONE")])
    func adult(born: String, kind: String) throws {
        let record = CohortWorld.record(
            born: born, CohortWorld.row("2026-10-01", "02803"), CohortWorld.row("2026-09-01", "02803"),
            CohortWorld.row("2026-08-01", "02803"))
        #expect(try CohortWorld.proposal(record).kind.rawValue == kind)
    }

    @Test("Reasons of UNSCORED, the first that holds (agency files, what the words mean)")
    func unscored() throws {
        let conviction = CohortWorld.row("2026-01-01", "02803")
        var record = CohortWorld.record(born: nil, sex: nil, CohortWorld.row("2026-01-01", "02803", .caution))
        record.hasAcceptedRecord = false
        record.hasPNC = false
        func reason() throws -> ProposalReason? { try CohortWorld.proposal(record).reason }
        #expect(try reason() == .noAcceptedRecord)
        record.hasAcceptedRecord = true
        #expect(try reason() == .noPNC)
        record.hasPNC = true
        #expect(try reason() == .noConviction)
        record.convictions.append(conviction)
        #expect(try reason() == .noDateOfBirth)
        record.dateOfBirth = CohortWorld.day("2016-01-02")
        #expect(try reason() == .noSex)
        record.sex = .female
        #expect(try reason() == .ageAtConvictionLessThanTen)
        record.dateOfBirth = CohortWorld.day("2016-01-01")
        #expect(try CohortWorld.proposal(record).kind == .none)
        for (code, reason) in [
            ("08800", ProposalReason.needDetailsOfExactOffence), ("99999", .offenceCodeMappingNotFound),
            ("95000", .offenceCodeMappingNotFound),
        ] {
            record.convictions = [CohortWorld.row("2026-01-01", code)]
            let proposal = try CohortWorld.proposal(record)
            #expect(proposal.kind == .unscored)
            #expect(proposal.reason == reason)
        }
    }

    @Test("Every fault of OGRS3 is a reason of the same name")
    func faultNames() {
        for kind in OGRS3Fault.Kind.allCases { #expect(ProposalReason(rawValue: kind.rawValue) != nil) }
    }
}

@Suite("Settings of the rules: dated, versioned, changeable")
struct CohortSettingsTests {
    private static func edition(_ version: String, _ from: String) -> CohortSettings {
        var settings = CohortSettings.shipped
        settings.edition = Edition(
            version: version, from: CohortWorld.day(from), author: "Nia Prys", reason: Text(same: ""),
            source: Text(same: ""), mark: .proposed)
        return settings
    }

    @Test(
        arguments: [("2020-12-08", nil), ("2020-12-09", "1"), ("2026-03-31", "1"), ("2026-04-01", "2"), ("2030-01-01", "2")]
            as [(String, String?)])
    func inForce(day: String, version: String?) {
        let editions = [CohortSettingsTests.edition("2", "2026-04-01"), .shipped]
        #expect(CohortSettings.inForce(on: CohortWorld.day(day), of: editions)?.edition.version == version)
    }

    @Test(
        "Of two editions of one day the later number counts: 10 after 9",
        arguments: [(["9", "10"], "10"), (["10", "9"], "10"), (["2", "1"], "2"), (["10", "11", "9"], "11")])
    func sameDay(versions: [String], inForce: String) {
        let editions = versions.map { CohortSettingsTests.edition($0, "2026-04-01") }
        #expect(CohortSettings.inForce(on: CohortWorld.day("2026-04-01"), of: editions)?.edition.version == inForce)
    }

    @Test(
        "An edition’s own list of codes takes the place of the table’s",
        arguments: [
            ("02803", "", .flexA), ("02803", "02803,DOMESTIC_BURGLARY,RELATED", .none),
            ("02803", "04600,THEFT_FROM_PERSON,CORE", .none), ("04600", "", .none),
            ("04600", "04600,THEFT_FROM_PERSON,EXTENDED", .flexA), ("04600", "04600,ROBBERY,RELATED", .none),
        ] as [(String, String, ProposalKind)])
    func ownCodes(code: String, list: String, kind: ProposalKind) throws {
        let table = try OffenceTable.sample.get()
        var settings = CohortSettings.shipped
        if !list.isEmpty {
            let read = NeighbourhoodList.read(list, table)
            #expect(read.faults.isEmpty)
            settings.neighbourhoodCodes = read.list
        }
        // One conviction in middle age: a low score, so that only the offence decides.
        let record = CohortWorld.record(CohortWorld.row("2026-01-01", code))
        let proposal = Proposal(record, asOf: CohortWorld.asOf, settings: settings, offences: table)
        #expect(proposal.kind == kind)
    }

    @Test(
        "A list is read as a spreadsheet copies it",
        arguments: [
            ("02803,DOMESTIC_BURGLARY,CORE", ["02803"], []),
            (
                "code,crime,basis\r\n02803;robbery;extended;Words, and more\r\n\r\n\"04600\"\tVEHICLE\tRELATED",
                ["02803", "04600"], []
            ),
            ("", [], [.empty]), ("\n \n", [], [.empty]), ("code,crime,basis", [], [.empty]),
            ("02803,DOMESTIC_BURGLARY,CORE\n2803,ROBBERY,CORE", ["02803"], [.code(line: 2, "2803")]),
            ("99999,ROBBERY,CORE", [], [.code(line: 1, "99999")]), ("02803,ARSON,CORE", [], [.meaning(line: 1, "02803")]),
            ("02803,ROBBERY", [], [.meaning(line: 1, "02803")]), ("02803,ROBBERY,SOME", [], [.meaning(line: 1, "02803")]),
        ] as [(String, [String], [NeighbourhoodFault])])
    func lists(text: String, codes: [String], faults: [NeighbourhoodFault]) throws {
        let read = NeighbourhoodList.read(text, try OffenceTable.sample.get())
        #expect(read.list.codes.map(\.text) == codes)
        #expect(read.faults == faults)
        #expect(faults.allSatisfy { $0.message.en != $0.message.cy })
    }

    @Test("The table’s own list, written and read again, is the same; a code twice is refused")
    func tableList() throws {
        let table = try OffenceTable.sample.get()
        let own = NeighbourhoodList(table)
        #expect(!own.codes.isEmpty && NeighbourhoodList.read(own.text(table), table).list == own)
        let code = try #require(own.codes.first)
        let twice = NeighbourhoodList.read("\(code.text),ROBBERY,CORE\n\(code.text),ROBBERY,CORE", table)
        #expect(twice.faults == [.repeated(line: 2, code)])
    }

    @Test("Other lists and limits give other proposals")
    func changed() throws {
        let record = CohortWorld.record(CohortWorld.row("2026-01-01", "03000"), CohortWorld.row("2025-06-01", "03000"))
        var settings = CohortSettings.shipped
        #expect(try CohortWorld.proposal(record).kind == .none)
        settings.neighbourhoodBases.insert(.related)
        #expect(try CohortWorld.proposal(record, settings: settings).kind == .flexA)
        settings.bands = .hmpps
        settings.fixedFrom = .low
        #expect(try CohortWorld.proposal(record, settings: settings).kind == .fixed1)
    }
}
