import Domain
import Testing

@Suite("What becomes of the cells of a row")
struct ImportRowTests {
    @Test func nominal() throws {
        let row = try ImportSample.nominal([.aliases: "Dai Rhys; \"Boz\"; Ann \"Nan\" ap Rhys"])
        #expect(row.name == PersonName(family: "Rhydwen", forenames: "Siân Mair"))
        #expect(row.sex == .female)
        #expect(row.ethnicity == .w1)
        #expect(row.markers == [.violent, .drugs])
        #expect(row.dateOfBirth?.iso == "1990-03-02")
        #expect(row.lastUpdated.iso == "2026-10-01T11:30:00.000000Z")
        #expect(row.address.text == "1 Heol Fawr, Tredegar, NP22 2HG")
        #expect(
            row.aliases.map(\.name) == [
                PersonName(family: "Rhys", forenames: "Dai"), nil, PersonName(family: "ap Rhys", forenames: "Ann"),
            ])
        #expect(row.aliases.map(\.nickname) == [nil, "Boz", "Nan"])
    }

    @Test(
        "A recorded score may be of one year, of two, or of both",
        arguments: [
            ("20", "35", 20, 35), ("20", "", 20, nil), ("", "35", nil, 35), ("0", "0", 0, 0), ("", "", nil, nil),
        ] as [(String, String, Int?, Int?)])
    func recordedScore(one: String, two: String, oneYear: Int?, twoYears: Int?) throws {
        guard
            case .accepted(.probation(let row), _) = try ImportSample.read(
                .cases, [.ogrs3OneYear: one, .ogrs3TwoYears: two, .ogrs3Date: "01/02/2026"])
        else { throw ImportSample.Unexpected() }
        #expect(row.ogrs3?.oneYear == oneYear && row.ogrs3?.twoYears == twoYears)
        #expect((row.ogrs3 == nil) == (oneYear == nil && twoYears == nil))
        #expect(row.ogrs3 == nil || row.ogrs3?.date?.iso == "2026-02-01")
    }

    @Test("An order with an offence code that is none stands without it")
    func noMainOffence() throws {
        guard case .accepted(.probation(let row), _) = try ImportSample.read(.cases, [.offenceCode: "0460"]) else {
            throw ImportSample.Unexpected()
        }
        #expect(row.mainOffence == nil)
    }

    @Test("Unknown sex is no sex", arguments: [("U", nil), ("", nil), ("M", .male)] as [(String, RecordedSex?)])
    func sex(text: String, sex: RecordedSex?) throws {
        #expect(try ImportSample.nominal([.sex: text]).sex == sex)
    }

    @Test func unverifiedIsKeptAndNeverLinked() throws {
        let pnc = try #require(try ImportSample.nominal([.pnc: " 04/1Z "]).pnc)
        #expect(pnc.text == "04/1Z")
        #expect(pnc.canonical == nil)
        #expect(try ImportSample.nominal([.pnc: "NONE"]).pnc == nil)
    }

    @Test("Accents of their own are composed with their letters")
    func composed() throws {
        let row = try ImportSample.nominal([.forenames: "Sio\u{302}n", .surname: "Gwy\u{308}n"])
        #expect(row.name.first.unicodeScalars.elementsEqual("Si\u{F4}n".unicodeScalars))
        #expect(row.name.family.unicodeScalars.elementsEqual("Gw\u{FF}n".unicodeScalars))
    }

    @Test(arguments: [
        ("CF364FZ", "CF36 4FZ"), ("sa5 4bs", "SA5 4BS"), ("CF5", "CF5"), ("", ""), ("CF10", "CF10"), ("EC1A1BB", "EC1A 1BB"),
    ])
    func postcodes(text: String, written: String) throws {
        #expect(try ImportSample.nominal([.postcode: text]).address.postcode == written)
    }

    @Test(arguments: [("No fixed abode", true), ("NO FIXED ABODE", true), ("1 High Street", false)])
    func noFixedAbode(line: String, none: Bool) throws {
        #expect(try ImportSample.nominal([.address: line]).address.isNoFixedAbode == none)
    }

    @Test func addressLines() throws {
        #expect(
            try ImportSample.nominal([.address: "c/o Hostel\n82 Rhodfa Clifton"]).address.lines == [
                "c/o Hostel", "82 Rhodfa Clifton",
            ])
    }

    @Test("The hour that October has twice is the earlier")
    func autumn() throws {
        guard case .accepted(.custody(let row), _) = try ImportSample.read(.custody, [.arrested: "25/10/2026 01:30"]) else {
            throw ImportSample.Unexpected()
        }
        #expect(row.arrested.iso == "2026-10-25T00:30:00.000000Z")
        #expect(row.disposal == .charged)
    }

    @Test func releaseToNowhere() throws {
        guard case .accepted(.release(let row), _) = try ImportSample.read(.releases) else { throw ImportSample.Unexpected() }
        #expect(row.address.isNoFixedAbode)
        #expect(row.address.postcode == "")
    }

    @Test func combinedColumns() throws {
        var draft = ImportSample.draft(.nominals)
        draft.columns.removeAll { ["surname", "forenames", "town"].contains($0.meaning) }
        draft.columns.append(.init("name", ["Name"]))
        draft.separators["address"] = ", "
        draft.aliasForm = AliasForm.surnameFirst.rawValue
        let profile = try ImportProfile(draft)
        let reader = try RowReader(profile, header: profile.headers, asOf: ImportSample.asOf, checks: ImportSample.checks)
        let cells: [String: String] = [
            "REFERENCE": "6", "Name": "ap RHYS, Siân M", "ALIASES": "KING, Dean; LEE, Bo", "LAST_UPDATED": "01/10/2026 10:00",
            "ADDRESS": "Flat 8, 110 Victoria Terrace, Haverfordwest",
        ]
        let record = DelimitedRecord(number: 1, line: 2, fields: profile.headers.map { cells[$0] ?? "" })
        guard case .accepted(.nominal(let row), let findings) = reader.read(record) else { throw ImportSample.Unexpected() }
        #expect(findings.isEmpty)
        #expect(row.name == PersonName(family: "ap RHYS", forenames: "Siân M"))
        #expect(row.aliases.map(\.name?.family) == ["KING", "LEE"])
        #expect(row.address.lines == ["Flat 8", "110 Victoria Terrace"])
        #expect(row.address.town == "Haverfordwest")
    }
}

@Suite("Forms of dates")
struct DateFormTests {
    @Test(
        arguments: [
            ("DD/MM/YYYY", "02/03/1990", "1990-03-02 0:0:0"), ("DD-Mon-YYYY", "02-Mar-1990", "1990-03-02 0:0:0"),
            ("DD-MON-YYYY", "02-DEC-1990", "1990-12-02 0:0:0"), ("DD.MM.YYYY HHMM", "02.03.1990 2359", "1990-03-02 23:59:0"),
            ("YYYY-MM-DDTHH:MM", "1990-03-02T07:05", "1990-03-02 7:5:0"),
            ("DD-Mon-YYYY HH:MM:SS", "02-may-1990 07:05:09", "1990-05-02 7:5:9"), ("DD/MM/YYYY", "2/3/1990", nil),
            ("DD/MM/YYYY", "02/03/1990 ", nil), ("DD/MM/YYYY", "02/13/1990", nil), ("DD/MM/YYYY", "00/03/1990", nil),
            ("DD-Mon-YYYY", "02-Mai-1990", nil), ("DD/MM/YYYY", "02/03/1849", nil),
            ("DD/MM/YYYY", "02/03/1850", "1850-03-02 0:0:0"),
            ("DD/MM/YYYY HH:MM", "02/03/1990 12:60", nil), ("DD/MM/YYYY", "", nil), ("DD/MM/YYYY", "ŵŵ/03/1990", nil),
        ] as [(String, String, String?)])
    func read(pattern: String, text: String, reading: String?) throws {
        let found = try #require(DateForm(pattern)).read(text)
        #expect(found.map { "\($0.day.iso) \($0.hour):\($0.minute):\($0.second)" } == reading)
    }

    @Test(arguments: ["", "DD/MM", "DD/MM/YY", "DD/MM/YYYY HH", "DD/DD/MM/YYYY", "DD MM Mon YYYY", "YYYY"])
    func noForm(pattern: String) {
        #expect(DateForm(pattern) == nil)
    }
}
