import Domain
import Store

/// Versions of the model by which records are weighed. The shipped one stands in no table: its number is 0.
enum LinkageSchema {
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)
    private static let identity = Holding(.offender, .identity, .personal, .caseFile)

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
                    // How many decided pairs taught it: of one person, of two.
                    Column("taught_same", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("taught_different", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                    // 0: made at the machine.
                    Column("made_by", .integer, "NOT NULL", holds: staff),
                    Column("used_from", .text, holds: nil),
                    Column("used_by", .integer, holds: staff),
                    // Why it was taken into use.
                    Column("reason", .text, "NOT NULL DEFAULT ''", holds: nil),
                ])),
        .uniqueIndex("linkage_model_in_use", on: "linkage_model (state) WHERE state = 'in_use'"),
        // Each time that a version was taken into use, also the shipped one.
        .table(
            Table(
                "linkage_use",
                [
                    Column("id", .id, holds: nil),
                    Column("version", .integer, "NOT NULL", holds: nil),
                    Column("at", .text, "NOT NULL", holds: nil),
                    // 0: at the machine.
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("reason", .text, "NOT NULL", holds: nil),
                ])),
        // What takes long, behind the page of the model: learning, full runs, measuring.
        .table(
            Table(
                "linkage_work",
                [
                    Column("id", .id, holds: nil),
                    // learn, plan, run, measure
                    Column("kind", .text, "NOT NULL", holds: nil),
                    // Which it learned, or works with.
                    Column("version", .integer, "NOT NULL", holds: nil),
                    // working; done; refused, where it could not be; dropped, when it was cut off
                    Column("state", .text, "NOT NULL", holds: nil),
                    // How many records or pairs there are to look at, and how many have been.
                    Column("total", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("done", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // What was found, JSON: counts and, of a plan, numbers of records that may be of one person. No names.
                    Column("counts", .text, "NOT NULL DEFAULT '{}'", holds: identity),
                    Column("begun_at", .text, "NOT NULL", holds: nil),
                    Column("ended_at", .text, holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    // While it is worked on: who (host and process), and until when nobody else may drop it.
                    Column("lease_owner", .text, holds: nil),
                    Column("lease_until", .text, holds: nil),
                ])),
        .index("linkage_work_found", on: "linkage_work (kind, version, id)"),
        // One at a time.
        .uniqueIndex("linkage_work_one", on: "linkage_work (state) WHERE state = 'working'"),
    ]
}
