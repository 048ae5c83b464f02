import Domain
import Store

/// Files as they came in, their rows, and what was refused.
enum ImportSchema {
    private static let staff = Holding(.officer, .staff, .personal, .sourceRecord)
    private static let received = Holding(.offender, .source, .sensitive, .sourceRecord)

    static let steps: [Migration.Step] = [
        .table(
            Table(
                "import_file",
                [
                    Column("id", .id, holds: nil),
                    Column("profile", .text, "NOT NULL", holds: nil),
                    // The version of the profile that the plan was made with; the run reads its rows with the same.
                    Column("profile_version", .integer, "NOT NULL DEFAULT 1", holds: nil),
                    Column("name", .text, "NOT NULL", holds: received),
                    // The header row as received, a JSON array; empty until it has been read.
                    Column("header", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("sha256", .text, "NOT NULL", holds: nil),
                    Column("size", .integer, "NOT NULL", holds: nil),
                    Column("as_of", .text, "NOT NULL", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("received_at", .text, "NOT NULL", holds: nil),
                    // reading, planned, running, done, cancelled, failed
                    Column("state", .text, "NOT NULL", holds: nil),
                    Column("rows_read", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // The last row that the run has stored; a run that was cut off goes on behind it.
                    Column("rows_run", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("counts", .text, "NOT NULL DEFAULT ''", holds: nil),
                    // Rows beside whose person so many others were likely that not all were compared.
                    Column("crowded", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // Rows of the run whose record stands before somebody's review.
                    Column("doubtful", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // Empty; the code of what makes the file incomplete; or why it cannot be taken, in both languages (JSON).
                    Column("message", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("started_at", .text, holds: nil),
                    // The newest person when its first run began: those behind were first heard of since.
                    Column("people_before", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // When the present run was begun, and behind which row: from these its speed is told.
                    Column("run_at", .text, holds: nil),
                    Column("run_from", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("finished_at", .text, holds: nil),
                    // While it is read or run: who is at work, and until when nobody else may take it over.
                    Column("lease_owner", .text, holds: nil),
                    Column("lease_until", .text, holds: nil),
                ])),
        .index("import_file_sha", on: "import_file (profile, sha256)"),
        .table(
            Table(
                "import_row",
                [
                    Column("import_id", .integer, "NOT NULL REFERENCES import_file(id)", holds: nil),
                    Column("row", .integer, "NOT NULL", holds: nil),
                    Column("line", .integer, "NOT NULL", holds: nil),
                    // new, changed, unchanged, duplicate, superseded, refused
                    Column("outcome", .text, "NOT NULL", holds: nil),
                    // As far as a plan can tell: its person is held already; somebody will have to look at it.
                    Column("known", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    Column("unsure", .integer, "NOT NULL DEFAULT 0", holds: nil),
                    // Reasons of a refusal, or warnings: one a line, each code, header and detail parted by tabs.
                    Column("reasons", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("source_key", .text, "NOT NULL", holds: received),
                    Column("hash", .integer, "NOT NULL", holds: received),
                    Column("updated_at", .text, "NOT NULL DEFAULT ''", holds: nil),
                    // The fields as received, a JSON array.
                    Column("raw", .text, "NOT NULL", holds: received),
                ], rules: ["PRIMARY KEY (import_id, row)"], clustered: true)),
        .index("import_row_key", on: "import_row (source_key, import_id)"),
        .index(
            "import_row_outcome", on: "import_row (import_id, outcome, row) WHERE outcome NOT IN ('new', 'unchanged')"),
        .table(
            Table(
                "source_row",
                [
                    Column("id", .id, holds: nil),
                    // The profile without its version: `gwent-police/nominals`.
                    Column("feed", .text, "NOT NULL", holds: nil),
                    // What names the row within its feed: the nominal reference, CRN and event, custody number.
                    Column("source_key", .text, "NOT NULL", holds: received),
                    Column("import_id", .integer, "NOT NULL", holds: nil),
                    Column("row", .integer, "NOT NULL", holds: nil),
                    Column("hash", .integer, "NOT NULL", holds: received),
                    Column("updated_at", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("warnings", .text, "NOT NULL DEFAULT ''", holds: nil),
                    Column("raw", .text, "NOT NULL", holds: received),
                ])),
        .uniqueIndex("source_row_key", on: "source_row (feed, source_key)"),
        .index("source_row_import", on: "source_row (import_id, row)"),
        .table(
            Table(
                "source_version",
                [
                    Column("id", .id, holds: nil),
                    Column("source_row_id", .integer, "NOT NULL REFERENCES source_row(id)", holds: nil),
                    Column("import_id", .integer, "NOT NULL", holds: nil),
                    Column("row", .integer, "NOT NULL", holds: nil),
                    Column("hash", .integer, "NOT NULL", holds: received),
                    Column("updated_at", .text, "NOT NULL DEFAULT ''", holds: nil),
                    // replaced: it counted until a newer row came; superseded: it came later but was older.
                    Column("why", .text, "NOT NULL", holds: nil),
                    Column("raw", .text, "NOT NULL", holds: received),
                ])),
        .index("source_version_row", on: "source_version (source_row_id)"),
        .table(
            Table(
                "import_profile",
                [
                    Column("id", .id, holds: nil),
                    Column("name", .text, "NOT NULL", holds: nil),
                    Column("version", .integer, "NOT NULL", holds: nil),
                    Column("yaml", .text, "NOT NULL", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    Column("made_at", .text, "NOT NULL", holds: nil),
                ], rules: ["UNIQUE (name, version)"])),
    ]
}
