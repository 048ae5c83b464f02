import Domain
import Store

extension RowContent {
    /// - Parameters:
    ///   - areas: the police area of a probation delivery unit.
    init(_ row: ImportRow, agency: Agency, asOf: Day, areas: [String: Area]) {
        switch row {
        case .nominal(let row): self.init(row, agency)
        case .custody(let row): self.init(row, agency, asOf)
        case .conviction(let row): self.init(row, agency, asOf)
        case .probation(let row): self.init(row, agency, asOf, areas)
        case .release(let row): self.init(row, agency, asOf)
        }
    }

    private init(_ row: NominalRow, _ agency: Agency) {
        var record = IncomingRecord(
            agency: agency, kind: .nominal, reference: row.reference, updatedAt: row.lastUpdated.iso, area: agency.area)
        record.name(row.name)
        record.aliases = Aliases(row.aliases)
        record.dateOfBirth = row.dateOfBirth
        record.sex = row.sex == .unknown ? nil : row.sex?.rawValue
        record.ethnicity = row.ethnicity?.rawValue
        record.place(row.address)
        record.markers = row.markers.map(\.rawValue).joined(separator: " ")
        record.pnc = row.pnc
        record.cro = row.cro
        self.init(key: row.reference, updatedAt: record.updatedAt, record: record, fact: nil)
    }

    private init(_ row: CustodyRow, _ agency: Agency, _ asOf: Day) {
        let record = IncomingRecord(
            agency: agency, kind: .nominal, reference: row.nominalReference, updatedAt: asOf.iso, area: agency.area)
        self.init(
            key: row.reference, updatedAt: asOf.iso, record: record,
            fact: Fact(
                table: .custody,
                values: [
                    row.reference.stored, row.arrested.stored, row.station.stored, row.offenceCode.text.stored,
                    row.offence.stored, (row.disposal?.rawValue ?? "").stored, row.disposalDate.stored,
                ]))
    }

    private init(_ row: PNCRow, _ agency: Agency, _ asOf: Day) {
        var record = IncomingRecord(
            agency: agency, kind: .pnc, reference: row.pnc.text, updatedAt: asOf.iso, area: agency.area)
        record.pnc = row.pnc
        self.init(
            key: CareerKey(row).text, updatedAt: asOf.iso, record: record,
            fact: Fact(
                table: .conviction,
                values: [
                    row.courtDate.stored, row.court.stored, row.offenceCode.text.stored, row.offence.stored,
                    row.offenceDate.stored, row.adjudication.rawValue.stored, row.disposalCode.stored,
                    row.disposal.stored, row.sentenceDays.stored,
                ]))
    }

    private init(_ row: ProbationRow, _ agency: Agency, _ asOf: Day, _ areas: [String: Area]) {
        var record = IncomingRecord(
            agency: agency, kind: .probation, reference: row.crn.text, updatedAt: asOf.iso,
            area: areas[row.pdu] ?? agency.area)
        record.name(row.name)
        record.dateOfBirth = row.dateOfBirth
        record.sex = row.sex == .unknown ? nil : row.sex?.rawValue
        record.ethnicity = row.ethnicity?.rawValue
        record.language = row.language.isEmpty ? nil : row.language
        record.pnc = row.pnc
        record.crn = row.crn.canonical
        record.prisonNumber = row.prisonNumber?.canonical
        let event = row.event.map(String.init) ?? ""
        self.init(
            key: "\(row.crn.text) \(event) \(row.kind.rawValue) \(row.convictionDate.iso)", updatedAt: asOf.iso,
            record: record,
            fact: Fact(
                table: .order,
                values: [
                    event.stored, row.kind.rawValue.stored, row.start.stored, row.end.stored, row.convictionDate.stored,
                    (row.mainOffence?.text ?? "").stored, row.team.stored, row.pdu.stored, row.officer.stored,
                    (row.riskOfHarm?.rawValue ?? "").stored, (row.ogrs3?.oneYear).stored, (row.ogrs3?.twoYears).stored,
                    (row.ogrs3?.date).stored, row.registers.map(\.rawValue).joined(separator: " ").stored,
                    (row.mappaCategory.map(String.init) ?? "").stored, (row.mappaLevel.map(String.init) ?? "").stored,
                ]))
    }

    private init(_ row: ReleaseRow, _ agency: Agency, _ asOf: Day) {
        var record = IncomingRecord(
            agency: agency, kind: .prison, reference: row.prisonNumber.text, updatedAt: asOf.iso, area: agency.area)
        record.name(row.name)
        record.dateOfBirth = row.dateOfBirth
        record.place(row.address)
        record.pnc = row.pnc
        record.prisonNumber = row.prisonNumber.canonical
        self.init(
            key: "\(row.prisonNumber.text) \(row.reception.iso)", updatedAt: asOf.iso, record: record,
            fact: Fact(
                table: .sentence,
                values: [
                    row.prison.stored, row.reception.stored, row.sentenceDays.stored, row.conditionalRelease.stored,
                    row.release.stored, (row.releaseType?.rawValue ?? "").stored, row.address.postcode.stored,
                ]))
    }
}

extension IncomingRecord {
    fileprivate mutating func name(_ name: PersonName) {
        family = name.family
        given = name.given
    }

    fileprivate mutating func place(_ place: ReceivedAddress) {
        address = (place.lines + [place.town]).filter { !$0.isEmpty }.joined(separator: ", ")
        postcode = place.postcode
    }
}

/// The police area of each probation delivery unit. Source: `wales-bodies.csv`.
enum ProbationUnits {
    static let areas: [String: Area] = [
        "WPTNWS": .northWales, "WPTGWT": .gwent, "WPTDPA": .dyfedPowys, "N03SW1": .southWales, "N03SNT": .southWales,
        "N03CTM": .southWales,
    ]
}
