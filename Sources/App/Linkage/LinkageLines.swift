import Domain
import Foundation

/// The rows of a CSV file, a buffer at a time.
enum LinkageLines {
    /// Calls `visit` with each row between two places of a file, without its line end and with its number from the first of them,
    /// until it tells of a problem. Empty rows are counted, not visited. Returns how many rows there were.
    static func each(
        _ path: String, from: Int, to: Int, _ visit: (UnsafeMutableBufferPointer<UInt8>, Int) -> LinkageProblem?
    ) throws(LinkageProblem) -> Int {
        guard let bytes = LinkageBytes(path) else { throw .unreadable(path) }
        var reading = Reading()
        var place = from
        while place < to {
            let room = min(reading.buffer.count - reading.kept, to - place)
            let came = reading.fill(bytes, place, room)
            guard came > 0 else { throw .unreadable(path) }
            place += came
            if let problem = reading.rows(came, last: place == to, visit) { throw problem }
        }
        return reading.number
    }

    /// What was read and is not yet used.
    private struct Reading {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var kept = 0
        var number = 0

        mutating func fill(_ bytes: LinkageBytes, _ place: Int, _ room: Int) -> Int {
            let kept = kept
            return buffer.withUnsafeMutableBytes { bytes.read(place, into: .init(rebasing: $0[kept..<kept + room])) }
        }

        /// Visits the whole rows; what is left is moved to the front. A row longer than the buffer makes it longer.
        mutating func rows(
            _ came: Int, last: Bool, _ visit: (UnsafeMutableBufferPointer<UInt8>, Int) -> LinkageProblem?
        ) -> LinkageProblem? {
            let count = kept + came
            var number = number
            var problem: LinkageProblem?
            let used = buffer.withUnsafeMutableBufferPointer { bytes in
                var start = 0
                while start < count, problem == nil, let end = rowEnd(bytes, start, count) ?? (last ? count : nil) {
                    let stop = end > start && bytes[end - 1] == 13 ? end - 1 : end
                    if stop > start { problem = visit(UnsafeMutableBufferPointer(rebasing: bytes[start..<stop]), number) }
                    number += 1
                    start = end + 1
                }
                return min(start, count)
            }
            self.number = number
            keep(used, count)
            return problem
        }

        private mutating func keep(_ used: Int, _ count: Int) {
            kept = count - used
            let kept = kept
            if used > 0 {
                buffer.withUnsafeMutableBytes { $0.copyMemory(from: .init(rebasing: $0[used..<used + kept])) }
            } else if kept == buffer.count {
                buffer += [UInt8](repeating: 0, count: buffer.count)
            }
        }
    }

    /// The line feed that ends the row, outside quotes.
    private static func rowEnd(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        guard let feed = memchr(base + start, 10, count - start) else { return nil }
        let end = feed.assumingMemoryBound(to: UInt8.self) - base
        return memchr(base + start, 34, end - start) == nil ? end : quotedEnd(bytes, start, count)
    }

    private static func quotedEnd(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var quoted = false
        for place in start..<count {
            if bytes[place] == 34 { quoted.toggle() } else if bytes[place] == 10, !quoted { return place }
        }
        return nil
    }
}

/// One cell of a row.
enum LinkageCell {
    /// The cell that starts at `start`, without blanks at its ends and without its quotes, and where the next starts.
    @inline(__always)
    static func read(
        _ row: UnsafeMutableBufferPointer<UInt8>, _ start: Int
    ) -> (cell: UnsafeBufferPointer<UInt8>, next: Int) {
        if start < row.count, row[start] == 34 { return quoted(row, start) }
        var end = start
        while end < row.count, row[end] != 44 { end += 1 }
        return (trimmed(row, start, end), end + 1)
    }

    /// Doubled quotes are made one where they stand.
    private static func quoted(
        _ row: UnsafeMutableBufferPointer<UInt8>, _ start: Int
    ) -> (cell: UnsafeBufferPointer<UInt8>, next: Int) {
        var from = start + 1
        var to = from
        while from < row.count {
            if row[from] == 34 {
                guard from + 1 < row.count, row[from + 1] == 34 else { break }
                from += 1
            }
            row[to] = row[from]
            to += 1
            from += 1
        }
        var next = from
        while next < row.count, row[next] != 44 { next += 1 }
        return (trimmed(row, start + 1, to), next + 1)
    }

    @inline(__always)
    private static func trimmed(
        _ row: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> UnsafeBufferPointer<UInt8> {
        var start = start
        var end = end
        while start < end, row[start] <= 32 { start += 1 }
        while end > start, row[end - 1] <= 32 { end -= 1 }
        return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(row)[start..<end])
    }

    /// All cells of a row of text, for a heading.
    static func all(_ row: [UInt8]) -> [String] {
        var row = row
        return row.withUnsafeMutableBufferPointer { row in
            var cells: [String] = []
            var place = 0
            while place <= row.count {
                let (cell, next) = read(row, place)
                cells.append(text(cell))
                place = next
            }
            return cells
        }
    }
}
