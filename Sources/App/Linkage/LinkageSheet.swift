import Domain

/// A CSV file of which some columns are read, by their headings.
struct LinkageSheet {
    let path: String
    private let file: LinkageFile
    private let places: [Int?]

    /// The columns come in this order; those behind `needed` may be missing and are then empty.
    init(_ path: String, needed: [String], optional: [String] = []) throws(LinkageProblem) {
        self.path = path
        file = try LinkageFile(path, parts: 1)
        let headings = file.headings
        if let missing = needed.first(where: { !headings.contains($0) }) { throw .noColumn(file: path, heading: missing) }
        places = (needed + optional).map { headings.firstIndex(of: $0) }
    }

    /// Whether the file has the column, by its number among those asked for.
    func has(_ column: Int) -> Bool { places[column] != nil }

    /// Calls `visit` with the cells of each row and its number, the heading being row 1, until it tells of a problem.
    func each(_ visit: ([UnsafeBufferPointer<UInt8>], Int) -> LinkageProblem?) throws(LinkageProblem) {
        let width = file.headings.count
        var cells = [UnsafeBufferPointer<UInt8>](repeating: .init(start: nil, count: 0), count: width)
        _ = try LinkageLines.each(path, from: file.stretches[0], to: file.stretches[1]) { row, number in
            var count = 0
            var place = 0
            while place <= row.count {
                let (cell, next) = LinkageCell.read(row, place)
                if count < width { cells[count] = cell }
                count += 1
                place = next
            }
            guard count == width else { return .cells(file: path, row: number + 2, found: count, wanted: width) }
            return visit(places.map { $0.map { cells[$0] } ?? .init(start: nil, count: 0) }, number + 2)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    var text: String { String(decoding: self, as: UTF8.self) }
}
