/// The careers of a file as its rows come: which rows each spans, which court days it has, and whether the file has it whole.
///
/// A career of which a row was refused is not whole. Of a refused row that names no valid PNC ID nobody can tell whose it is; since the
/// rows of one PNC ID stand together, it counts against the careers before and behind it. Source: agency files, PNC and "Common to
/// all files".
public struct CareerTally: Sendable {
    public struct Career: Sendable, Equatable {
        /// From its first row to its last; others may stand between.
        public var rows: ClosedRange<Int>
        public var courtDates: Set<String> = []
        public var isWhole = true

        public init(rows: ClosedRange<Int>, courtDates: Set<String> = [], isWhole: Bool = true) {
            self.rows = rows
            self.courtDates = courtDates
            self.isWhole = isWhole
        }
    }

    private var careers: [String: Career] = [:]
    private var before: String?
    private var afterStranger = false

    public init() {}

    public mutating func accept(_ row: Int, of reference: String, courtDate: String) {
        meet(reference, row)
        careers[reference]?.courtDates.insert(courtDate)
    }

    /// - Parameter reference: the PNC ID when it is valid.
    public mutating func refuse(_ row: Int, of reference: String?) {
        if let reference {
            meet(reference, row)
            careers[reference]?.isWhole = false
        } else {
            if let before { careers[before, default: Career(rows: row...row)].isWhole = false }
            afterStranger = true
        }
    }

    /// What has come since this was last asked. A career may come again with later rows.
    public mutating func drain() -> [String: Career] {
        defer { careers = [:] }
        return careers
    }

    private mutating func meet(_ reference: String, _ row: Int) {
        var career = careers[reference] ?? Career(rows: row...row)
        career.rows = min(career.rows.lowerBound, row)...max(career.rows.upperBound, row)
        if afterStranger { career.isWhole = false }
        afterStranger = false
        careers[reference] = career
        before = reference
    }

    /// Whether a file may speak for a whole career: it has at least half of the court days that are held. Single rows put right and sent
    /// alone have fewer.
    public static func speaks(for held: Set<String>, with file: Set<String>) -> Bool {
        held.intersection(file).count * 2 >= held.count
    }
}
