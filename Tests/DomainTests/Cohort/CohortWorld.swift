import Domain
import Testing

/// Short ways to write a record in a table of rows.
enum CohortWorld {
    static let asOf = day("2026-11-01")

    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: .min) }

    static func code(_ text: String) -> HomeOfficeCode {
        guard let code = HomeOfficeCode(text) else { preconditionFailure("not five digits: \(text)") }
        return code
    }

    static func row(_ iso: String, _ offence: String, days: Int32 = 0, _ adjudication: Adjudication = .conviction)
        -> ConvictionRow
    {
        ConvictionRow(courtDate: day(iso), adjudication: adjudication, offence: code(offence), sentenceDays: days)
    }

    static func record(
        born: String? = "1990-06-15", sex: ScoringSex? = .male, _ rows: ConvictionRow..., prison: [PrisonSentence] = [],
        probation: [ProbationOrder] = []
    ) -> CriminalRecord {
        CriminalRecord(
            sex: sex, dateOfBirth: born.flatMap { Day(iso: $0) }, convictions: rows, prison: prison,
            probation: probation)
    }

    static func facts(_ record: CriminalRecord, asOf: Day = asOf) throws -> CohortFacts {
        CohortFacts(record, asOf: asOf, settings: .shipped, offences: try OffenceTable.sample.get())
    }

    static func proposal(
        _ record: CriminalRecord, asOf: Day = asOf, settings: CohortSettings = .shipped
    ) throws -> Proposal {
        Proposal(record, asOf: asOf, settings: settings, offences: try OffenceTable.sample.get())
    }
}
