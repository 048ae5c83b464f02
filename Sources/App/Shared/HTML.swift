public import Domain

/// Markup in both languages at once. `\(string)` is escaped by its type; only `HTML` goes in as it is.
/// Attributes stand in double quotes, addresses are `Path`s, and no value goes inside `<script>` or `<style>`.
public struct HTML: Sendable, ExpressibleByStringInterpolation {
    public private(set) var en: [UInt8]
    public private(set) var cy: [UInt8]

    public static let empty = HTML()

    public init() {
        en = []
        cy = []
    }

    public init(stringLiteral value: StaticString) {
        en = value.withUTF8Buffer(Array.init)
        cy = en
    }

    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.html
    }

    /// Markup that differs between the languages by more than its words.
    public init(en: HTML, cy: HTML) {
        self.en = en.en
        self.cy = cy.cy
    }

    public subscript(_ language: Language) -> [UInt8] {
        language == .english ? en : cy
    }

    public static func += (left: inout HTML, right: HTML) {
        left.en += right.en
        left.cy += right.cy
    }

    public static func + (left: HTML, right: HTML) -> HTML {
        var both = left
        both += right
        return both
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
            html.en.reserveCapacity(literalCapacity * 2)
            html.cy.reserveCapacity(literalCapacity * 2)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer {
                html.en.append(contentsOf: $0)
                html.cy.append(contentsOf: $0)
            }
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
            escape(text, into: &html.en)
            escape(text, into: &html.cy)
        }

        public mutating func appendInterpolation(_ text: String?) {
            if let text { appendInterpolation(text) }
        }

        public mutating func appendInterpolation(_ text: Text) {
            escape(text.en, into: &html.en)
            escape(text.cy, into: &html.cy)
        }

        public mutating func appendInterpolation(_ text: Text?) {
            if let text { appendInterpolation(text) }
        }

        public mutating func appendInterpolation(_ number: Int) {
            let digits = String(number).utf8
            html.en.append(contentsOf: digits)
            html.cy.append(contentsOf: digits)
        }

        public mutating func appendInterpolation(_ number: Int64) {
            appendInterpolation(Int(number))
        }

        public mutating func appendInterpolation(_ path: Path) {
            appendInterpolation(path.text)
        }

        public mutating func appendInterpolation(_ day: Day) {
            appendInterpolation(day.words)
        }

        public mutating func appendInterpolation(_ instant: Instant) {
            appendInterpolation(London.words(instant))
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
        for index in 0..<buffer.count {
            let entity: StaticString
            switch buffer[index] {
            case 38: entity = "&amp;"
            case 60: entity = "&lt;"
            case 62: entity = "&gt;"
            case 34: entity = "&quot;"
            case 39: entity = "&#39;"
            default: continue
            }
            bytes.append(contentsOf: buffer[start..<index])
            entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
            start = index + 1
        }
        bytes.append(contentsOf: buffer[start..<buffer.count])
    }
}
