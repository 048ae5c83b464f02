import Domain
import Store

/// What comes after an account is opened: proofs of who it is, its end, terms and training, what is told its officer, drafts.
enum AccountLifeSchema {
    private static let staff = Holding(.officer, .staff, .personal, .account)
    private static let session = Holding(.officer, .staff, .secret, .session)

    static let steps: [Migration.Step] = [
        // When the password was last typed in this session.
        .addColumn(table: "session", Column("password_at", .text, holds: session)),
        // When an administrator opened it again after a long time without use.
        .addColumn(table: "officer", Column("reopened_at", .text, holds: staff)),
        // The last day on which the officer may sign in.
        .addColumn(table: "officer", Column("last_day", .text, holds: staff)),
        // Wrong attempts by the address they came from, and of all, within a quarter of an hour.
        .table(
            Table(
                "sign_in_source",
                [
                    Column("source_hash", .blob, "NOT NULL", holds: session),
                    Column("begun_at", .text, "NOT NULL", holds: session),
                    Column("failures", .integer, "NOT NULL", holds: session),
                ], rules: ["PRIMARY KEY (source_hash)"], clustered: true)),
        .table(
            Table(
                "terms",
                [
                    Column("version", .integer, "NOT NULL", holds: nil),
                    Column("text_en", .text, "NOT NULL", holds: nil),
                    Column("text_cy", .text, "NOT NULL", holds: nil),
                    Column("from_day", .text, "NOT NULL", holds: nil),
                    Column("published_at", .text, "NOT NULL", holds: nil),
                    Column("published_by", .integer, "NOT NULL", holds: staff),
                ], rules: ["PRIMARY KEY (version)"], clustered: true)),
        .table(
            Table(
                "terms_acceptance",
                [
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: staff),
                    Column("version", .integer, "NOT NULL REFERENCES terms(version)", holds: staff),
                    Column("accepted_at", .text, "NOT NULL", holds: staff),
                ], rules: ["PRIMARY KEY (officer_id, version)"], clustered: true)),
        .table(
            Table(
                "training",
                [
                    Column("code", .text, "NOT NULL", holds: nil),
                    Column("name_en", .text, "NOT NULL", holds: nil),
                    Column("name_cy", .text, "NOT NULL", holds: nil),
                    // How long a completion holds.
                    Column("months", .integer, "NOT NULL", holds: nil),
                ], rules: ["PRIMARY KEY (code)"], clustered: true)),
        .table(
            Table(
                "training_role",
                [
                    Column("role", .text, "NOT NULL", holds: nil),
                    Column("training_code", .text, "NOT NULL REFERENCES training(code)", holds: nil),
                ], rules: ["PRIMARY KEY (role, training_code)"], clustered: true)),
        .table(
            Table(
                "training_completion",
                [
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: staff),
                    Column("training_code", .text, "NOT NULL REFERENCES training(code)", holds: staff),
                    Column("completed_on", .text, "NOT NULL", holds: staff),
                    Column("valid_until", .text, "NOT NULL", holds: staff),
                    Column("entered_by", .integer, "NOT NULL", holds: staff),
                    Column("entered_at", .text, "NOT NULL", holds: staff),
                ], rules: ["PRIMARY KEY (officer_id, training_code)"], clustered: true)),
        // Changes of an account that its officer has not said to have seen.
        .table(
            Table(
                "officer_notice",
                [
                    Column("id", .id, holds: nil),
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: staff),
                    Column("what", .text, "NOT NULL", holds: staff),
                    Column("at", .text, "NOT NULL", holds: staff),
                ])),
        .index("officer_notice_officer", on: "officer_notice (officer_id)"),
        .table(
            Table(
                "draft",
                [
                    Column("id", .id, holds: nil),
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: session),
                    // SHA-256 of the address that the form goes to, and of its window.
                    Column("action_hash", .blob, "NOT NULL", holds: session),
                    // When the session began in which it was typed.
                    Column("session_at", .text, "NOT NULL", holds: session),
                    Column("saved_at", .text, "NOT NULL", holds: session),
                    // What was typed, of whomever it is about, sealed with a key that is not in the database.
                    Column("sealed", .blob, "NOT NULL", holds: Holding(.offender, .contacts, .secret, .session)),
                ])),
        .uniqueIndex("draft_action", on: "draft (officer_id, action_hash)"),
    ]
}
