import Domain
import Foundation

/// Record ids of a stretch, as they stand in the file.
struct LinkageIds: Sendable {
    var bytes: [UInt8] = []
    var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }

    mutating func append(_ id: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: id)
        starts.append(UInt32(bytes.count))
    }

    mutating func append(_ other: LinkageIds) {
        let base = UInt32(bytes.count)
        bytes += other.bytes
        starts += other.starts.dropFirst().map { $0 + base }
    }

    @inline(__always)
    func append(_ record: Int, to text: inout [UInt8]) {
        text.append(contentsOf: bytes[Int(starts[record])..<Int(starts[record + 1])])
    }

    func text(_ record: Int) -> String { String(decoding: bytes[Int(starts[record])..<Int(starts[record + 1])], as: UTF8.self) }
}

/// The records of one stretch of a file.
struct LinkageStretch: Sendable {
    var ids = LinkageIds()
    var records: [LinkageRecord] = []
    var reading: LinkageReading
    /// Rows with something, and with a date, in the column of birth.
    var bornCells = 0
    var problem: LinkageProblem?

    init(_ reading: LinkageReading) { self.reading = reading }

    /// Reads the rows between two places of a file.
    mutating func read(_ file: LinkageFile, _ columns: LinkageColumns, from: Int, to: Int) {
        guard let bytes = LinkageBytes(file.path) else {
            problem = .unreadable(file.path)
            return
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var kept = 0
        var place = from
        while place < to, problem == nil {
            let room = min(buffer.count - kept, to - place)
            let came = buffer.withUnsafeMutableBytes { bytes.read(place, into: .init(rebasing: $0[kept..<kept + room])) }
            guard came > 0 else {
                problem = .unreadable(file.path)
                return
            }
            place += came
            let used = rows(&buffer, kept + came, last: place == to, file, columns)
            kept += came - used
            if used > 0 {
                buffer.withUnsafeMutableBytes { $0.copyMemory(from: .init(rebasing: $0[used..<used + kept])) }
            } else if kept == buffer.count {
                buffer += [UInt8](repeating: 0, count: buffer.count)
            }
        }
    }

    /// Takes the whole rows at the start of the buffer; returns how many bytes they are.
    private mutating func rows(
        _ buffer: inout [UInt8], _ count: Int, last: Bool, _ file: LinkageFile, _ columns: LinkageColumns
    ) -> Int {
        buffer.withUnsafeMutableBufferPointer { bytes in
            var start = 0
            while start < count {
                guard let end = row(bytes, start, count, last, file, columns) else { break }
                start = end
                if problem != nil { break }
            }
            return start
        }
    }

    /// One row; returns where the next starts, nil when this one is not whole yet.
    private mutating func row(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ count: Int, _ last: Bool, _ file: LinkageFile,
        _ columns: LinkageColumns
    ) -> Int? {
        guard let end = Self.rowEnd(bytes, start, count) ?? (last ? count : nil) else { return nil }
        let next = end < count ? end + 1 : end
        var stop = end
        if stop > start, bytes[stop - 1] == 13 { stop -= 1 }
        guard stop > start else { return next }
        var record = LinkageRecord()
        var column = 0
        var place = start
        var named = false
        while place <= stop {
            let (cell, following) = LinkageCell.read(bytes, place, stop)
            if column < columns.columns.count {
                if columns.columns[column] == .record {
                    ids.append(cell)
                    named = !cell.isEmpty
                } else {
                    take(cell, columns.columns[column], columns.slots[column], &record)
                }
            }
            column += 1
            place = following
        }
        check(column, named, file, columns)
        records.append(record)
        return next
    }

    @inline(__always)
    private mutating func take(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: LinkageColumn, _ slot: Int, _ record: inout LinkageRecord
    ) {
        if column == .born, !cell.isEmpty { bornCells += 1 }
        reading.take(cell, column, slot: slot, into: &record)
    }

    private mutating func check(_ cells: Int, _ named: Bool, _ file: LinkageFile, _ columns: LinkageColumns) {
        if cells != columns.columns.count {
            problem = .cells(file: file.path, row: records.count + 2, found: cells, wanted: columns.columns.count)
        } else if !named {
            problem = .noRecordNumber(file: file.path, row: records.count + 2)
        }
    }

    /// The line feed that ends the row, outside quotes.
    private static func rowEnd(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var quoted = false
        var place = start
        while place < count {
            let byte = bytes[place]
            if byte == 34 { quoted.toggle() } else if byte == 10, !quoted { return place }
            place += 1
        }
        return nil
    }
}

/// One cell of a row.
enum LinkageCell {
    /// The cell that starts at `start`, without blanks at its ends and without its quotes, and where the next starts.
    @inline(__always)
    static func read(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ stop: Int
    ) -> (cell: UnsafeBufferPointer<UInt8>, next: Int) {
        if start < stop, bytes[start] == 34 { return quoted(bytes, start, stop) }
        var end = start
        while end < stop, bytes[end] != 44 { end += 1 }
        return (trimmed(bytes, start, end), end + 1)
    }

    /// Doubled quotes are made one where they stand.
    private static func quoted(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ stop: Int
    ) -> (cell: UnsafeBufferPointer<UInt8>, next: Int) {
        var from = start + 1
        var to = from
        while from < stop {
            if bytes[from] == 34 {
                guard from + 1 < stop, bytes[from + 1] == 34 else { break }
                from += 1
            }
            bytes[to] = bytes[from]
            to += 1
            from += 1
        }
        var next = from
        while next < stop, bytes[next] != 44 { next += 1 }
        return (trimmed(bytes, start + 1, to), next + 1)
    }

    private static func trimmed(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> UnsafeBufferPointer<UInt8> {
        var start = start
        var end = end
        while start < end, bytes[start] <= 32 { start += 1 }
        while end > start, bytes[end - 1] <= 32 { end -= 1 }
        return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(bytes)[start..<end])
    }
}
