import Store
import Support

/// The tables that the contract is tried on.
let contractSchema = Schema([
    Migration(
        1, "first",
        [
            .table(
                Table(
                    "sample",
                    [
                        Column("id", .id, holds: nil), Column("label", .text, "NOT NULL UNIQUE", holds: nil),
                        Column("number", .integer, holds: nil), Column("size", .real, holds: nil),
                        Column("bytes", .blob, holds: nil), Column("note", .text, holds: nil),
                    ])),
            .table(
                Table(
                    "part",
                    [
                        Column("sample_id", .integer, "NOT NULL REFERENCES sample(id)", holds: nil),
                        Column("place", .integer, "NOT NULL CHECK (place > 0)", holds: nil),
                    ], rules: ["PRIMARY KEY (sample_id, place)"], clustered: true)),
            .index("part_place", on: "part (place)"),
        ]),
    Migration(2, "journal", [.table(Journal.table)] + Journal.treeSteps + Journal.hourSteps + Journal.commitmentSteps),
])

extension Engine {
    func withSamples<T>(_ body: (any Database) async throws -> T) async throws -> T {
        try await with(contractSchema, body)
    }
}

/// The kind of an error, to compare by.
enum Kind: Equatable {
    case column, statement, constraint, busy, serialization, readOnly, full, unavailable, uncertain, schema, other

    init(_ error: any Error) {
        guard let error = error as? StoreError else {
            self = .other
            return
        }
        self =
            switch error {
            case .column: .column
            case .statement: .statement
            case .constraint: .constraint
            case .busy: .busy
            case .serialization: .serialization
            case .readOnly: .readOnly
            case .full: .full
            case .unavailable: .unavailable
            case .uncertain: .uncertain
            case .schema: .schema
            }
    }
}

/// The kind of error that `work` throws; nil when it throws none.
func kind(_ work: () async throws -> Void) async -> Kind? {
    do {
        try await work()
        return nil
    } catch {
        return Kind(error)
    }
}

struct Stop: Error {}
