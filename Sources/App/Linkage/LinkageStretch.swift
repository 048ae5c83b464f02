import Domain

/// The records of one stretch of a file.
struct LinkageStretch: Sendable {
    var ids = LinkageIds()
    var records: [LinkageRecord] = []
    var reading: LinkageReading
    /// Rows with something, and with a date, in the column of birth.
    var bornCells = 0
    /// Rows with cells that were not UTF-8.
    private(set) var foreignRows = 0
    /// Rows of the stretch, with the empty ones.
    private(set) var rows = 0
    var problem: LinkageProblem?

    init(_ reading: LinkageReading) { self.reading = reading }

    /// Reads the rows between two places of a file.
    mutating func read(_ file: LinkageFile, _ columns: LinkageColumns, from: Int, to: Int) {
        var bytes = 0
        var parts = LinkageDateParts(bytes: to - from)
        do throws(LinkageProblem) {
            rows = try LinkageLines.each(file.path, from: from, to: to) { row, number in
                let (cells, named) = take(row, columns)
                bytes += row.count + 1
                parts.count(bornCells, reading.dates, upTo: number + 1)
                if records.count == Self.sample { makeRoom(file, from: from, to: to, bytes: bytes) }
                if cells != columns.columns.count {
                    return .cells(file: file.path, row: number, found: cells, wanted: columns.columns.count)
                }
                return named ? nil : .noRecordNumber(file: file.path, row: number)
            }
            reading.settle(&records, atEnd: true)
            parts.finish(bornCells, reading.dates, upTo: rows)
            try LinkageShift.check(file, columns, from: from, to: to, parts.barren)
        } catch {
            problem = error
        }
    }

    /// Rows after which it is known about how many will come.
    private static let sample = 4_096

    /// Makes room for the rows to come, so that it need not be made again and again. The first stretch will hold those of all.
    private mutating func makeRoom(_ file: LinkageFile, from: Int, to: Int, bytes: Int) {
        let all = from == file.stretches[0] ? file.stretches[file.stretches.count - 1] - from : to - from
        let share = Double(all) / Double(bytes) * 1.02
        records.reserveCapacity(Int(Double(records.count) * share))
        ids.reserve(records: Int(Double(records.count) * share), bytes: Int(Double(ids.bytes.count) * share))
    }

    /// Takes one row; returns how many cells it has, and whether one of them is an id.
    @inline(__always)
    private mutating func take(_ row: UnsafeMutableBufferPointer<UInt8>, _ columns: LinkageColumns) -> (Int, Bool) {
        var record = LinkageRecord()
        var column = 0
        var place = 0
        var foreign = 0
        let isASCII = UnsafeBufferPointer(row).isASCII
        let idBytes = ids.bytes.count
        while place <= row.count {
            let (cell, next) = LinkageCell.read(row, place)
            place = next
            if column < columns.columns.count, !columns.isPassedOver[column] {
                if isASCII || cell.isUTF8 {
                    take(cell, column, columns, into: &record)
                } else {
                    foreign = 1
                    var text = LinkageCell.text(cell)
                    text.withUTF8 { take($0, column, columns, into: &record) }
                }
            }
            column += 1
        }
        foreignRows += foreign
        records.append(record)
        reading.settle(&records, atEnd: false)
        return (column, ids.bytes.count > idBytes)
    }

    @inline(__always)
    private mutating func take(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ columns: LinkageColumns, into record: inout LinkageRecord
    ) {
        guard column != columns.record else { return ids.append(cell) }
        if column == columns.born, !cell.isEmpty { bornCells += 1 }
        reading.takeLater(cell, columns.columns[column], slot: columns.slots[column], records.count, into: &record)
    }
}
