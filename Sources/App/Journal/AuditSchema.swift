import Store

/// What the journal's readers need besides the tree: search by days, commitments, unusual access, and a row that health writes.
enum AuditSchema {
    static let steps: [Migration.Step] =
        Journal.hourSteps + Journal.commitmentSteps + UnusualSchema.steps + [
            .table(
                Table(
                    "health",
                    [
                        Column("id", .integer, "NOT NULL PRIMARY KEY", holds: nil),
                        Column("written_at", .text, "NOT NULL", holds: nil),
                    ])),
            .sql("INSERT INTO health (id, written_at) VALUES (1, '')"),
        ]
}
