import Domain
import Store

/// What panels decide, and the enrolments that come of it.
enum PanelSchema {
    private static let cohort = Holding(.offender, .cohort, .criminal, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "decision",
                [
                    Column("id", .id, holds: nil),
                    Column("person_id", .integer, "NOT NULL REFERENCES person(id)", holds: nil),
                    // The record that the decision hangs on, that of its enrolment: whose the record is, the decision is.
                    Column("record_id", .integer, "NOT NULL REFERENCES record(id)", holds: nil),
                    Column("round_id", .integer, "NOT NULL REFERENCES selection_round(id)", holds: nil),
                    Column("area", .text, "NOT NULL", holds: cohort),
                    Column("panel_day", .text, "NOT NULL", holds: cohort),
                    // adopt_fixed, adopt_flex, adopt_free, decline, defer
                    Column("outcome", .text, "NOT NULL", holds: cohort),
                    // The ground of Flex, or the scheme of Free.
                    Column("ground", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("reason", .text, "NOT NULL", holds: cohort),
                    // Why somebody managed under MAPPA was taken in all the same.
                    Column("mappa_reason", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("police_decider", .text, "NOT NULL", holds: staff),
                    Column("probation_decider", .text, "NOT NULL", holds: staff),
                    Column("dissenter", .text, "NOT NULL DEFAULT ''", holds: staff),
                    Column("dissent", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("police_lead", .text, "NOT NULL DEFAULT ''", holds: staff),
                    Column("probation_lead", .text, "NOT NULL DEFAULT ''", holds: staff),
                    Column("rag", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("next_review", .text, holds: cohort),
                    Column("defer_until", .text, holds: cohort),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("decided_at", .text, "NOT NULL", holds: nil),
                    // The number of the decision in this round on this record: two deciders at once cannot both have it.
                    Column("sequence", .integer, "NOT NULL", holds: nil),
                ], rules: ["UNIQUE (round_id, record_id, sequence)"])),
        .index("decision_person", on: "decision (person_id)"),
        .index("decision_record", on: "decision (record_id)"),
        .table(
            Table(
                "enrolment",
                [
                    Column("id", .id, holds: nil),
                    Column("person_id", .integer, "NOT NULL REFERENCES person(id)", holds: nil),
                    // The record that led the case when the enrolment began: whose the record is, the enrolment is.
                    Column("record_id", .integer, "NOT NULL REFERENCES record(id)", holds: nil),
                    // iom; further schemes follow.
                    Column("scheme", .text, "NOT NULL", holds: cohort),
                    // fixed, flex, free
                    Column("cohort", .text, "NOT NULL", holds: cohort),
                    Column("ground", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    // proposed, adopted, declined, deferred, active, exited
                    Column("state", .text, "NOT NULL", holds: cohort),
                    Column("area", .text, "NOT NULL", holds: cohort),
                    Column("started_on", .text, holds: cohort),
                    Column("ended_on", .text, holds: cohort),
                    Column("police_lead", .text, "NOT NULL DEFAULT ''", holds: staff),
                    Column("probation_lead", .text, "NOT NULL DEFAULT ''", holds: staff),
                    Column("rag", .text, "NOT NULL DEFAULT ''", holds: cohort),
                    Column("next_review", .text, holds: cohort),
                    Column("decision_id", .integer, "NOT NULL REFERENCES decision(id)", holds: nil),
                    Column("version", .integer, "NOT NULL DEFAULT 1", holds: nil),
                ])),
        .index("enrolment_person", on: "enrolment (person_id, scheme)"),
        .index("enrolment_record", on: "enrolment (record_id)"),
        .index("enrolment_area", on: "enrolment (area, state)"),
        .table(
            Table(
                "enrolment_state",
                [
                    Column("id", .id, holds: nil),
                    Column("enrolment_id", .integer, "NOT NULL REFERENCES enrolment(id)", holds: nil),
                    Column("state", .text, "NOT NULL", holds: cohort),
                    Column("at", .text, "NOT NULL", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("reason", .text, "NOT NULL DEFAULT ''", holds: cohort),
                ])),
        .index("enrolment_state_enrolment", on: "enrolment_state (enrolment_id)"),
        .table(
            Table(
                "enrolment_exit",
                [
                    Column("enrolment_id", .integer, "NOT NULL PRIMARY KEY REFERENCES enrolment(id)", holds: nil),
                    Column("reason", .text, "NOT NULL", holds: cohort),
                    Column("words", .text, "NOT NULL", holds: cohort),
                    Column("police_agreed", .text, "NOT NULL", holds: staff),
                    Column("probation_agreed", .text, "NOT NULL", holds: staff),
                    Column("plan", .text, "NOT NULL", holds: Holding(.offender, .plan, .criminal, .caseFile)),
                    Column("receiving_team", .text, "NOT NULL", holds: cohort),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("at", .text, "NOT NULL", holds: nil),
                ])),
    ]
}
