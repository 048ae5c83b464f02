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
    ]
}
