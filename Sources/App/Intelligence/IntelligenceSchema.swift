import Domain
import Store

/// Intelligence reports and their gradings. There is no column for who a source is.
enum IntelligenceSchema {
    private static let report = Holding(.offender, .intelligence, .secret, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "intelligence",
                [
                    Column("id", .id, holds: nil), Column("person_id", .integer, "NOT NULL", holds: nil),
                    // The number it was entered for: when a link is undone, it goes back there.
                    Column("entered_for", .integer, "NOT NULL", holds: nil),
                    Column("owner", .text, "NOT NULL", holds: report),
                    // The number of the report in the owner's own system.
                    Column("reference", .text, "NOT NULL", holds: report),
                    Column("information_on", .text, "NOT NULL", holds: report),
                    Column("reported_on", .text, "NOT NULL", holds: report),
                    Column("text", .text, "NOT NULL", holds: report),
                    Column("made_by", .integer, "NOT NULL", holds: staff), Column("made_at", .text, "NOT NULL", holds: nil),
                ])),
        .index("intelligence_person", on: "intelligence (person_id)"),
        .table(
            Table(
                "intelligence_grading",
                [
                    Column("id", .id, holds: nil),
                    Column("intelligence_id", .integer, "NOT NULL REFERENCES intelligence(id)", holds: nil),
                    Column("version", .integer, "NOT NULL", holds: nil),
                    // 1–3 and A–E
                    Column("source_grade", .text, "NOT NULL", holds: report),
                    Column("information_grade", .text, "NOT NULL", holds: report),
                    // P, C
                    Column("handling", .text, "NOT NULL", holds: report),
                    Column("conditions", .text, "NOT NULL", holds: report),
                    // Codes of the agencies that code C admits, joined by blanks.
                    Column("agencies", .text, "NOT NULL", holds: report),
                    Column("marking", .text, "NOT NULL", holds: report),
                    Column("review_on", .text, "NOT NULL", holds: report),
                    // Why it was graded anew; empty for the first.
                    Column("reason", .text, "NOT NULL", holds: report),
                    Column("made_by", .integer, "NOT NULL", holds: staff), Column("made_at", .text, "NOT NULL", holds: nil),
                ], rules: ["UNIQUE (intelligence_id, version)"])),
    ]
}
