/// Something about one field that the reader noticed: a fault, or a legal oddity worth a note.
public struct FieldMark: Sendable, Hashable {
    /// What is odd about a field.
    public enum Kind: Sendable, Hashable {
        case nul, controlCharacter, invalidText, tooLong, newline, quote
    }

    public let kind: Kind
    /// Position of the field in the record, counted from 0.
    public let field: Int

    public init(_ kind: Kind, field: Int) {
        self.kind = kind
        self.field = field
    }
}

/// One record of a delimited file, as it stands there.
public struct DelimitedRecord: Sendable, Hashable {
    /// No field is longer; a longer one rejects the row.
    public static let longestField = 500

    /// Counted from 1 after the header; the header is 0.
    public let number: Int
    /// The physical line on which the record starts; the header's is 1.
    public let line: Int
    public let fields: [String]
    /// As many fields as the record has, also where `fields` stops short.
    public let columns: Int
    public let marks: [FieldMark]
    public let isASCII: Bool
    /// False when the file ends inside a quoted field of this record.
    public let isComplete: Bool
    /// Equal for records with equal fields, in every run.
    public let contentHash: ContentHash

    /// A record that does not come straight from a file: a corrected row.
    public init(number: Int, line: Int, fields: [String]) {
        self.number = number
        self.line = line
        self.fields = fields
        columns = fields.count
        var marks: [FieldMark] = []
        for (index, field) in fields.enumerated() { FieldMarks.collect(field, index, into: &marks) }
        self.marks = marks
        isASCII = fields.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
        isComplete = true
        contentHash = ContentHash(fields: fields)
    }

    init(
        number: Int, line: Int, fields: [String], columns: Int, marks: [FieldMark], isASCII: Bool, isComplete: Bool,
        contentHash: ContentHash
    ) {
        self.number = number
        self.line = line
        self.fields = fields
        self.columns = columns
        self.marks = marks
        self.isASCII = isASCII
        self.isComplete = isComplete
        self.contentHash = contentHash
    }
}

/// The marks that can be seen in a field's text.
enum FieldMarks {
    static func collect(_ field: String, _ index: Int, into marks: inout [FieldMark]) {
        var kinds: Set<FieldMark.Kind> = []
        var length = 0
        for scalar in field.unicodeScalars {
            length += 1
            switch scalar.value {
            case 0: kinds.insert(.nul)
            case 0x0A, 0x0D: kinds.insert(.newline)
            case 0x22: kinds.insert(.quote)
            default: if isControl(scalar) { kinds.insert(.controlCharacter) }
            }
        }
        if length > DelimitedRecord.longestField { kinds.insert(.tooLong) }
        for kind in order where kinds.contains(kind) { marks.append(FieldMark(kind, field: index)) }
    }

    /// What only non-ASCII text can hold: C1 controls, and the marks that turn the direction of writing round.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static let order: [FieldMark.Kind] = [.nul, .controlCharacter, .tooLong, .newline, .quote]
}
