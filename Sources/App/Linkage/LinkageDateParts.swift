/// Parts of a stretch that follow each other, and which of them hold few dates. Cells without anything are not counted: a
/// date that is missing is not a wrong one.
struct LinkageDateParts: Sendable {
    /// Rows of the stretch.
    struct Part: Sendable {
        let rows: Range<Int>
        /// Where the part before it begins, if that has its dates; else where this one does.
        let before: Int
    }

    private(set) var barren: [Part] = []
    private let size: Int
    private var next: Int
    private var cells = 0
    private var dates = 0
    private var row = 0
    private var before = 0

    /// Some hundred cells a part; fewer of a short stretch, of which a part shall be but a few per cent.
    init(bytes: Int) {
        size = min(max(bytes / 2_560, 16), 256)
        next = size
    }

    /// How many cells and dates there are so far, and the row behind them.
    @inline(__always)
    mutating func count(_ cells: Int, _ dates: Int, upTo row: Int) {
        if cells >= next { close(cells, dates, row) }
    }

    /// The last part may be shorter than the others.
    mutating func finish(_ cells: Int, _ dates: Int, upTo row: Int) {
        if cells - self.cells >= 6 { close(cells, dates, row) }
    }

    private mutating func close(_ cells: Int, _ dates: Int, _ row: Int) {
        let isBarren = (dates - self.dates) * 4 < cells - self.cells
        if isBarren { barren.append(Part(rows: self.row..<row, before: before)) }
        before = isBarren ? row : self.row
        (self.cells, self.dates, self.row, next) = (cells, dates, row, cells + size)
    }
}
