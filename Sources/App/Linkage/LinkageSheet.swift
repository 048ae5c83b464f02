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
            let count = Self.split(row, into: &cells)
            guard count == width else { return .cells(file: path, row: number + 2, found: count, wanted: width) }
            let wanted = places.map { $0.map { cells[$0] } ?? .init(start: nil, count: 0) }
            guard !wanted.allSatisfy({ $0.isUTF8 }) else { return visit(wanted, number + 2) }
            return Self.inUTF8(wanted) { visit($0, number + 2) }
        }
    }

    /// Returns how many cells the row has.
    private static func split(_ row: UnsafeMutableBufferPointer<UInt8>, into cells: inout [UnsafeBufferPointer<UInt8>]) -> Int {
        var count = 0
        var place = 0
        while place <= row.count {
            let (cell, next) = LinkageCell.read(row, place)
            if count < cells.count { cells[count] = cell }
            count += 1
            place = next
        }
        return count
    }

    /// The cells read as the files of a run are, so that their ids are found.
    private static func inUTF8<Result>(
        _ cells: [UnsafeBufferPointer<UInt8>], _ visit: ([UnsafeBufferPointer<UInt8>]) -> Result
    ) -> Result {
        let texts = cells.map { Array(LinkageCell.text($0).utf8) }
        return texts.flatMap { $0 }.withUnsafeBufferPointer { bytes in
            var end = 0
            return visit(
                texts.map { text in
                    end += text.count
                    return UnsafeBufferPointer(rebasing: bytes[end - text.count..<end])
                })
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    var text: String { String(decoding: self, as: UTF8.self) }
}
