import Domain
import Store

/// Careers as whole files state them, and the convictions that a newer one no longer had.
enum CareerSchema {
    private static let identity = Holding(.offender, .identity, .personal, .sourceRecord)
    private static let offences = Holding(.offender, .offences, .sensitive, .sourceRecord)

    static let steps: [Migration.Step] = [
        // The careers of a file that is planned or run; gone once it is done.
        .table(
            Table(
                "import_career",
                [
                    Column("import_id", .integer, "NOT NULL REFERENCES import_file(id)", holds: nil),
                    // The PNC ID.
                    Column("reference", .text, "NOT NULL", holds: identity),
                    Column("first_row", .integer, "NOT NULL", holds: nil),
                    Column("last_row", .integer, "NOT NULL", holds: nil),
                    // The court days that the file has of it, parted by spaces.
                    Column("court_dates", .text, "NOT NULL", holds: offences),
                    // 0: one of its rows was refused, or may be among those that name nobody.
                    Column("whole", .integer, "NOT NULL", holds: nil),
                    // How many rows held are not in the file: those that no longer count, and those that count on.
                    Column("withdrawn", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("kept", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // 1: the run has met it, and what the file does not have of it is withdrawn.
                    Column("settled", .integer, "NOT NULL DEFAULT 0", holds: nil),
                ], rules: ["PRIMARY KEY (import_id, reference)"], clustered: true)),
        // The newest extract that had the career of this record whole.
        .table(
            Table(
                "career",
                [
                    Column("record_id", .integer, "NOT NULL PRIMARY KEY REFERENCES record(id)", holds: nil),
                    Column("as_of", .text, "NOT NULL", holds: nil),
                    Column("import_id", .integer, "NOT NULL REFERENCES import_file(id)", holds: nil),
                ])),
        // Kept as history: in no score, proposal or list. A row counts again when a newer extract has it again.
        .table(
            Table(
                "former_conviction",
                [
                    Column("id", .id, holds: nil),
                    Column("source_row_id", .integer, "NOT NULL REFERENCES source_row(id)", holds: nil),
                    Column("record_id", .integer, "NOT NULL", holds: nil),
                    Column("court_date", .text, "NOT NULL", holds: offences),
                    Column("court", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("offence_code", .text, "NOT NULL", holds: offences),
                    Column("offence", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("offence_date", .text, holds: offences),
                    Column("adjudication", .text, "NOT NULL", holds: offences),
                    Column("disposal_code", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("disposal", .text, "NOT NULL DEFAULT ''", holds: offences),
                    Column("sentence_days", .integer, "NOT NULL DEFAULT 0", holds: offences),
                    // The file that had the career whole and without this row.
                    Column("import_id", .integer, "NOT NULL REFERENCES import_file(id)", holds: nil),
                    Column("at", .text, "NOT NULL", holds: nil),
                ])),
        .index("former_conviction_row", on: "former_conviction (source_row_id)"),
        .index("former_conviction_record", on: "former_conviction (record_id)"),
        .index("former_conviction_import", on: "former_conviction (import_id)"),
    ]
}
