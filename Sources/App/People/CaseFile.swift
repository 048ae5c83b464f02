import Domain
import Store

/// A person's case as far as an officer may see it.
struct CaseFile: Sendable {
    var person: CasePerson
    /// What the officer sees of each part. Of what is not open to them, nothing was read.
    let sights: PartSights
    /// Whom they may ask about the rest.
    var owners: [String] = []
    /// The case is open to them because they broke the glass.
    var glass: GlassBreak?
    /// Read for the pages that show notes only.
    var notes: [CaseNote] = []
    /// The reader is of those who work with victims: nobody else is led to them, whatever was shared.
    var isOfVictims = false
    var records: [CaseRecord] = []
    var orders: [CaseOrder] = []
    var convictions: [CaseConviction] = []
    /// Superseded: they count no longer. Read for the pages of offences and history only.
    var former: [CaseFormer] = []
    var custody: [CaseCustody] = []
    var prison: [CasePrison] = []
    var decisions: [CaseDecision] = []
    var enrolments: [CaseEnrolment] = []
    /// The latest first.
    var steps: [CaseStep] = []
    var selection: CaseSelection?
    /// Read for the pages of the case itself.
    var lookAlikes = LookAlikes.none

    /// The first identifier of each kind that heads the case.
    var pnc: String? { records.first { $0.pncVerified && $0.pnc != nil }?.pnc }
    var crn: String? { records.lazy.compactMap(\.crn).first }
    var prisonNumber: String? { records.lazy.compactMap(\.prisonNumber).first }
    var cro: String? { records.first { $0.croVerified && $0.cro != nil }?.cro }

    /// The agencies' own records: those of the PNC follow the record that names them.
    var own: [CaseRecord] { records.filter { $0.kind != "pnc" } }

    /// The latest score that probation recorded.
    var official: OfficialScore? { orders.lazy.compactMap(\.official).first }

    /// The enrolment that counts now.
    var currentEnrolment: CaseEnrolment? {
        enrolments.last { [.adopted, .active].contains($0.state) } ?? enrolments.last
    }
}

/// Who the case is about.
struct CasePerson: Sendable {
    let id: Int64
    let name: PersonName
    let dateOfBirth: Day?
    let sex, ethnicity, language: String?
    /// Empty when it is masked.
    var address, postcode: String
    let area: Area
    let marking: MarkingLine
    /// The officer who reads it may also see who looked.
    var showsLooks = false

    static let columns: SQL = """
        p.id, p.family, p.given, p.date_of_birth, p.sex, p.ethnicity, p.language, p.address, p.postcode, p.area, m.marking,
        m.descriptor
        """

    /// A case has at most one marking that stands; of people who were combined, the higher one.
    static let marked: SQL = """
        LEFT JOIN case_marking m ON m.id = (SELECT k.id FROM case_marking k WHERE k.person_id = p.id AND k.ended_at IS NULL
          ORDER BY CASE WHEN k.descriptor = 'LOCSEN' THEN 0 ELSE 1 END, k.marking DESC, k.id DESC LIMIT 1)
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        dateOfBirth = try row.get("date_of_birth")
        sex = try row.get("sex")
        ethnicity = try row.get("ethnicity")
        language = try row.get("language")
        address = try row.get("address")
        postcode = try row.get("postcode")
        area = try row.get("area")
        let marking = try row.get("marking", as: String?.self).flatMap(Marking.init)
        let descriptor = try row.get("descriptor", as: String?.self).flatMap(MarkingDescriptor.init)
        self.marking = marking.map { MarkingLine($0, descriptor) } ?? .personal
    }

    /// Where the person is must not become known.
    var isHidden: Bool { marking.descriptor == .locsen }
}

/// An agency's record that is linked to the person.
struct CaseRecord: Sendable {
    let id: Int64
    let agency, kind, reference: String
    let sourceRow: Int64
    /// A UTC time, or the day of the extract where the agency gives no time.
    let updatedAt: String
    let area: Area
    let name: PersonName
    let aliases: Aliases
    let dateOfBirth: Day?
    let sex: String?
    var address, postcode, markers: String
    let pnc, cro, crn, prisonNumber: String?
    let pncVerified, croVerified: Bool

    static let columns: SQL = """
        r.id, r.agency, r.kind, r.reference, r.source_row_id, r.updated_at, r.area, r.family, r.given, r.aliases, r.date_of_birth,
        r.sex, r.address, r.postcode, r.markers, r.pnc, r.pnc_verified, r.cro, r.cro_verified, r.crn, r.prison_number
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        agency = try row.get("agency")
        kind = try row.get("kind")
        reference = try row.get("reference")
        sourceRow = try row.get("source_row_id")
        updatedAt = try row.get("updated_at")
        area = try row.get("area")
        name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        aliases = Aliases(try row.get("aliases"))
        dateOfBirth = try row.get("date_of_birth")
        sex = try row.get("sex")
        address = try row.get("address")
        postcode = try row.get("postcode")
        markers = try row.get("markers")
        pnc = try row.get("pnc")
        pncVerified = try row.get("pnc_verified")
        cro = try row.get("cro")
        croVerified = try row.get("cro_verified")
        crn = try row.get("crn")
        prisonNumber = try row.get("prison_number")
    }

    var updated: Text {
        Instant(iso: updatedAt).map(London.words) ?? Day(iso: updatedAt)?.words ?? Text(same: updatedAt)
    }

    var agencyName: Text { Agency.name(of: agency) }
}

/// A probation order or licence.
struct CaseOrder: Sendable {
    let record: Int64
    let type: String
    let start: Day
    let end: Day?
    let convictionDate: Day
    let offenceCode, team, pdu, officer: String
    var rosh, registers, mappaCategory, mappaLevel: String
    var ogrs3OneYear, ogrs3TwoYear: Int?
    let ogrs3Date: Day?

    static let columns: SQL = """
        o.record_id, o.type, o.start_date, o.end_date, o.conviction_date, o.offence_code, o.team, o.pdu, o.officer, o.rosh,
        o.registers, o.mappa_category, o.mappa_level, o.ogrs3_1y, o.ogrs3_2y, o.ogrs3_date
        """

    init(_ row: Row) throws {
        record = try row.get("record_id")
        type = try row.get("type")
        start = try row.get("start_date")
        end = try row.get("end_date")
        convictionDate = try row.get("conviction_date")
        offenceCode = try row.get("offence_code")
        team = try row.get("team")
        pdu = try row.get("pdu")
        officer = try row.get("officer")
        rosh = try row.get("rosh")
        registers = try row.get("registers")
        mappaCategory = try row.get("mappa_category")
        mappaLevel = try row.get("mappa_level")
        ogrs3OneYear = try row.get("ogrs3_1y")
        ogrs3TwoYear = try row.get("ogrs3_2y")
        ogrs3Date = try row.get("ogrs3_date")
    }

    /// The score as probation recorded it, when it did.
    var official: OfficialScore? {
        guard ogrs3OneYear != nil || ogrs3TwoYear != nil else { return nil }
        return OfficialScore(
            oneYear: ogrs3OneYear, twoYear: ogrs3TwoYear, calculated: ogrs3Date, convictionDate: convictionDate,
            mainOffence: HomeOfficeCode(offenceCode))
    }
}

/// A result of a court, or a caution.
struct CaseConviction: Sendable {
    let record: Int64
    let courtDate: Day
    let court, offenceCode, offence, adjudication, disposalCode, disposal: String
    let code: HomeOfficeCode
    let offenceDate: Day?
    let sentenceDays: Int

    static let columns: SQL = """
        c.record_id, c.court_date, c.court, c.offence_code, c.offence, c.offence_date, c.adjudication, c.disposal_code,
        c.disposal, c.sentence_days
        """

    init(_ row: Row) throws {
        record = try row.get("record_id")
        courtDate = try row.get("court_date")
        court = try row.get("court")
        offenceCode = try row.get("offence_code")
        guard let code = HomeOfficeCode(offenceCode) else { throw ConvictionCode.unreadable }
        self.code = code
        offence = try row.get("offence")
        offenceDate = try row.get("offence_date")
        adjudication = try row.get("adjudication")
        disposalCode = try row.get("disposal_code")
        disposal = try row.get("disposal")
        sentenceDays = try row.get("sentence_days")
    }
}

/// A conviction is never left out of a count because its code cannot be read: the import refuses such a row.
enum ConvictionCode {
    static let unreadable = StoreError.column("conviction holds an offence code that is not five digits")
}

/// An arrest and what came of it.
struct CaseCustody: Sendable {
    let record: Int64
    let reference, station, offenceCode, offence, disposal: String
    let arrestedAt: Instant?
    let disposalDate: Day?

    static let columns: SQL = """
        e.record_id, e.reference, e.arrested_at, e.station, e.offence_code, e.offence, e.disposal, e.disposal_date
        """

    init(_ row: Row) throws {
        record = try row.get("record_id")
        reference = try row.get("reference")
        arrestedAt = Instant(iso: try row.get("arrested_at", as: String.self))
        station = try row.get("station")
        offenceCode = try row.get("offence_code")
        offence = try row.get("offence")
        disposal = try row.get("disposal")
        disposalDate = try row.get("disposal_date")
    }
}

/// A sentence served in prison.
struct CasePrison: Sendable {
    let record: Int64
    let prison, releaseType: String
    let reception, release: Day
    let conditionalRelease: Day?
    let sentenceDays: Int?

    static let columns: SQL = """
        s.record_id, s.prison, s.reception_date, s.sentence_days, s.conditional_release_date, s.release_date, s.release_type
        """

    init(_ row: Row) throws {
        record = try row.get("record_id")
        prison = try row.get("prison")
        reception = try row.get("reception_date")
        sentenceDays = try row.get("sentence_days")
        conditionalRelease = try row.get("conditional_release_date")
        release = try row.get("release_date")
        releaseType = try row.get("release_type")
    }
}
