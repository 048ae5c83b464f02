public import Domain

/// The fields of a form or query as they were sent; the first value of each name unless all are asked for.
public struct Form: Sendable {
    public private(set) var fields: [(name: String, value: String)] = []

    public init() {}

    public init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    /// Reads `name=value&name=value` with percent-encoding and `+` for blanks. nil when it is not valid UTF-8, holds a NUL, or
    /// has more than 500 fields.
    public init?(urlEncoded bytes: some Collection<UInt8>) {
        for pair in bytes.split(separator: 38) {
            guard fields.count < 500 else { return nil }
            let halves = pair.split(separator: 61, maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Form.decoded(halves[0]), let value = halves.count > 1 ? Form.decoded(halves[1]) : ""
            else { return nil }
            fields.append((name, value))
        }
    }

    /// The value with blanks around it removed; empty when the field was not sent.
    public subscript(_ name: String) -> String {
        raw(name).trimmed
    }

    /// The value exactly as sent.
    public func raw(_ name: String) -> String {
        fields.first { $0.name == name }?.value ?? ""
    }

    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value.trimmed)
    }

    /// The language button of a form was pressed: show the same page with what was typed, in the other language.
    public var switchesLanguage: Language? {
        Language(rawValue: self["switch-language"])
    }

    private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 37 {
                let first = bytes.index(after: index)
                guard first < bytes.endIndex else { return nil }
                let second = bytes.index(after: first)
                guard second < bytes.endIndex, let high = nibble(bytes[first]), let low = nibble(bytes[second]) else {
                    return nil
                }
                result.append(high << 4 | low)
                index = second
            } else {
                result.append(byte == 43 ? 32 : byte)
            }
            index = bytes.index(after: index)
        }
        guard !result.contains(0) else { return nil }
        return String(validating: result, as: UTF8.self)
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

extension String {
    /// Without blanks, tabs and line breaks at both ends.
    public var trimmed: String {
        let isBlank: (UInt8) -> Bool = { $0 == 32 || ($0 >= 9 && $0 <= 13) }
        guard let first = utf8.first, let last = utf8.last, isBlank(first) || isBlank(last) else { return self }
        guard let start = utf8.firstIndex(where: { !isBlank($0) }) else { return "" }
        let end = utf8.lastIndex { !isBlank($0) } ?? start
        return String(self[start...end])
    }
}

/// Reads a form field by field and gathers everything that is wrong with it.
///
/// With the language button pressed nothing is checked: `finish` throws `Invalid` without problems, and the page is shown again
/// with what was typed.
public struct FormReader {
    public let form: Form
    public private(set) var problems: [Problem] = []

    public init(_ form: Form) {
        self.form = form
    }

    public mutating func problem(_ field: String, _ message: Text) {
        problems.append(Problem(field, message))
    }

    /// Text of at most `limit` characters, without control characters other than line breaks.
    public mutating func text(_ field: String, missing: Text?, limit: Int = 2000) -> String {
        let value = form[field]
        if value.isEmpty, let missing { problem(field, missing) }
        if value.count > limit {
            problem(
                field,
                Text(
                    en: "Shorten this to \(grouped(limit)) characters or fewer",
                    cy: "Cwtogwch hwn i \(grouped(limit)) nod neu lai"))
        }
        if value.unicodeScalars.contains(where: { $0.value < 32 && ![9, 10, 13].contains($0.value) }) {
            problem(field, Text(en: "Remove the control characters", cy: "Tynnwch y nodau rheoli"))
        }
        return value
    }

    /// One of the codes of an enum.
    public mutating func choice<Choice: RawRepresentable>(_ field: String, missing: Text) -> Choice?
    where Choice.RawValue == String {
        guard let choice = Choice(rawValue: form[field]) else {
            problem(field, missing)
            return nil
        }
        return choice
    }

    /// A date from the three boxes `field-day`, `field-month`, `field-year`. nil and a problem when incomplete or not real;
    /// nil and no problem when empty and not required.
    public mutating func day(_ field: String, missing: Text?) -> Day? {
        let parts = ["day", "month", "year"].map { form["\(field)-\($0)"] }
        if parts.allSatisfy(\.isEmpty) {
            if let missing { problem(field, missing) }
            return nil
        }
        guard !parts.contains(where: \.isEmpty) else {
            problem(
                field,
                Text(en: "Enter a day, a month and a year", cy: "Rhowch ddiwrnod, mis a blwyddyn"))
            return nil
        }
        let numbers = parts.map { $0.utf8.count <= 4 && $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
        guard let day = numbers[0], let month = numbers[1], let year = numbers[2], year >= 1000,
            let value = Day(year: year, month: month, day: day)
        else {
            problem(
                field,
                Text(
                    en: "Enter a real date, like 27 3 2026", cy: "Rhowch ddyddiad go iawn, fel 27 3 2026"))
            return nil
        }
        return value
    }

    /// A whole number within a range.
    mutating func number(_ field: String, _ range: ClosedRange<Int>) -> Int? {
        guard form[field].utf8.count <= 9, let number = Int(form[field]), range.contains(number) else {
            problem(
                field,
                Text(
                    en: "Enter a whole number from \(grouped(range.lowerBound)) to \(grouped(range.upperBound))",
                    cy: "Rhowch rif cyfan o \(grouped(range.lowerBound)) i \(grouped(range.upperBound))"))
            return nil
        }
        return number
    }

    /// Throws all problems together, or nothing but the wish for the other language.
    public func finish() throws {
        if form.switchesLanguage != nil { throw Invalid([]) }
        if !problems.isEmpty { throw Invalid(problems) }
    }
}
