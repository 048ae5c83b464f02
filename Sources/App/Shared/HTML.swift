public import Domain

/// Markup in both languages at once. `\(string)` is escaped by its type; only `HTML` goes in as it is.
/// Attributes stand in double quotes, addresses are `Path`s, and no value goes inside `<script>` or `<style>`.
public struct HTML: Sendable, ExpressibleByStringInterpolation {
    private var english: [UInt8]
    /// nil while it is the same as the English: a name, a date, a number.
    private var welsh: [UInt8]?

    public static let empty = HTML()

    public init() {
        english = []
    }

    public init(stringLiteral value: StaticString) {
        english = value.withUTF8Buffer(Array.init)
    }

    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.html
    }

    /// Markup that differs between the languages by more than its words.
    public init(en: HTML, cy: HTML) {
        english = en.english
        welsh = cy[.welsh]
    }

    public var en: [UInt8] { english }
    public var cy: [UInt8] { welsh ?? english }

    public subscript(_ language: Language) -> [UInt8] {
        language == .english ? en : cy
    }

    public static func += (left: inout HTML, right: HTML) {
        if let welsh = right.welsh {
            left.part()
            left.welsh?.append(contentsOf: welsh)
        } else {
            left.welsh?.append(contentsOf: right.english)
        }
        left.english.append(contentsOf: right.english)
    }

    /// From here on the languages differ.
    private mutating func part() {
        if welsh == nil { welsh = english }
    }

    fileprivate mutating func reserve(_ count: Int) {
        english.reserveCapacity(count)
    }

    fileprivate mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer {
            english.append(contentsOf: $0)
            welsh?.append(contentsOf: $0)
        }
    }

    fileprivate mutating func append(escaped text: String) {
        guard welsh != nil else { return escape(text, into: &english) }
        append(escaped: Text(same: text))
    }

    fileprivate mutating func append(escaped text: Text) {
        part()
        escape(text.en, into: &english)
        if var other = welsh.take() {
            escape(text.cy, into: &other)
            welsh = other
        }
    }

    public static func joined(_ parts: [HTML], separator: HTML = .empty) -> HTML {
        var result = HTML()
        for (index, part) in parts.enumerated() {
            if index > 0 { result += separator }
            result += part
        }
        return result
    }

    public struct Interpolation: StringInterpolationProtocol {
        var html = HTML()

        public init(literalCapacity: Int, interpolationCount: Int) {
            html.reserve(literalCapacity * 2)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            html.append(literal)
        }

        public mutating func appendInterpolation(_ part: HTML) {
            html += part
        }

        public mutating func appendInterpolation(_ part: HTML?) {
            if let part { html += part }
        }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { html += part }
        }

        public mutating func appendInterpolation(_ text: String) {
            html.append(escaped: text)
        }

        public mutating func appendInterpolation(_ text: String?) {
            if let text { html.append(escaped: text) }
        }

        public mutating func appendInterpolation(_ text: Text) {
            html.append(escaped: text)
        }

        public mutating func appendInterpolation(_ text: Text?) {
            if let text { html.append(escaped: text) }
        }

        public mutating func appendInterpolation(_ number: Int) {
            html.append(escaped: String(number))
        }

        public mutating func appendInterpolation(_ number: Int64) {
            html.append(escaped: String(number))
        }

        public mutating func appendInterpolation(_ path: Path) {
            html.append(escaped: path.text)
        }

        public mutating func appendInterpolation(_ day: Day) {
            html.append(escaped: day.words)
        }

        public mutating func appendInterpolation(_ instant: Instant) {
            html.append(escaped: London.words(instant))
        }

        /// A boolean attribute: ` checked` or nothing.
        public mutating func appendInterpolation(attribute name: StaticString, _ present: Bool) {
            guard present else { return }
            appendLiteral(" ")
            appendLiteral(name)
        }

        /// An attribute with a value, left out when there is none: ` autocomplete="off"`.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            appendLiteral(" ")
            appendLiteral(name)
            appendLiteral("=\"")
            appendInterpolation(value)
            appendLiteral("\"")
        }
    }
}

private func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { buffer in
        var start = 0
        for index in buffer.indices {
            guard let entity = entity(buffer[index]) else { continue }
            bytes.append(contentsOf: buffer[start..<index])
            entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
}

private func entity(_ byte: UInt8) -> StaticString? {
    switch byte {
    case 38: "&amp;"
    case 60: "&lt;"
    case 62: "&gt;"
    case 34: "&quot;"
    case 39: "&#39;"
    default: nil
    }
}
