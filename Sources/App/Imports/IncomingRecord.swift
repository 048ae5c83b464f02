import Domain
import Store

/// An agency's record of a person as a row of a file states it.
struct IncomingRecord: Sendable {
    var id: Int64 = 0
    var sourceRow: Int64 = 0
    /// The person it is linked to; nil before it has been placed.
    var person: Int64?
    let agency: Agency
    let kind: MatchRecord.Kind
    let reference: String
    let updatedAt: String
    let area: Area
    var family = ""
    var given = ""
    var aliases = Aliases()
    var dateOfBirth: Day?
    var sex: String?
    var ethnicity: String?
    var language: String?
    var address = ""
    var postcode = ""
    var markers = ""
    var pnc: ReceivedIdentifier?
    var cro: ReceivedIdentifier?
    var crn: String?
    var prisonNumber: String?

    init(agency: Agency, kind: MatchRecord.Kind, reference: String, updatedAt: String, area: Area) {
        self.agency = agency
        self.kind = kind
        self.reference = reference
        self.updatedAt = updatedAt
        self.area = area
    }

    static let columns = [
        "id", "agency", "kind", "reference", "person_id", "source_row_id", "updated_at", "area", "family", "given",
        "aliases", "date_of_birth", "sex", "ethnicity", "language", "address", "postcode", "markers", "pnc",
        "pnc_verified", "cro", "cro_verified", "crn", "prison_number",
    ]

    /// In the order of `columns`.
    var values: [Value] {
        [
            id.stored, agency.code.stored, kind.rawValue.stored, reference.stored, person.stored, sourceRow.stored,
            updatedAt.stored, area.stored, family.stored, given.stored, aliases.text.stored,
            dateOfBirth.stored, sex.stored, ethnicity.stored, language.stored, address.stored, postcode.stored,
            markers.stored, (pnc?.text).stored, (pnc?.isVerified ?? false).stored, (cro?.text).stored,
            (cro?.isVerified ?? false).stored, crn.stored, prisonNumber.stored,
        ]
    }

    var outline: RecordOutline {
        RecordOutline(
            agency: agency, reference: reference, area: area, updatedAt: Instant(iso: updatedAt), family: family,
            given: given, aliases: aliases.searched, dateOfBirth: dateOfBirth, sex: sex, ethnicity: ethnicity,
            language: language, address: address, postcode: postcode, pnc: pnc.flatMap { $0.isVerified ? $0.text : nil },
            crn: crn)
    }

    var match: MatchRecord {
        var identifiers = [(IdentifierKind.pnc, pnc), (.cro, cro)].compactMap { kind, held in
            held.map { MatchIdentifier(kind: kind, value: $0.text, verified: $0.isVerified) }
        }
        for (kind, value) in [(IdentifierKind.crn, crn), (.prisonNumber, prisonNumber)] {
            if let value { identifiers.append(MatchIdentifier(kind: kind, value: value, verified: true)) }
        }
        let name = PersonName(family: family, forenames: given)
        return MatchRecord(
            number: id, agency: agency.code, kind: kind, names: (kind == .pnc ? [] : [name]) + aliases.names,
            born: dateOfBirth, sex: sex.flatMap(MatchRecord.Sex.init), postcode: postcode, address: address,
            identifiers: identifiers)
    }
}

extension MatchRecord {
    /// A stored record as matching sees it.
    init(_ row: Row) throws {
        var identifiers: [MatchIdentifier] = []
        for (kind, column) in [(IdentifierKind.pnc, "pnc"), (.cro, "cro")] {
            guard let value: String = try row.get(column) else { continue }
            identifiers.append(MatchIdentifier(kind: kind, value: value, verified: try row.get("\(column)_verified")))
        }
        for (kind, column) in [(IdentifierKind.crn, "crn"), (.prisonNumber, "prison_number")] {
            guard let value: String = try row.get(column) else { continue }
            identifiers.append(MatchIdentifier(kind: kind, value: value, verified: true))
        }
        let name = PersonName(family: try row.get("family"), forenames: try row.get("given"))
        let aliases = Aliases(try row.get("aliases")).names
        let kind = MatchRecord.Kind(rawValue: try row.get("kind")) ?? .nominal
        let sex: String? = try row.get("sex")
        self.init(
            number: try row.get("id"), agency: try row.get("agency"), kind: kind,
            names: (kind == .pnc ? [] : [name]) + aliases, born: try row.get("date_of_birth"),
            sex: sex.flatMap(MatchRecord.Sex.init), postcode: try row.get("postcode"), address: try row.get("address"),
            identifiers: identifiers)
    }

    /// The columns that `init(_:)` reads.
    static let storedColumns: SQL = """
        id, agency, kind, person_id, family, given, aliases, date_of_birth, sex, postcode, address, pnc, pnc_verified, cro,
        cro_verified, crn, prison_number
        """
}
