extension Journal {
    /// Which places of the tree the entries of an hour have: so the entries of some days are found without an index of all times.
    public static let hourSteps: [Migration.Step] = [
        .table(
            Table(
                "journal_hour",
                [
                    // `2026-11-21T09`, UTC.
                    Column("hour", .text, "NOT NULL PRIMARY KEY", holds: nil),
                    Column("first_place", .integer, "NOT NULL", holds: nil),
                    Column("last_place", .integer, "NOT NULL", holds: nil),
                ])),
        .sql(
            """
            INSERT INTO journal_hour (hour, first_place, last_place)
            SELECT substr(j.at, 1, 13), MIN(p.place), MAX(p.place) FROM journal_place p JOIN journal j ON j.number = p.number
            WHERE p.place < (SELECT t.indexed FROM journal_tree t WHERE t.id = 1) GROUP BY substr(j.at, 1, 13)
            """),
    ]

    /// Commitments to values: in the entry only the hash, and the salt with the record, so that an erasure makes it unreadable.
    public static let commitmentSteps: [Migration.Step] = [
        // In hexadecimal, joined by blanks; empty where the entry is of the first version.
        .addColumn(table: "journal", Column("commitments", .text, "NOT NULL DEFAULT ''", holds: nil)),
        .table(
            Table(
                "commitment_salt",
                [
                    // `decision:12`, as entries name it.
                    Column("record", .text, "NOT NULL", holds: nil), Column("field", .text, "NOT NULL", holds: nil),
                    // NULL once the value was erased.
                    Column("salt", .blob, holds: nil),
                ], rules: ["PRIMARY KEY (record, field)"], clustered: true)),
    ]
}
