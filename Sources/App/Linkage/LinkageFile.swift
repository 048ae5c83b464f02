import Domain
import Foundation

/// A CSV file that is read in stretches of whole rows: UTF-8, comma, quotes doubled inside quotes, LF or CRLF.
struct LinkageFile {
    let path: String
    let headings: [String]
    /// Where the first row and where each stretch begins; the last is the end of the file.
    let stretches: [Int]

    /// Cuts the file at the end of a row, at about every `1 / parts` of it.
    init(_ path: String, parts: Int, _ threads: LinkageThreads = LinkageThreads(1)) throws(LinkageProblem) {
        self.path = path
        guard let reader = LinkageBytes(path), reader.size > 0 else {
            throw LinkageForm.nothing(path)
        }
        var heading: [UInt8] = []
        var place = 0
        while let byte = reader[place], byte != 10 {
            heading.append(byte)
            place += 1
        }
        try LinkageForm.check(path, heading, (0..<min(reader.size, 2_000)).compactMap { reader[$0] })
        if heading.starts(with: [0xEF, 0xBB, 0xBF]) { heading.removeFirst(3) }
        headings = LinkageCell.all(heading)
        let first = place + 1
        guard first < reader.size else { throw .empty(path) }
        var stretches = [first]
        for part in 1..<max(parts, 1) {
            let wanted = max(first + (reader.size - first) * part / parts, stretches[stretches.count - 1])
            let isQuoted = Self.isQuoted(path, from: stretches[stretches.count - 1], to: wanted, threads)
            if let start = reader.rowStart(after: wanted, isQuoted: isQuoted) { stretches.append(start) }
        }
        self.stretches = stretches + [reader.size]
    }

    /// Whether a place lies inside quotes; `from` is the start of a row.
    private static func isQuoted(_ path: String, from: Int, to: Int, _ threads: LinkageThreads) -> Bool {
        let count = to - from
        let quotes = threads.map(threads.count) { part in
            let own = from + count * part / threads.count..<from + count * (part + 1) / threads.count
            return LinkageBytes(path)?.quotes(own) ?? 0
        }
        return quotes.reduce(0, +) & 1 == 1
    }
}

/// Bytes of a file, read a megabyte at a time.
final class LinkageBytes {
    static let window = 1 << 20
    let size: Int
    private let descriptor: Int32
    private var start = 0
    private var bytes: [UInt8] = []

    init?(_ path: String) {
        descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        size = Int(status.st_size)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    subscript(place: Int) -> UInt8? {
        if place < start || place >= start + bytes.count { fill(place) }
        return place - start < bytes.count ? bytes[place - start] : nil
    }

    private func fill(_ place: Int) {
        start = place
        bytes = [UInt8](unsafeUninitializedCapacity: Self.window) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, Self.window, off_t(place)))
        }
    }

    /// Reads into a buffer; returns how many bytes came.
    func read(_ place: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)))
    }

    /// How many quotes stand in a part of the file.
    func quotes(_ places: Range<Int>) -> Int {
        var quotes = 0
        for first in stride(from: places.lowerBound, to: places.upperBound, by: Self.window) {
            fill(first)
            let own = min(bytes.count, places.upperBound - first)
            quotes += bytes.withUnsafeBufferPointer { $0.prefix(own).reduce(0) { $0 &+ ($1 == 34 ? 1 : 0) } }
        }
        return quotes
    }

    /// The first row that starts behind a place, which may be inside quotes.
    func rowStart(after place: Int, isQuoted: Bool) -> Int? {
        var quoted = isQuoted
        var position = place
        while let byte = self[position] {
            position += 1
            if byte == 34 { quoted.toggle() }
            if byte == 10, !quoted { return position < size ? position : nil }
        }
        return nil
    }
}
