import Domain

/// A table with a caption. The first column is the row's heading.
///
/// On a narrow screen it scrolls in its own region or, with `stacks`, turns every row into a small card; a work list should stack.
enum DataTable {
    struct Head: Sendable {
        let label: Text
        var numeric = false
        var sort: SortLink? = nil

        init(_ label: Text, numeric: Bool = false, sort: SortLink? = nil) {
            self.label = label
            self.numeric = numeric
            self.sort = sort
        }
    }

    static func html(
        _ caption: Text, captionHidden: Bool = false, _ heads: [Head], _ rows: [[HTML]], stacks: Bool = false
    ) -> HTML {
        stacks
            ? stacked(caption, captionHidden, heads, rows)
            : scrolling(caption, captionHidden, heads, rows)
    }

    private static func scrolling(_ caption: Text, _ captionHidden: Bool, _ heads: [Head], _ rows: [[HTML]]) -> HTML {
        let body: [HTML] = rows.map { cells in
            let tds: [HTML] = cells.enumerated().map { index, cell in
                if index == 0 { return "<th scope=\"row\">\(cell)</th>" }
                let numeric = index < heads.count && heads[index].numeric
                return "<td\(attribute: "class", numeric ? "numeric" : nil)>\(cell)</td>"
            }
            return "<tr>\(tds)</tr>"
        }
        return """
            <div class="table-scroll" tabindex="0" role="region" aria-label="\(caption)"><table class="data-table">\
            <caption\(attribute: "class", captionHidden ? "hidden" : nil)>\(caption)</caption>
            <thead><tr>\(heads.map { $0.html(role: nil) })</tr></thead><tbody>\(body)</tbody></table></div>
            """
    }

    // The roles say again what the elements are, because browsers forget it when CSS lays them out as blocks.
    private static func stacked(_ caption: Text, _ captionHidden: Bool, _ heads: [Head], _ rows: [[HTML]]) -> HTML {
        let cells: [HTML] = heads.dropFirst().map {
            "<td role=\"cell\" data-label=\"\($0.label)\"\(attribute: "class", $0.numeric ? "numeric" : nil)>"
        }
        let (begin, headed, ended): (HTML, HTML, HTML) =
            ("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">", "</th>", "</td>")
        var body = HTML()
        for row in rows {
            body += begin
            body += row.first ?? .empty
            body += headed
            for (cell, content) in zip(cells, row.dropFirst()) {
                body += cell
                body += content
                body += ended
            }
            body += "</tr>"
        }
        return """
            <table class="data-table stacks" role="table">\
            <caption\(attribute: "class", captionHidden ? "hidden" : nil)>\(caption)</caption>
            <thead role="rowgroup"><tr role="row">\(heads.map { $0.html(role: "columnheader") })</tr></thead>\
            <tbody role="rowgroup">\(body)</tbody></table>
            """
    }
}

extension DataTable.Head {
    fileprivate func html(role: String?) -> HTML {
        let content: HTML = sort.map { $0.html(label) } ?? "\(label)"
        return """
            <th scope="col"\(attribute: "role", role)\(attribute: "class", numeric ? "numeric" : nil)\
            \(attribute: "aria-sort", sort?.order.rawValue)>\(content)</th>
            """
    }
}

/// A column's heading that sorts the list: how it is sorted now, and the address of the list sorted by it (the other way, if it is).
struct SortLink: Sendable {
    enum Order: String, Sendable {
        case none, ascending, descending
    }

    let order: Order
    let path: Path

    init(_ order: Order, _ path: Path) {
        self.order = order
        self.path = path
    }

    fileprivate func html(_ label: Text) -> HTML {
        "<a class=\"sort\" href=\"\(path)\">\(label)</a>"
    }
}
