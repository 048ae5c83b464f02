import Testing

@testable import App

@Suite("Rows told apart (agency files: DUPLICATE_ROW, UPDATED_ROW, SUPERSEDED_ROW)")
struct RowSortingTests {
    private func row(_ number: Int, _ key: String, hash: Int64, _ updated: String, refused: Bool = false) -> PlannedRow {
        PlannedRow(
            row: number, line: number + 1, outcome: refused ? .refused : .new, reasons: "", key: key, hash: hash,
            updatedAt: updated, raw: "[]")
    }

    private func sorted(_ rows: [PlannedRow], stored: [String: Held] = [:], staged: [String: [Held]] = [:]) -> [StagedOutcome] {
        var rows = rows
        var sorting = RowSorting(stored: stored, staged: staged)
        sorting.sort(&rows)
        return rows.map(\.outcome)
    }

    @Test func equalRowsCountOnce() {
        #expect(sorted([row(1, "A", hash: 1, "2026-01-01"), row(2, "A", hash: 1, "2026-01-01")]) == [.new, .duplicate])
    }

    @Test("The row last updated counts, wherever it stands")
    func lastUpdated() {
        let older = row(1, "A", hash: 1, "2026-01-01")
        let newer = row(2, "A", hash: 2, "2026-01-02")
        #expect(sorted([older, newer]) == [.superseded, .new])
        #expect(sorted([newer, older]) == [.new, .superseded])
    }

    @Test("Of two rows updated at one time the later in the file counts")
    func sameTime() {
        #expect(sorted([row(1, "A", hash: 1, "2026-01-01"), row(2, "A", hash: 2, "2026-01-01")]) == [.superseded, .new])
    }

    @Test(
        "Against what is held",
        arguments: [
            (Int64(7), "2026-01-01", StagedOutcome.unchanged), (8, "2026-01-01", .changed), (8, "2026-01-02", .changed),
            (8, "2025-12-31", .superseded),
        ])
    func held(hash: Int64, updated: String, outcome: StagedOutcome) {
        let held = ["A": Held(hash: 7, updatedAt: "2026-01-01", row: nil)]
        #expect(sorted([row(1, "A", hash: hash, updated)], stored: held) == [outcome])
    }

    @Test("A refused row spoils neither its neighbours nor a row of the same key")
    func refused() {
        let rows = [row(1, "A", hash: 1, "2026-01-05", refused: true), row(2, "A", hash: 2, "2026-01-01")]
        #expect(sorted(rows) == [.refused, .new])
    }

    @Test("A newer row outdates one that an earlier batch staged")
    func earlierBatch() {
        var rows = [row(1001, "A", hash: 2, "2026-01-02")]
        var sorting = RowSorting(stored: [:], staged: ["A": [Held(hash: 1, updatedAt: "2026-01-01", row: 3)]])
        sorting.sort(&rows)
        #expect(rows.map(\.outcome) == [.new])
        #expect(sorting.outdated == [3])
    }
}
