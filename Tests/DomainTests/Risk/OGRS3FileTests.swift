import Domain
import Testing

@Suite("A file of OGRS3 cases, row by row")
struct OGRS3FileTests {
    private static let header = [
        "id", "profile", "sex", "date_of_birth", "conviction_date", "followup_date", "age_at_first_sanction",
        "total_sanctions", "offence_code",
    ]

    @Test("Every vector through the file's columns", arguments: VectorRow.all("ogrs3-vectors.csv"))
    func vector(row: VectorRow) throws {
        let header = OGRS3FileTests.header + ["offence_group"]
        let out = try OGRS3File(header: header).results(header.map { row[$0] }, offences: OffenceTable.sample.get())
        #expect(out.count == OGRS3File.outputs.count)
        #expect(abs((try #require(Double(out[0]))) - (try row.number("exp_probability_1y"))) < 1e-8)
        #expect(abs((try #require(Double(out[1]))) - (try row.number("exp_probability_2y"))) < 1e-8)
        #expect(Array(out[2...]) == [row["exp_percent_1y"], row["exp_percent_2y"], row["exp_band"], ""])
    }

    @Test("Every faulty vector through the file's columns", arguments: VectorRow.all("ogrs3-errors.csv"))
    func faulty(row: VectorRow) throws {
        let out = try OGRS3File(header: OGRS3FileTests.header).results(
            OGRS3FileTests.header.map { row[$0] }, offences: OffenceTable.sample.get())
        #expect(out[5] == row["exp_errors"])
        #expect(out[4].isEmpty == !row["exp_errors"].isEmpty)
    }

    private static let good = ["1", "", "M", "1990-05-17", "2024-03-01", "2024-03-01", "15", "4", "02803"]

    @Test(
        "Cells that cannot be read",
        arguments: [
            (1, "HMPPS", ""), (1, "other", "PROFILE_NOT_KNOWN"),
            (2, "male", ""), (2, "X", "SEX_NOT_READABLE"),
            (3, "17/05/1990", "DATE_OF_BIRTH_NOT_READABLE"), (4, "2024-02-30", "CONVICTION_DATE_NOT_READABLE"),
            (5, "soon", "FOLLOWUP_DATE_NOT_READABLE"), (6, "4.5", "AGE_AT_FIRST_SANCTION_NOT_READABLE"),
            (6, "-9223372036854775808", ""), (7, "99999999999999999999", "TOTAL_SANCTIONS_NOT_READABLE"),
            (7, "9223372036854775807", ""), (8, " 02803 ", ""), (8, "AB803", "OFFENCE_CODE_MAPPING_NOT_FOUND"),
            (8, "", "MISSING_MANDATORY_INPUT"),
        ])
    func unreadable(column: Int, text: String, errors: String) throws {
        var row = OGRS3FileTests.good
        row[column] = text
        let out = try OGRS3File(header: OGRS3FileTests.header).results(row, offences: OffenceTable.sample.get())
        #expect(out[5] == errors)
    }

    @Test("All that is wrong with what was sent, together")
    func together() throws {
        let row = ["1", "", "", "no", "2024-03-01", "2024-03-01", "15", "0", "2803"]
        let out = try OGRS3File(header: OGRS3FileTests.header).results(row, offences: OffenceTable.sample.get())
        #expect(
            out[5] == "MISSING_MANDATORY_INPUT|TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE|OFFENCE_CODE_INCORRECT_FORMAT"
                + "|DATE_OF_BIRTH_NOT_READABLE")
    }

    @Test(
        "The group stands in for a code that is not given, and must not contradict one",
        arguments: [
            ("02803", "", ""), ("02803", "BURGLARY_DOMESTIC", ""), ("", "BURGLARY_DOMESTIC", ""),
            ("02803", "ROBBERY", "OFFENCE_GROUP_NOT_THAT_OF_CODE"), ("", "SHOPLIFTING", "OFFENCE_GROUP_NOT_KNOWN"),
            ("", "", "MISSING_MANDATORY_INPUT"), ("99999", "ROBBERY", "OFFENCE_CODE_MAPPING_NOT_FOUND"),
        ])
    func groups(code: String, group: String, errors: String) throws {
        let file = try OGRS3File(header: OGRS3FileTests.header + ["offence_group"])
        let row = OGRS3FileTests.good.dropLast() + [code, group]
        #expect(file.results(Array(row), offences: try OffenceTable.sample.get())[5] == errors)
    }

    @Test("A row of another width, and a header without columns")
    func shape() throws {
        let file = try OGRS3File(header: OGRS3FileTests.header)
        #expect(file.results(["1", "", "M"], offences: try OffenceTable.sample.get())[5] == "WRONG_NUMBER_OF_FIELDS")
        #expect(throws: OGRS3HeaderRefusal.self) { try OGRS3File(header: ["id", "sex", "date_of_birth"]) }
    }
}
