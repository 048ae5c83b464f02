/// Gathers the record that is being read: its fields' bytes one after another, each followed by 0xFF, as far as they can
/// be accepted.
struct RecordBuilder: Sendable {
    /// Four bytes are the longest letter.
    private static let longestStored = DelimitedRecord.longestField * 4 + 1
    private static let mostColumns = 1000

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var marks: [FieldMark] = []
    private var columns = 0
    private var stored = 0
    private var high: UInt8 = 0

    mutating func store(_ byte: UInt8) {
        if stored < Self.longestStored, columns < Self.mostColumns { bytes.append(byte) }
        stored += 1
    }

    /// `seen` has the bits of all bytes of the run.
    mutating func store(_ run: UnsafeBufferPointer<UInt8>, seen: UInt8) {
        high |= seen
        if columns < Self.mostColumns, stored < Self.longestStored {
            let room = Self.longestStored - stored
            bytes.append(contentsOf: run.count <= room ? run : UnsafeBufferPointer(rebasing: run[..<room]))
        }
        stored += run.count
    }

    mutating func mark(_ kind: FieldMark.Kind) {
        let mark = FieldMark(kind, field: columns)
        if marks.last != mark, marks.count < 64, !marks.contains(mark) { marks.append(mark) }
    }

    mutating func endField() {
        if columns < Self.mostColumns {
            ends.append(bytes.count)
            bytes.append(0xFF)
        }
        columns += 1
        stored = 0
    }

    /// The record; the next one begins.
    mutating func record(number: Int, line: Int, complete: Bool) -> DelimitedRecord {
        endField()
        let (fields, hash) = takeFields()
        let record = DelimitedRecord(
            number: number, line: line, fields: fields, columns: columns, marks: marks, isASCII: high < 0x80,
            isComplete: complete, contentHash: hash)
        columns = 0
        high = 0
        marks.removeAll()
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        return record
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
                    ascii ? String(decoding: run, as: UTF8.self) : Self.text(run, index, marks: &late))
                if ascii, run.count > DelimitedRecord.longestField { late.append(FieldMark(.tooLong, field: index)) }
                from = end + 1
            }
            return (fields, ContentHash(UnsafeRawBufferPointer(bytes)))
        }
        marks += late
        return result
    }

    /// A field that may hold letters beyond ASCII; what cannot be read shows as U+FFFD and is marked.
    private static func text(_ run: UnsafeBufferPointer<UInt8>, _ index: Int, marks: inout [FieldMark]) -> String {
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
