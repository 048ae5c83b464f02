import Domain
import Store

/// Notes, a row for each version of each. Nothing is overwritten.
enum NarrativeSchema {
    /// Contacts, plan and health stand in the same columns: the strictest of them counts.
    private static let note = Holding(.offender, .health, .sensitive, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "narrative",
                [
                    Column("id", .id, holds: nil), Column("person_id", .integer, "NOT NULL", holds: nil),
                    // The number it was entered for: when a link is undone, it goes back there.
                    Column("entered_for", .integer, "NOT NULL", holds: nil),
                    // contacts, plan, health
                    Column("part", .text, "NOT NULL", holds: note),
                    Column("owner", .text, "NOT NULL", holds: note),
                ])),
        .index("narrative_person", on: "narrative (person_id)"),
        .table(
            Table(
                "narrative_version",
                [
                    Column("id", .id, holds: nil),
                    Column("narrative_id", .integer, "NOT NULL REFERENCES narrative(id)", holds: nil),
                    Column("version", .integer, "NOT NULL", holds: nil),
                    // fact, professional_judgement, self_report, third_party, intelligence
                    Column("basis", .text, "NOT NULL", holds: note),
                    // The report that it rests on, for intelligence.
                    Column("intelligence_id", .integer, "REFERENCES intelligence(id)", holds: nil),
                    // Empty for intelligence: the report stands for the source.
                    Column("source", .text, "NOT NULL", holds: note),
                    Column("on_day", .text, "NOT NULL", holds: note),
                    Column("text", .text, "NOT NULL", holds: note),
                    Column("marking", .text, "NOT NULL", holds: note),
                    // What was wrong with the version before; empty for the first.
                    Column("reason", .text, "NOT NULL", holds: note),
                    Column("made_by", .integer, "NOT NULL", holds: staff), Column("made_at", .text, "NOT NULL", holds: nil),
                ], rules: ["UNIQUE (narrative_id, version)"])),
    ]
}
