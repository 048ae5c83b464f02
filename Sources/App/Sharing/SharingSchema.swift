import Domain
import Store

/// Sharing agreements, what was shared under them, and what had to be put right.
///
/// As in `AccessSchema`, `person_id` is whose it is now and `entered_for` the number that it was entered for.
enum SharingSchema {
    private static let access = Holding(.offender, .staff, .personal, .caseFile)
    private static let why = Holding(.offender, .staff, .sensitive, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    private static let whose = [
        Column("id", .id, holds: nil), Column("person_id", .integer, "NOT NULL", holds: nil),
        Column("entered_for", .integer, "NOT NULL", holds: nil),
    ]

    static let steps: [Migration.Step] = agreements + shares + corrections

    private static let agreements: [Migration.Step] = [
        // A row is one version.
        .table(
            Table(
                "sharing_agreement",
                [
                    Column("id", .id, holds: nil), Column("number", .integer, "NOT NULL", holds: nil),
                    Column("version", .integer, "NOT NULL", holds: nil),
                    // How often the draft was written: two authors at once do not overwrite each other.
                    Column("edition", .integer, "NOT NULL DEFAULT 1", holds: nil),
                    Column("title_en", .text, "NOT NULL", holds: nil), Column("title_cy", .text, "NOT NULL", holds: nil),
                    // draft, approved, replaced, ended
                    Column("state", .text, "NOT NULL", holds: nil),
                    // Codes, joined by blanks.
                    Column("purposes", .text, "NOT NULL", holds: nil), Column("parts", .text, "NOT NULL", holds: nil),
                    Column("gateways", .text, "NOT NULL", holds: nil),
                    // The headings in words.
                    Column("basis", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("duties", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("powers", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("rights", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("security", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("retention", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("reference", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("review_by", .text, holds: nil), Column("made_by", .integer, "NOT NULL", holds: staff),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                ], rules: ["UNIQUE (number, version)"])),
        .table(
            Table(
                "sharing_agreement_party",
                [
                    Column("agreement_id", .integer, "NOT NULL REFERENCES sharing_agreement(id)", holds: nil),
                    Column("agency", .text, "NOT NULL", holds: nil),
                    Column("signatory", .text, "NOT NULL DEFAULT ''", holds: staff),
                    Column("post", .text, "NOT NULL DEFAULT ''", holds: staff), Column("signed_on", .text, holds: nil),
                ], rules: ["PRIMARY KEY (agreement_id, agency)"], clustered: true)),
        .table(Table("sharing_agreement_state", history("agreement_id", "sharing_agreement", nil))),
        .index("sharing_agreement_state_of", on: "sharing_agreement_state (agreement_id)"),
    ]

    private static let shares: [Migration.Step] = [
        .table(
            Table(
                "share",
                whose + [
                    // share, refer, assign, transfer, ask_for_transfer
                    Column("kind", .text, "NOT NULL", holds: access),
                    // proposed, accepted, refused, withdrawn, ended
                    Column("state", .text, "NOT NULL", holds: access),
                    // Agencies and names as they were when it was made.
                    Column("from_agency", .text, "NOT NULL", holds: access),
                    Column("from_officer", .integer, "NOT NULL", holds: staff),
                    Column("from_name", .text, "NOT NULL", holds: staff),
                    Column("to_agency", .text, "NOT NULL", holds: access), Column("to_officer", .integer, holds: staff),
                    Column("to_name", .text, "NOT NULL DEFAULT ''", holds: staff),
                    // NULL within one agency.
                    Column("agreement_id", .integer, "REFERENCES sharing_agreement(id)", holds: nil),
                    Column("purpose", .text, "NOT NULL DEFAULT ''", holds: access),
                    Column("gateway", .text, "NOT NULL DEFAULT ''", holds: access),
                    Column("parts", .text, "NOT NULL DEFAULT ''", holds: access),
                    Column("sensitive", .integer, "NOT NULL DEFAULT 0", holds: nil), Column("until_on", .text, holds: nil),
                    Column("necessity", .text, "NOT NULL DEFAULT ''", holds: why),
                    Column("message", .text, "NOT NULL DEFAULT ''", holds: why),
                    Column("authoriser", .text, "NOT NULL DEFAULT ''", holds: staff),
                    // Why a confidence may be opened: consent, public_interest, statute.
                    Column("confidence", .text, "NOT NULL DEFAULT ''", holds: access),
                    Column("vetting", .text, "NOT NULL DEFAULT ''", holds: staff), Column("consented_on", .text, holds: access),
                    Column("made_at", .text, "NOT NULL", holds: nil), Column("accepted_at", .text, holds: nil),
                    Column("accepted_by", .integer, holds: staff), Column("ended_at", .text, holds: nil),
                    // The person was combined with another: it opens nothing until the sender's side confirms it.
                    Column("suspended_at", .text, holds: nil),
                    // Who led until it was accepted.
                    Column("former_lead", .text, "NOT NULL DEFAULT ''", holds: staff),
                ])),
        .index("share_person", on: "share (person_id)"),
        .index("share_to", on: "share (to_agency, state)"),
        .index("share_from", on: "share (from_agency, state)"),
        // Each time that something passed: when it was accepted, and when it was confirmed after people were combined.
        .table(
            Table(
                "share_disclosure",
                [
                    Column("id", .id, holds: nil), Column("share_id", .integer, "NOT NULL REFERENCES share(id)", holds: nil),
                    Column("at", .text, "NOT NULL", holds: nil), Column("officer_id", .integer, "NOT NULL", holds: staff),
                    // What was sent: rows with their versions, and the hash of their content.
                    Column("items", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("content_hash", .text, "NOT NULL", holds: access),
                ])),
        .index("share_disclosure_share", on: "share_disclosure (share_id)"),
        .index("share_disclosure_at", on: "share_disclosure (at)"),
        .table(Table("share_state", history("share_id", "share", why))),
        .index("share_state_share", on: "share_state (share_id)"),
        .table(
            Table(
                "share_look",
                [
                    Column("officer_id", .integer, "NOT NULL PRIMARY KEY", holds: staff),
                    Column("at", .text, "NOT NULL", holds: nil),
                ])),
    ]

    private static let corrections: [Migration.Step] = [
        .table(
            Table(
                "correction_notice",
                whose + [
                    Column("part", .text, "NOT NULL", holds: access), Column("what", .text, "NOT NULL", holds: why),
                    Column("wrong_since", .text, "NOT NULL", holds: access),
                    Column("made_by", .integer, "NOT NULL", holds: staff), Column("made_at", .text, "NOT NULL", holds: nil),
                ])),
        .index("correction_notice_person", on: "correction_notice (person_id)"),
        .table(
            Table(
                "correction_task",
                [
                    Column("id", .id, holds: nil),
                    Column("correction_id", .integer, "NOT NULL REFERENCES correction_notice(id)", holds: nil),
                    // NULL: an officer of the agency broke the glass.
                    Column("share_id", .integer, "REFERENCES share(id)", holds: nil),
                    Column("agency", .text, "NOT NULL", holds: access), Column("due_on", .text, "NOT NULL", holds: nil),
                    Column("told_at", .text, holds: nil), Column("told_by", .integer, holds: staff),
                    Column("evidence", .text, "NOT NULL DEFAULT ''", holds: why),
                ])),
        .index("correction_task_notice", on: "correction_task (correction_id)"),
        .index("correction_task_agency", on: "correction_task (agency)"),
    ]

    /// Who took which step, when and why.
    private static func history(_ key: String, _ table: String, _ reason: Holding?) -> [Column] {
        [
            Column("id", .id, holds: nil), Column(key, .integer, "NOT NULL REFERENCES \(table)(id)", holds: nil),
            Column("state", .text, "NOT NULL", holds: table == "share" ? access : nil),
            Column("at", .text, "NOT NULL", holds: nil),
            Column("officer_id", .integer, "NOT NULL", holds: staff),
            Column("reason", .text, "NOT NULL DEFAULT ''", holds: reason),
        ]
    }
}
