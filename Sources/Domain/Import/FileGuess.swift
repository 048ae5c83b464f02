/// What the first bytes of a file say about how it is written, for a preview.
public struct FileGuess: Sendable, Hashable {
    public let encoding: TextEncoding
    public let delimiter: Delimiter
    public let foreign: ForeignFile?
    /// The header and the first records.
    public let records: [DelimitedRecord]

    /// `start` is the beginning of the file; some tens of thousands of bytes are plenty.
    public init(start: [UInt8], most: Int = 10) {
        foreign = ForeignFile.recognise(start)
        let mark = TextEncoding.mark(start)
        encoding = mark?.encoding ?? TextEncoding.halves(start) ?? FileGuess.eightBit(start)
        var best: (Delimiter, [DelimitedRecord]) = (.comma, [])
        if foreign == nil {
            for delimiter in Delimiter.allCases {
                let records = FileGuess.records(start, encoding, delimiter, most)
                if records.first?.columns ?? 0 > best.1.first?.columns ?? 0 { best = (delimiter, records) }
            }
        }
        (delimiter, records) = best
    }

    private static func records(
        _ start: [UInt8], _ encoding: TextEncoding, _ delimiter: Delimiter, _ most: Int
    ) -> [DelimitedRecord] {
        var reader = DelimitedReader(encoding: encoding, delimiter: delimiter)
        let records = reader.read(start)
        return Array((records.isEmpty ? reader.finish() : records).prefix(most + 1))
    }

    /// What reads as UTF-8 is UTF-8; a letter may be cut off at the end.
    private static func eightBit(_ start: [UInt8]) -> TextEncoding {
        for cut in 0...min(3, start.count) where String(validating: start.dropLast(cut), as: UTF8.self) != nil {
            return .utf8
        }
        return .windows1252
    }
}
