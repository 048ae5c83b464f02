/// Reads a delimited file from pieces of any size: quotes doubled inside quotes, line breaks inside quotes, CRLF or LF.
/// What it keeps between two pieces is one record, and of a field never more than can be accepted, however long it goes on.
public struct DelimitedReader: Sendable {
    private enum Place { case start, plain, quoted, quoteInQuotes }

    private var transcoding: Transcoding
    private let stops: [UInt8]
    private var place = Place.start
    private var afterReturn = false

    private var builder = RecordBuilder()
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
                    inRecord = true
                    if place != .quoted { place = .plain }
                    builder.store(UnsafeBufferPointer(rebasing: chunk[from..<index]), seen: seen)
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
            builder.mark(.newline)
            builder.store(byte)
        case 0x0D:
            builder.mark(.newline)
            builder.store(byte)
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
        default:
            builder.endField()
            place = .start
        }
    }

    private mutating func quote() {
        switch place {
        case .start:
            place = .quoted
        case .quoteInQuotes:
            place = .quoted
            builder.mark(.quote)
            builder.store(0x22)
        case .plain, .quoted:
            builder.mark(.quote)
            builder.store(0x22)
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
        builder.mark(kind)
        builder.store(byte)
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

    private mutating func endRecord(complete: Bool, _ records: inout [DelimitedRecord]) {
        records.append(builder.record(number: number, line: startLine, complete: complete))
        number += 1
        place = .start
        inRecord = false
        firstBlank = nil
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
}
