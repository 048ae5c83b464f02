import Domain
import Support
import Testing

/// Profiles and rows of the four shapes that the tests read.
enum ImportSample {
    static let asOf = Day(iso: "2026-11-01") ?? Day(number: 0)

    static func draft(_ kind: ImportKind) -> ProfileDraft {
        var draft = ProfileDraft()
        draft.agency =
            kind == .convictions ? "pnc" : kind == .cases ? "probation" : kind == .releases ? "prison" : "gwent-police"
        draft.kind = kind.rawValue
        draft.dates = "DD/MM/YYYY"
        draft.columns = kind.meanings.filter { $0 != .name }.map { .init($0.key, [$0.key.uppercased()]) }
        draft.aliasForm = AliasForm.forenameFirst.rawValue
        draft.separators = ["aliases": ";", "markers": "|", "registers": "|"]
        if kind == .custody { draft.datesOf["arrested"] = "DD/MM/YYYY HH:MM" }
        if kind == .nominals { draft.datesOf["last_updated"] = "DD/MM/YYYY HH:MM" }
        return draft
    }

    static func profile(_ kind: ImportKind) throws -> ImportProfile { try ImportProfile(draft(kind)) }

    /// Numbers that end in Z fail their check; code 99999 is unknown; `NONE` is a placeholder.
    static let checks: IdentifierChecks = {
        let check: IdentifierChecks.Check = { $0 == "NONE" ? nil : ($0, !$0.hasSuffix("Z")) }
        return IdentifierChecks(
            pnc: check, cro: check, crn: check, prisonNumber: check,
            offenceCode: { $0 == "NONE" ? nil : ($0, $0 != "99999" && HomeOfficeCode($0) != nil) })
    }()

    static func good(_ kind: ImportKind) -> [ColumnMeaning: String] {
        switch kind {
        case .nominals:
            [
                .reference: "G1", .surname: "Rhydwen", .forenames: "Siân Mair", .dateOfBirth: "02/03/1990", .sex: "F",
                .pnc: "2004/5234567K", .cro: "065656/91H", .lastUpdated: "01/10/2026 12:30", .address: "1 Heol Fawr",
                .town: "Tredegar", .postcode: "np222hg", .markers: "VI|DR", .ethnicity: "W1",
            ]
        case .custody:
            [
                .reference: "CU1", .nominalReference: "G1", .arrested: "01/10/2026 12:30", .offenceCode: "04600",
                .disposal: "charged", .disposalDate: "02/10/2026",
            ]
        case .convictions:
            [
                .pnc: "2004/5234567K", .courtDate: "01/10/2026", .offenceCode: "04600", .adjudication: "CONVICTION",
                .sentenceDays: "",
            ]
        case .cases:
            [
                .reference: "X123456", .surname: "Rhydwen", .dateOfBirth: "02/03/1990", .orderType: "Licence",
                .startDate: "01/02/2026", .endDate: "01/03/2026", .convictionDate: "01/02/2025", .offenceCode: "04600",
            ]
        case .releases:
            [
                .prisonNumber: "A1234BC", .surname: "RHYDWEN", .forenames: "SIAN", .receptionDate: "01/02/2026",
                .releaseDate: "01/03/2027", .postcode: "NFA",
            ]
        }
    }

    static func reader(_ kind: ImportKind) throws -> RowReader {
        let profile = try profile(kind)
        return try RowReader(profile, header: profile.headers, asOf: asOf, checks: checks)
    }

    static func read(_ kind: ImportKind, _ change: [ColumnMeaning: String] = [:]) throws -> RowReading {
        let cells = good(kind).merging(change) { $1 }
        let fields = kind.meanings.filter { $0 != .name }.map { cells[$0] ?? "" }
        return try reader(kind).read(DelimitedRecord(number: 1, line: 2, fields: fields))
    }

    static func nominal(_ change: [ColumnMeaning: String] = [:]) throws -> NominalRow {
        guard case .accepted(.nominal(let row), _) = try read(.nominals, change) else { throw Unexpected() }
        return row
    }

    struct Unexpected: Error {}
}
