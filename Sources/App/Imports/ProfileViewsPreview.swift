import Domain

/// The first rows of a sample as the profile reads them.
enum ProfilePreviewView {
    static func html(_ preview: ProfilePreview) -> HTML {
        let title = Text(en: "How the first rows are read", cy: "Sut y darllenir y rhesi cyntaf")
        guard !preview.rows.isEmpty else {
            return """
                <h2>\(title)</h2>
                <p>\(Text(
                    en: "The header fits the profile; there is no whole row after it.",
                    cy: "Mae’r pennawd yn cyd-fynd â’r proffil; nid oes rhes gyfan ar ei ôl."))</p>
                """
        }
        return """
            <h2>\(title)</h2>
            \(DataTable.html(
                title, captionHidden: true,
                [
                    .init(Text(en: "Row", cy: "Rhes")), .init(Text(en: "Outcome", cy: "Canlyniad")),
                    .init(Text(en: "What was read", cy: "Yr hyn a ddarllenwyd")),
                ], preview.rows.map(row)))
            """
    }

    private static func row(_ read: RowRead) -> [HTML] {
        switch read.reading {
        case .accepted(let row, let findings):
            let facts: [HTML] = RowFacts.of(row).map { "<li>\($0.label): \($0.value)</li>" }
            let remarks: [HTML] = findings.map { "<li><strong>\($0.message)</strong></li>" }
            return [
                "\(read.record.number)", Tag.html(Text(en: "Accepted", cy: "Derbyniwyd"), .green),
                "<ul>\(facts)\(remarks)</ul>",
            ]
        case .refused(let finding):
            return ["\(read.record.number)", Tag.html(Text(en: "Refused", cy: "Gwrthodwyd"), .red), "\(finding.message)"]
        }
    }
}

/// What an accepted row says, in words; what it leaves open is left out.
enum RowFacts {
    struct Fact {
        let label: Text
        let value: Text
    }

    static func of(_ row: ImportRow) -> [Fact] {
        switch row {
        case .nominal(let row): nominal(row)
        case .custody(let row): custody(row)
        case .conviction(let row): conviction(row)
        case .probation(let row): probation(row)
        case .release(let row): release(row)
        }
    }

    private static func fact(_ meaning: ColumnMeaning, _ value: String?) -> Fact? {
        guard let value, !value.isEmpty else { return nil }
        return Fact(label: meaning.label, value: Text(same: value))
    }

    private static func fact(_ meaning: ColumnMeaning, _ value: Text?) -> Fact? {
        value.map { Fact(label: meaning.label, value: $0) }
    }

    private static func fact(_ meaning: ColumnMeaning, _ day: Day?) -> Fact? {
        fact(meaning, day?.words)
    }

    private static func nominal(_ row: NominalRow) -> [Fact] {
        [
            fact(.reference, row.reference), fact(.surname, row.name.family), fact(.forenames, row.name.given),
            fact(.aliases, row.aliases.map(\.text).joined(separator: "; ")), fact(.dateOfBirth, row.dateOfBirth),
            fact(.sex, row.sex?.name), fact(.ethnicity, row.ethnicity?.name), fact(.pnc, row.pnc?.text),
            fact(.cro, row.cro?.text),
            fact(.address, row.address.text), fact(.markers, Text.joined(row.markers.map(\.name))),
            fact(.lastUpdated, London.words(row.lastUpdated)),
        ].compactMap { $0 }.filter { !$0.value.en.isEmpty }
    }

    private static func custody(_ row: CustodyRow) -> [Fact] {
        [
            fact(.reference, row.reference), fact(.nominalReference, row.nominalReference),
            fact(.arrested, London.words(row.arrested)), fact(.station, row.station), fact(.offenceCode, row.offenceCode.text),
            fact(.offence, row.offence), fact(.disposal, row.disposal?.name), fact(.disposalDate, row.disposalDate),
        ].compactMap { $0 }
    }

    private static func conviction(_ row: PNCRow) -> [Fact] {
        [
            fact(.pnc, row.pnc.text), fact(.courtDate, row.courtDate), fact(.court, row.court),
            fact(.offenceCode, row.offenceCode.text), fact(.offence, row.offence), fact(.offenceDate, row.offenceDate),
            fact(.adjudication, row.adjudication.rawValue), fact(.disposalCode, row.disposalCode),
            fact(.sentence, row.disposal),
            fact(.sentenceDays, String(row.sentenceDays)),
        ].compactMap { $0 }
    }

    private static func probation(_ row: ProbationRow) -> [Fact] {
        [
            fact(.reference, row.crn.text), fact(.surname, row.name.family), fact(.forenames, row.name.given),
            fact(.dateOfBirth, row.dateOfBirth), fact(.sex, row.sex?.name), fact(.ethnicity, row.ethnicity?.name),
            fact(.language, row.language), fact(.pnc, row.pnc?.text), fact(.prisonNumber, row.prisonNumber?.text),
            fact(.event, row.event.map(String.init)), fact(.orderType, row.kind.rawValue), fact(.startDate, row.start),
            fact(.endDate, row.end), fact(.convictionDate, row.convictionDate), fact(.offenceCode, row.mainOffence?.text),
            fact(.team, row.team), fact(.pdu, row.pdu), fact(.officer, row.officer), fact(.riskOfHarm, row.riskOfHarm?.name),
            fact(.ogrs3TwoYears, (row.ogrs3?.twoYears).map(String.init)),
            fact(.registers, Text.joined(row.registers.map(\.name))),
        ].compactMap { $0 }.filter { !$0.value.en.isEmpty }
    }

    private static func release(_ row: ReleaseRow) -> [Fact] {
        [
            fact(.prisonNumber, row.prisonNumber.text), fact(.surname, row.name.family), fact(.forenames, row.name.given),
            fact(.dateOfBirth, row.dateOfBirth), fact(.pnc, row.pnc?.text), fact(.prison, row.prison),
            fact(.receptionDate, row.reception), fact(.sentenceDays, row.sentenceDays.map(String.init)),
            fact(.conditionalReleaseDate, row.conditionalRelease), fact(.releaseDate, row.release),
            fact(.releaseType, row.releaseType?.name), fact(.postcode, row.address.postcode),
        ].compactMap { $0 }
    }
}
