/// Reads a delimited file from pieces of any size: quotes doubled inside quotes, line breaks inside quotes, CRLF or LF.
/// What it keeps between two pieces is one record, and of a field never more than can be accepted, however long it goes on.
public struct DelimitedReader: Sendable {
    private enum Place { case start, plain, quoted, quoteInQuotes }

    /// Four bytes are the longest letter.
    private static let longestStored = DelimitedRecord.longestField * 4 + 1
    private static let mostColumns = 1000

    private var transcoding: Transcoding
    private let stops: [UInt8]
    private var place = Place.start
    private var afterReturn = false

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var marks: [FieldMark] = []
    private var columns = 0
    private var stored = 0
    private var high: UInt8 = 0
    private var inRecord = false

    private var number = 0
    private var line = 1
    private var startLine = 1
    private var firstBlank: Int?

    public init(encoding: TextEncoding, delimiter: Delimiter) {
        transcoding = Transcoding(encoding)
        stops = ByteClass.table(delimiter.byte)
    }

    /// The encoding as the file shows it; a byte order mark wins over what was expected.
    public var encoding: TextEncoding { transcoding.encoding }

    /// The physical lines read so far.
    public var lines: Int { line - 1 }

    /// After the end: the first of the blank lines that the file ends with.
    public var trailingBlankLine: Int? { firstBlank }

    /// The records that end in this piece; the first of all is the header, number 0.
    public mutating func read(_ chunk: some Collection<UInt8>) -> [DelimitedRecord] {
        let found: [DelimitedRecord]? = chunk.withContiguousStorageIfAvailable { read($0) }
        return found ?? Array(chunk).withUnsafeBufferPointer { read($0) }
    }

    private mutating func read(_ chunk: UnsafeBufferPointer<UInt8>) -> [DelimitedRecord] {
        var records: [DelimitedRecord] = []
        var transcoding = Transcoding(.utf8)
        swap(&transcoding, &self.transcoding)
        transcoding.next(chunk) { scan($0, &records) }
        swap(&transcoding, &self.transcoding)
        return records
    }

    /// The end of the file: the record that no line break ended, if any.
    public mutating func finish() -> [DelimitedRecord] {
        var records: [DelimitedRecord] = []
        var transcoding = Transcoding(.utf8)
        swap(&transcoding, &self.transcoding)
        transcoding.finish { scan($0, &records) }
        swap(&transcoding, &self.transcoding)
        afterReturn = false
        if inRecord { endRecord(complete: place != .quoted, &records) }
        return records
    }

    private mutating func scan(_ chunk: UnsafeBufferPointer<UInt8>, _ records: inout [DelimitedRecord]) {
        stops.withUnsafeBufferPointer { stops in
            var index = 0
            while index < chunk.count {
                let from = index
                let mask: UInt8 = place == .quoted ? ByteClass.stopsInQuotes : ByteClass.stopsOutside
                var seen: UInt8 = 0
                while index < chunk.count, stops[Int(chunk[index])] & mask == 0 {
                    seen |= chunk[index]
                    index += 1
                }
                if index > from {
                    if afterReturn { literalReturn() }
                    high |= seen
                    inRecord = true
                    if place != .quoted { place = .plain }
                    store(UnsafeBufferPointer(rebasing: chunk[from..<index]))
                }
                guard index < chunk.count else { return }
                let byte = chunk[index]
                index += 1
                if place == .quoted { inside(byte) } else { outside(byte, &records) }
            }
        }
    }

    private mutating func inside(_ byte: UInt8) {
        switch byte {
        case 0x22:
            place = .quoteInQuotes
        case 0x0A:
            line += 1
            mark(.newline)
            store(byte)
        case 0x0D:
            mark(.newline)
            store(byte)
        default:
            control(byte)
        }
    }

    private mutating func outside(_ byte: UInt8, _ records: inout [DelimitedRecord]) {
        if byte == 0x0A { return endLine(&records) }
        if afterReturn { literalReturn() }
        if byte == 0x0D {
            afterReturn = true
            return
        }
        inRecord = true
        switch byte {
        case 0x22: quote()
        case 0..<0x20 where byte != 0x09, 0x7F: control(byte)
        default: endField()
        }
    }

    private mutating func quote() {
        switch place {
        case .start:
            place = .quoted
        case .quoteInQuotes:
            place = .quoted
            mark(.quote)
            store(0x22)
        case .plain, .quoted:
            mark(.quote)
            store(0x22)
        }
    }

    /// A carriage return that no line feed follows ends no record.
    private mutating func literalReturn() {
        afterReturn = false
        inRecord = true
        odd(0x0D, .newline)
    }

    private mutating func control(_ byte: UInt8) {
        odd(byte, byte == 0 ? .nul : .controlCharacter)
    }

    private mutating func odd(_ byte: UInt8, _ kind: FieldMark.Kind) {
        if place == .start || place == .quoteInQuotes { place = .plain }
        mark(kind)
        store(byte)
    }

    private mutating func endLine(_ records: inout [DelimitedRecord]) {
        afterReturn = false
        if inRecord {
            line += 1
            endRecord(complete: true, &records)
        } else {
            if firstBlank == nil { firstBlank = line }
            line += 1
        }
        startLine = line
    }

    private mutating func store(_ byte: UInt8) {
        if stored < Self.longestStored, columns < Self.mostColumns { bytes.append(byte) }
        stored += 1
    }

    private mutating func store(_ run: UnsafeBufferPointer<UInt8>) {
        if columns < Self.mostColumns, stored < Self.longestStored {
            let room = Self.longestStored - stored
            bytes.append(contentsOf: run.count <= room ? run : UnsafeBufferPointer(rebasing: run[..<room]))
        }
        stored += run.count
    }

    private mutating func mark(_ kind: FieldMark.Kind) {
        let mark = FieldMark(kind, field: columns)
        if marks.last != mark, marks.count < 64, !marks.contains(mark) { marks.append(mark) }
    }

    private mutating func endField() {
        if columns < Self.mostColumns {
            ends.append(bytes.count)
            bytes.append(0xFF)
        }
        columns += 1
        stored = 0
        place = .start
    }

    private mutating func endRecord(complete: Bool, _ records: inout [DelimitedRecord]) {
        endField()
        let (fields, hash) = takeFields()
        records.append(
            DelimitedRecord(
                number: number, line: startLine, fields: fields, columns: columns, marks: marks, isASCII: high < 0x80,
                isComplete: complete, contentHash: hash))
        number += 1
        columns = 0
        marks.removeAll()
        high = 0
        inRecord = false
        firstBlank = nil
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    private mutating func takeFields() -> ([String], ContentHash) {
        let ascii = high < 0x80
        var late: [FieldMark] = []
        let result = bytes.withUnsafeBufferPointer { bytes in
            var from = 0
            var fields: [String] = []
            fields.reserveCapacity(ends.count)
            for (index, end) in ends.enumerated() {
                let run = UnsafeBufferPointer(rebasing: bytes[from..<end])
                fields.append(
                    ascii ? String(decoding: run, as: UTF8.self) : ByteClass.text(run, index, marks: &late))
                if ascii, run.count > DelimitedRecord.longestField { late.append(FieldMark(.tooLong, field: index)) }
                from = end + 1
            }
            return (fields, ContentHash(UnsafeRawBufferPointer(bytes)))
        }
        marks += late
        return result
    }
}

/// Which bytes the reader must stop at.
private enum ByteClass {
    static let stopsOutside: UInt8 = 1
    static let stopsInQuotes: UInt8 = 2

    static func table(_ delimiter: UInt8) -> [UInt8] {
        var table = [UInt8](repeating: 0, count: 256)
        for byte in 0..<0x20 where byte != 0x09 { table[byte] = stopsOutside | stopsInQuotes }
        table[0x22] = stopsOutside | stopsInQuotes
        table[0x7F] = stopsOutside | stopsInQuotes
        table[Int(delimiter)] = stopsOutside
        return table
    }

    /// A field that may hold letters beyond ASCII; what cannot be read shows as U+FFFD and is marked.
    static func text(_ run: UnsafeBufferPointer<UInt8>, _ index: Int, marks: inout [FieldMark]) -> String {
        let cut = run.count > DelimitedRecord.longestField * 4
        guard let text = String(validating: run, as: UTF8.self) else {
            marks.append(FieldMark(cut ? .tooLong : .invalidText, field: index))
            return String(decoding: run, as: UTF8.self)
        }
        var length = 0
        var control = false
        for scalar in text.unicodeScalars {
            length += 1
            if scalar.value > 0x7F, FieldMarks.isControl(scalar) { control = true }
        }
        if length > DelimitedRecord.longestField { marks.append(FieldMark(.tooLong, field: index)) }
        if control { marks.append(FieldMark(.controlCharacter, field: index)) }
        return text
    }
}
