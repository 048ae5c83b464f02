import Domain
import Store

/// Scores with what they were made of, selection rounds, and what the rules proposed in them.
enum CohortSchema {
    private static let risk = Holding(.offender, .risk, .criminal, .caseFile)
    private static let cohort = Holding(.offender, .cohort, .criminal, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    static let steps: [Migration.Step] = [
        // Bands, offence lists, limits: never changed, only followed by a newer version.
        .table(
            Table(
                "cohort_settings",
                [
                    Column("version", .integer, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("in_force_from", .text, "NOT NULL", holds: nil),
                    Column("body", .text, "NOT NULL", holds: nil),
                    Column("author", .text, "NOT NULL", holds: staff),
                    Column("reason", .text, "NOT NULL", holds: nil),
                    Column("source", .text, "NOT NULL", holds: nil),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                ])),
        .table(
            Table(
                "team",
                [
                    Column("area", .text, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("capacity", .integer, holds: nil),
                    Column("next_panel", .text, holds: nil),
                ])),
        .table(
            Table(
                "selection_round",
                [
                    Column("id", .id, holds: nil),
                    Column("name", .text, "NOT NULL", holds: nil),
                    Column("as_of", .text, "NOT NULL", holds: nil),
                    Column("settings_version", .integer, "NOT NULL", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                    // planning, planned, scoring (being written), current, past; dropped, when it was cut off
                    Column("state", .text, "NOT NULL", holds: nil),
                    // How many people there are to look at, and how many have been.
                    Column("total", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("done", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("counts", .text, "NOT NULL DEFAULT '{}'", holds: nil),
                    // People whose proposal would change, some of each kind: JSON.
                    Column("examples", .text, "NOT NULL DEFAULT '[]'", holds: cohort),
                    // While it is worked on: who (host and process), and until when nobody else may drop it.
                    Column("lease_owner", .text, holds: nil),
                    Column("lease_until", .text, holds: nil),
                ])),
        .index("selection_round_state", on: "selection_round (state, id)"),
        // Everybody whom a round puts before a panel, takes away, or proposes by another rule: also of one only planned.
        .table(
            Table(
                "round_movement",
                [
                    Column("round_id", .integer, "NOT NULL REFERENCES selection_round(id)", holds: nil),
                    Column("person_id", .integer, "NOT NULL", holds: nil),
                    // entering, leaving, changing
                    Column("movement", .text, "NOT NULL", holds: cohort),
                    Column("area", .text, "NOT NULL", holds: cohort),
                    // Order in the list: by rule, then by score, as in a panel's.
                    Column("rank", .integer, "NOT NULL", holds: cohort),
                    Column("previous", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("previous_percent", .integer, holds: risk),
                    Column("proposal", .text, "NOT NULL", holds: cohort),
                    Column("percent_2y", .integer, holds: risk),
                ], rules: ["PRIMARY KEY (round_id, person_id)"], clustered: true)),
        .index("round_movement_list", on: "round_movement (round_id, rank, person_id)"),
        .table(
            Table(
                "score",
                [
                    Column("id", .id, holds: nil),
                    Column("person_id", .integer, "NOT NULL", holds: nil),
                    Column("round_id", .integer, "NOT NULL", holds: nil),
                    Column("instrument", .text, "NOT NULL", holds: nil),
                    Column("profile", .text, "NOT NULL", holds: nil),
                    Column("version", .text, "NOT NULL", holds: nil),
                    Column("as_of", .text, "NOT NULL", holds: nil),
                    Column("inputs", .text, "NOT NULL", holds: risk),
                    Column("parts", .text, "NOT NULL", holds: risk),
                    Column("probability_1y", .real, "NOT NULL", holds: risk),
                    Column("probability_2y", .real, "NOT NULL", holds: risk),
                    Column("percent_1y", .integer, "NOT NULL", holds: risk),
                    Column("percent_2y", .integer, "NOT NULL", holds: risk),
                    Column("band", .text, "NOT NULL", holds: risk),
                    Column("computed_at", .text, "NOT NULL", holds: nil),
                ])),
        .index("score_person", on: "score (person_id, round_id)"),
        .table(
            Table(
                "proposal",
                [
                    Column("id", .id, holds: nil),
                    Column("round_id", .integer, "NOT NULL REFERENCES selection_round(id)", holds: nil),
                    Column("person_id", .integer, "NOT NULL", holds: nil),
                    Column("area", .text, "NOT NULL", holds: cohort),
                    // FIXED-1 … FLEX-CANDIDATE-C, NONE, UNSCORED
                    Column("proposal", .text, "NOT NULL", holds: cohort),
                    // Order in a panel's list: by rule, then by score, highest first.
                    Column("rank", .integer, "NOT NULL", holds: cohort),
                    Column("reason", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("score_id", .integer, holds: nil),
                    Column("percent_2y", .integer, holds: risk),
                    // What the rules looked at, JSON; enough to explain the proposal again.
                    Column("facts", .text, "NOT NULL", holds: cohort),
                    // new, changed, same: against the round before.
                    Column("news", .text, "NOT NULL", holds: cohort),
                    Column("previous", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("previous_percent", .integer, holds: risk),
                ], rules: ["UNIQUE (round_id, person_id)"])),
        .index("proposal_list", on: "proposal (round_id, area, rank, person_id)"),
        // With what a list shows of a proposal.
        .index("proposal_person", on: "proposal (person_id, round_id, proposal, percent_2y)"),
        .index("proposal_score", on: "proposal (round_id, percent_2y, person_id)"),
    ]
}
