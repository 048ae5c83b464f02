import Domain

/// Facts of one thing: a name and a value a line.
enum SummaryList {
    static func html(_ lines: [(Text, HTML)]) -> HTML {
        let rows: [HTML] = lines.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }
        return "<dl class=\"summary-list\">\(rows)</dl>"
    }
}
