import Domain
import Store

/// Officers, the attempts to sign in, the sessions.
enum AccountSchema {
    private static let staff = Holding(.officer, .staff, .personal, .account)
    private static let secret = Holding(.officer, .staff, .secret, .account)
    private static let session = Holding(.officer, .staff, .secret, .session)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "officer",
                [
                    Column("id", .id, holds: nil),
                    Column("username", .text, "NOT NULL UNIQUE", holds: staff),
                    Column("name", .text, "NOT NULL", holds: staff),
                    Column("agency", .text, "NOT NULL", holds: staff),
                    Column("role", .text, "NOT NULL", holds: staff),
                    // The codes of the areas, joined by blanks.
                    Column("areas", .text, "NOT NULL", holds: staff),
                    Column("language", .text, holds: staff),
                    Column("password_hash", .text, holds: secret),
                    Column("password_set_at", .text, holds: staff),
                    // SHA-256 of the one-time link by which the officer sets a password.
                    Column("link_hash", .blob, holds: secret),
                    Column("link_expires_at", .text, holds: staff),
                    Column("created_at", .text, "NOT NULL", holds: staff),
                    Column("disabled_at", .text, holds: staff),
                    Column("signed_in_at", .text, holds: staff),
                    // The sign-in before that one, which the officer is shown.
                    Column("signed_in_before", .text, holds: staff),
                ])),
        .uniqueIndex("officer_link", on: "officer (link_hash)"),
        // Wrong attempts by username, whether or not there is such an account, so that both are answered alike.
        .table(
            Table(
                "sign_in_attempt",
                [
                    Column("name_hash", .blob, "NOT NULL", holds: session),
                    Column("failures", .integer, "NOT NULL", holds: session),
                    Column("closed_until", .text, "NOT NULL", holds: session),
                    Column("tried_at", .text, "NOT NULL", holds: session),
                ], rules: ["PRIMARY KEY (name_hash)"], clustered: true)),
        .table(
            Table(
                "session",
                [
                    Column("token_hash", .blob, "NOT NULL", holds: session),
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: session),
                    Column("csrf", .text, "NOT NULL", holds: session),
                    Column("created_at", .text, "NOT NULL", holds: session),
                    Column("seen_at", .text, "NOT NULL", holds: session),
                ], rules: ["PRIMARY KEY (token_hash)"], clustered: true)),
        .index("session_officer", on: "session (officer_id)"),
    ]
}
