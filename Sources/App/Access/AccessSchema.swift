import Domain
import Store

/// What stands between single officers and single cases: restrictions, bars, grants; and how a case is marked.
///
/// `person_id` is whose it is now. `entered_for` is the number it was entered for: when a link is undone, it goes back there.
enum AccessSchema {
    private static let access = Holding(.offender, .staff, .personal, .caseFile)
    private static let why = Holding(.offender, .staff, .sensitive, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    private static let whose = [
        Column("id", .id, holds: nil), Column("person_id", .integer, "NOT NULL", holds: nil),
        Column("entered_for", .integer, "NOT NULL", holds: nil),
    ]

    private static let made = [
        Column("reason", .text, "NOT NULL", holds: why), Column("made_by", .integer, "NOT NULL", holds: staff),
        Column("made_at", .text, "NOT NULL", holds: nil),
    ]

    private static let ended = [
        Column("ended_at", .text, holds: nil), Column("ended_by", .integer, holds: staff),
        Column("ended_reason", .text, holds: why),
    ]

    static let steps: [Migration.Step] = [
        // The set of tokens that shows a restricted case as closed; NULL: it is not restricted, or not shown.
        .addColumn(table: "person", Column("closed_reach_id", .integer, holds: access)),
        // Whom to ask about a case.
        .index("officer_role", on: "officer (role, id)"),
        .index("person_closed", on: "person (closed_reach_id) WHERE closed_reach_id IS NOT NULL"),
        .table(
            Table(
                "case_restriction",
                // shown: closed, hidden
                whose + [Column("shown", .text, "NOT NULL", holds: access)] + made + ended)),
        .index("case_restriction_person", on: "case_restriction (person_id) WHERE ended_at IS NULL"),
        .table(
            Table(
                "case_restriction_officer",
                [
                    Column("restriction_id", .integer, "NOT NULL REFERENCES case_restriction(id)", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                ], rules: ["PRIMARY KEY (restriction_id, officer_id)"], clustered: true)),
        .table(
            Table(
                "case_bar",
                // kind: excluded, relation
                whose + [
                    Column("officer_id", .integer, "NOT NULL", holds: staff), Column("kind", .text, "NOT NULL", holds: access),
                ]
                    + made + ended)),
        .index("case_bar_officer", on: "case_bar (officer_id, person_id) WHERE ended_at IS NULL"),
        .index("case_bar_person", on: "case_bar (person_id)"),
        .table(
            Table(
                "case_grant",
                whose + [
                    // The agency for which it was made, and its one officer; NULL: everybody there.
                    Column("agency", .text, "NOT NULL", holds: access), Column("officer_id", .integer, holds: staff),
                    // share, glass, unmasking
                    Column("ground", .text, "NOT NULL", holds: access),
                    // The share or the breaking of the glass that it comes from; NULL for an unmasking.
                    Column("ground_id", .integer, holds: nil),
                    // The codes of the parts, joined by blanks.
                    Column("parts", .text, "NOT NULL", holds: access),
                    Column("sensitive", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("from_at", .text, "NOT NULL", holds: nil), Column("until_at", .text, "NOT NULL", holds: nil),
                    // The person was combined with another, or their address masked: it opens nothing until the sender’s side confirms it.
                    Column("suspended_at", .text, holds: nil),
                ] + made)),
        .index("case_grant_officer", on: "case_grant (officer_id, until_at) WHERE officer_id IS NOT NULL"),
        .index("case_grant_agency", on: "case_grant (agency, until_at) WHERE officer_id IS NULL"),
        .index("case_grant_person", on: "case_grant (person_id, until_at)"),
        .table(
            Table(
                "case_marking",
                // official, official_sensitive; PERSONAL, COMMERCIAL, LOCSEN
                whose + [
                    Column("marking", .text, "NOT NULL", holds: access), Column("descriptor", .text, holds: access),
                ] + made + ended)),
        .table(
            Table(
                "glass_break",
                whose + [
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("reason_code", .text, "NOT NULL", holds: access),
                    Column("reason", .text, "NOT NULL", holds: why), Column("made_at", .text, "NOT NULL", holds: nil),
                    Column("until_at", .text, "NOT NULL", holds: nil), Column("outcome", .text, holds: staff),
                    Column("review", .text, holds: why), Column("reviewed_by", .integer, holds: staff),
                    Column("reviewed_at", .text, holds: nil),
                ])),
        .index("glass_break_person", on: "glass_break (person_id)"),
        // What an officer is told of on their next page.
        .table(
            Table(
                "case_notice",
                whose + [
                    Column("officer_id", .integer, "NOT NULL", holds: staff), Column("kind", .text, "NOT NULL", holds: access),
                    // `table:id` of what it is about.
                    Column("record", .text, "NOT NULL", holds: nil), Column("made_at", .text, "NOT NULL", holds: nil),
                    Column("seen_at", .text, holds: nil),
                ])),
        .index("case_notice_officer", on: "case_notice (officer_id, id)"),
        .index("case_notice_new", on: "case_notice (officer_id) WHERE seen_at IS NULL"),
        .index("case_marking_person", on: "case_marking (person_id) WHERE ended_at IS NULL"),
    ]
}
