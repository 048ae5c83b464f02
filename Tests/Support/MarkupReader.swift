/// Reads tags from markup as we write it: attributes in double quotes, no bare `<` in text.
struct MarkupReader {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var problems: [String] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() -> [Markup.Element] {
        var elements: [Markup.Element] = []
        while let start = bytes[index...].firstIndex(of: 60) {
            index = start + 1
            guard index < bytes.count else { break }
            if bytes[index] == 33 {
                skip(past: 62)
            } else if let element = tag() {
                elements.append(element)
                if !element.isEnd, element.name == "script" || element.name == "style" { skipRaw(element.name) }
            } else {
                problems.append("a bare < at byte \(start)")
            }
        }
        return elements
    }

    private mutating func tag() -> Markup.Element? {
        let isEnd = take(47)
        let name = word()
        guard !name.isEmpty else { return nil }
        var attributes: [(name: String, value: String)] = []
        while true {
            skipBlanks()
            if take(62) { return Markup.Element(name: name, attributes: attributes, isEnd: isEnd, closesItself: false) }
            if take(47), take(62) {
                return Markup.Element(name: name, attributes: attributes, isEnd: isEnd, closesItself: true)
            }
            let attribute = word()
            guard !attribute.isEmpty else {
                problems.append("<\(name)> is not well formed")
                skip(past: 62)
                return Markup.Element(name: name, attributes: attributes, isEnd: isEnd, closesItself: false)
            }
            attributes.append((attribute, value(of: attribute, in: name)))
        }
    }

    private mutating func value(of attribute: String, in name: String) -> String {
        guard take(61) else { return "" }
        guard take(34), let end = bytes[index...].firstIndex(of: 34) else {
            problems.append("\(attribute) of <\(name)> is not in double quotes")
            return ""
        }
        defer { index = end + 1 }
        let text = String(decoding: bytes[index..<end], as: UTF8.self)
        if text.contains("<") { problems.append("\(attribute) of <\(name)> holds a <") }
        return text
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.count, !([9, 10, 13, 32, 34, 47, 60, 61, 62] as Set<UInt8>).contains(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while index < bytes.count, [9, 10, 13, 32].contains(bytes[index]) { index += 1 }
    }

    private mutating func skip(past byte: UInt8) {
        index = (bytes[index...].firstIndex(of: byte) ?? bytes.count - 1) + 1
    }

    private mutating func skipRaw(_ name: String) {
        let end = Array("</\(name)".utf8)
        while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
    }
}
