/// Looks at finished markup the way a careful reader would.
public enum Markup {
    /// One start tag or end tag.
    public struct Element: Sendable {
        public let name: String
        public let attributes: [(name: String, value: String)]
        public let isEnd: Bool
        public let closesItself: Bool

        public subscript(_ name: String) -> String? {
            attributes.first { $0.name == name }?.value
        }
    }

    /// What is wrong: tags that do not balance, ids used twice or referred to and missing, not exactly one `h1`, fields without a
    /// label, pictures without words, and words of the program itself. A `fragment` needs no `h1`, and may refer to ids elsewhere.
    public static func problems(html: [UInt8], fragment: Bool = false) -> [String] {
        var reader = MarkupReader(html)
        let elements = reader.read()
        var problems = reader.problems + unbalanced(elements)
        let starts = elements.filter { !$0.isEnd }
        problems += doubles(starts) + unlabelled(starts) + inside(html)
        if !fragment {
            let heads = starts.count { $0.name == "h1" }
            if heads != 1 { problems.append("\(heads) h1 elements") }
            problems += missing(starts) + skipped(starts)
        }
        return problems
    }

    /// The tags in order, without words and without what differs between languages: both languages must have the same.
    public static func outline(html: [UInt8]) -> [String] {
        var reader = MarkupReader(html)
        return reader.read().map { element in
            let marks = element.attributes.filter { ["class", "id", "name", "href", "type", "for"].contains($0.name) }
            return (element.isEnd ? "/" : "") + element.name + marks.map { " \($0.name)=\($0.value)" }.joined()
        }
    }

    /// Where a value was described as Swift does it, and not as the page would.
    private static func inside(_ html: [UInt8]) -> [String] {
        let text = String(decoding: html, as: UTF8.self)
        return ["Text(en:", "Instant(", "Optional(", "Day(number:"].filter { text.contains($0) }.map {
            "\($0) stands on the page"
        }
    }

    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    private static func unbalanced(_ elements: [Element]) -> [String] {
        var problems: [String] = []
        var open: [String] = []
        for element in elements where !element.closesItself && !void.contains(element.name) {
            if !element.isEnd {
                open.append(element.name)
            } else if open.last == element.name {
                open.removeLast()
            } else {
                problems.append("</\(element.name)> where <\(open.last ?? "nothing")> is open")
                if let index = open.lastIndex(of: element.name) { open.removeSubrange(index...) }
            }
        }
        return problems + open.map { "<\($0)> is never closed" }
    }

    private static func doubles(_ elements: [Element]) -> [String] {
        var seen: Set<String> = []
        var problems: [String] = []
        for element in elements {
            if let id = element["id"], !seen.insert(id).inserted { problems.append("id \(id) twice") }
            let names = element.attributes.map(\.name)
            if Set(names).count < names.count { problems.append("<\(element.name)> has an attribute twice") }
        }
        return problems
    }

    private static func unlabelled(_ elements: [Element]) -> [String] {
        let labels = Set(elements.filter { $0.name == "label" }.compactMap { $0["for"] })
        let silent: Set<String> = ["hidden", "submit", "button"]
        return elements.compactMap { element in
            if element.name == "img", element["alt"] == nil { return "<img> without alt" }
            guard ["input", "select", "textarea", "progress"].contains(element.name) else { return nil }
            if let type = element["type"], silent.contains(type) { return nil }
            if let id = element["id"], labels.contains(id) { return nil }
            if element["aria-label"] != nil || element["aria-labelledby"] != nil { return nil }
            return "<\(element.name) name=\"\(element["name"] ?? "")\"> without label"
        }
    }

    private static func missing(_ elements: [Element]) -> [String] {
        let ids = Set(elements.compactMap { $0["id"] })
        return elements.flatMap { element in
            let named = ["for", "form", "aria-describedby", "aria-labelledby", "aria-controls"].compactMap { element[$0] }
            let references = named.flatMap { $0.split(separator: " ").map(String.init) }
            let target = element["href"].flatMap { $0.hasPrefix("#") ? String($0.dropFirst()) : nil }
            return (references + (target.map { [$0] } ?? [])).filter { !ids.contains($0) }.map {
                "<\(element.name)> refers to \($0), which is not there"
            }
        }
    }

    private static func skipped(_ elements: [Element]) -> [String] {
        var level: Int? = nil
        return elements.compactMap { element in
            guard element.name.utf8.count == 2, element.name.hasPrefix("h"), let next = Int(element.name.dropFirst()) else {
                return nil
            }
            defer { level = next }
            guard let level, next > level + 1 else { return nil }
            return "h\(next) after h\(level)"
        }
    }
}
