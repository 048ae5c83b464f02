/// One record of a file with what was made of it.
public struct RowRead: Sendable, Hashable {
    public let record: DelimitedRecord
    /// The local reference, also of a refused row where it can be told.
    public let reference: String
    public let reading: RowReading
}

/// Reads a whole file piece by piece under a profile: first bytes, header, rows, end.
public struct FileReading: Sendable {
    public let profile: ImportProfile
    private let asOf: Day
    private let checks: IdentifierChecks
    private let others: [ImportProfile]
    private var delimited: DelimitedReader
    private var start: [UInt8] = []
    private var started = false
    private var added = AddedColumns([])

    /// Made from the header; nil before it has come.
    public private(set) var rows: RowReader?
    /// False once the file has turned out to end inside a quoted field.
    public private(set) var isComplete = true
    /// The file holds refused rows of another one, put right: it has Carfan's own columns.
    public var isCorrection: Bool { !added.isNone }
    /// Rows read so far, without the header.
    public private(set) var count = 0

    public init(
        _ profile: ImportProfile, asOf: Day, checks: IdentifierChecks, others: [ImportProfile] = []
    ) {
        self.profile = profile
        self.asOf = asOf
        self.checks = checks
        self.others = others
        delimited = DelimitedReader(encoding: profile.encoding, delimiter: profile.delimiter)
    }

    /// After the end: the first of the blank lines that the file ends with.
    public var trailingBlankLine: Int? { delimited.trailingBlankLine }

    /// The rows that end in this piece.
    public mutating func read(_ chunk: some Collection<UInt8>) throws(FileRefusal) -> [RowRead] {
        if started { return try rows(from: delimited.read(chunk)) }
        start.append(contentsOf: chunk)
        return start.count >= 8 ? try begin() : []
    }

    /// The end of the file.
    public mutating func finish() throws(FileRefusal) -> [RowRead] {
        var last = started ? [] : try begin()
        last += try rows(from: delimited.finish())
        guard rows != nil else { throw .empty }
        return last
    }

    private mutating func begin() throws(FileRefusal) -> [RowRead] {
        started = true
        if let foreign = ForeignFile.recognise(start) { throw .notText(foreign) }
        let bytes = start
        start = []
        return try rows(from: delimited.read(bytes))
    }

    private mutating func rows(from records: [DelimitedRecord]) throws(FileRefusal) -> [RowRead] {
        var records = records[...]
        if rows == nil, let header = records.popFirst() {
            added = AddedColumns(header.fields)
            rows = try RowReader(
                profile, header: added.without(header.fields), asOf: asOf, checks: checks, others: others)
        }
        guard let rows else { return [] }
        count += records.count
        return records.map { record in
            let record = added.without(record)
            if !record.isComplete { isComplete = false }
            return RowRead(record: record, reference: rows.reference(of: record), reading: rows.read(record))
        }
    }
}
