import Domain

/// Facts of one thing: a name and a value a line.
enum SummaryList {
    static func html(_ lines: [(Text, HTML)]) -> HTML {
        let rows: [HTML] = lines.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }
        return "<dl class=\"summary-list\">\(rows)</dl>"
    }

    /// Facts of one of several things: a heading, links for what can be done with it, and its lines.
    static func card(_ title: HTML, actions: HTML = .empty, _ lines: [(Text, HTML)]) -> HTML {
        """
        <section class="card"><div class="card-head"><h3>\(title)</h3><div class="card-actions">\(actions)</div></div>\
        \(html(lines))</section>
        """
    }
}
