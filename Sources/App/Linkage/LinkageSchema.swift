import Domain
import Store

/// Versions of the model by which records are weighed. The shipped one stands in no table: its number is 0.
enum LinkageSchema {
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "linkage_model",
                [
                    Column("id", .id, holds: nil),
                    // trained: beside the one in use; in_use; former
                    Column("state", .text, "NOT NULL", holds: nil),
                    // Shares and thresholds, JSON.
                    Column("model", .text, "NOT NULL", holds: nil),
                    // How common values are, by their hashes.
                    Column("terms", .blob, "NOT NULL", holds: nil),
                    // SHA-256 of both: what it was read for.
                    Column("digest", .text, "NOT NULL", holds: nil),
                    Column("records", .integer, "NOT NULL", holds: nil),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                    // 0: made at the machine.
                    Column("made_by", .integer, "NOT NULL", holds: staff),
                    Column("used_from", .text, holds: nil),
                    Column("used_by", .integer, holds: staff),
                    // Why it was taken into use.
                    Column("reason", .text, "NOT NULL DEFAULT ''", holds: nil),
                ])),
        .uniqueIndex("linkage_model_in_use", on: "linkage_model (state) WHERE state = 'in_use'"),
    ]
}
