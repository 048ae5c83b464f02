import Store

/// Officers, their areas, their sessions.
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
                    Column("agency", .text, "NOT NULL", holds: nil),
                    Column("role", .text, "NOT NULL", holds: nil),
                    Column("language", .text, holds: staff),
                    Column("password_hash", .text, holds: secret),
                    Column("link_hash", .blob, holds: secret),
                    Column("link_expires_at", .text, holds: nil),
                    Column("failures", .integer, "NOT NULL DEFAULT 0", holds: staff),
                    Column("locked_until", .text, holds: staff),
                    Column("created_at", .text, "NOT NULL", holds: nil),
                    Column("disabled_at", .text, holds: nil),
                    Column("signed_in_at", .text, holds: staff),
                ])),
        .table(
            Table(
                "officer_area",
                [
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: nil),
                    Column("area", .text, "NOT NULL", holds: nil),
                ], rules: ["PRIMARY KEY (officer_id, area)"], clustered: true)),
        .table(
            Table(
                "session",
                [
                    Column("token_hash", .blob, "NOT NULL", holds: session),
                    Column("officer_id", .integer, "NOT NULL REFERENCES officer(id)", holds: nil),
                    Column("csrf", .text, "NOT NULL", holds: session),
                    Column("created_at", .text, "NOT NULL", holds: nil),
                    Column("seen_at", .text, "NOT NULL", holds: nil),
                ], rules: ["PRIMARY KEY (token_hash)"], clustered: true)),
        .index("session_officer", on: "session (officer_id)"),
    ]
}
