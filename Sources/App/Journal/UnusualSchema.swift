import Domain
import Store

/// What stood out among the readings: numbers only, the names are joined when it is read.
enum UnusualSchema {
    private static let actor = Holding(.officer, .staff, .personal, .journal)
    private static let subject = Holding(.offender, .identity, .personal, .journal)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "unusual_access",
                [
                    Column("id", .id, holds: nil),
                    Column("rule", .text, "NOT NULL", holds: nil),
                    Column("actor", .integer, "NOT NULL", holds: actor),
                    Column("agency", .text, "NOT NULL", holds: actor),
                    // Whose case, where it is about one; else 0.
                    Column("person_id", .integer, "NOT NULL", holds: subject),
                    // On the London calendar.
                    Column("day", .text, "NOT NULL", holds: nil),
                    Column("weight", .integer, "NOT NULL", holds: actor),
                    // How many entries, people or refusals it came to, as the rule counts.
                    Column("count", .integer, "NOT NULL", holds: actor),
                    // Numbers of the first entries, and of people where there are several; joined by blanks.
                    Column("entries", .text, "NOT NULL", holds: actor),
                    Column("people", .text, "NOT NULL DEFAULT ''", holds: subject),
                    Column("first_at", .text, "NOT NULL", holds: nil),
                    Column("last_at", .text, "NOT NULL", holds: nil),
                    // Empty until somebody has looked; explained, to_look_into, misuse_suspected
                    Column("outcome", .text, "NOT NULL DEFAULT ''", holds: actor),
                    Column("note", .text, "NOT NULL DEFAULT ''", holds: actor),
                    Column("closed_by", .integer, holds: actor),
                    Column("closed_at", .text, holds: nil),
                ], rules: ["UNIQUE (actor, day, rule, person_id)"])),
        .index("unusual_access_open", on: "unusual_access (outcome, weight, id)"),
        .index("unusual_access_person", on: "unusual_access (person_id)"),
        // One row: the place of the journal's tree that the rules have come to.
        .table(
            Table(
                "unusual_sweep",
                [
                    Column("id", .integer, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("place", .integer, "NOT NULL", holds: nil),
                ])),
        .sql("INSERT INTO unusual_sweep (id, place) VALUES (1, 0)"),
    ]
}
