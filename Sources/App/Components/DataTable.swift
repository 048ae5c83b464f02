import Domain

/// A table with a caption. The first column is the row's heading.
enum DataTable {
    struct Head: Sendable {
        let label: Text
        var numeric = false

        init(_ label: Text, numeric: Bool = false) {
            self.label = label
            self.numeric = numeric
        }
    }

    static func html(_ caption: Text, captionHidden: Bool = false, _ heads: [Head], _ rows: [[HTML]]) -> HTML {
        let head: [HTML] = heads.map { "<th scope=\"col\"\(attribute: "class", $0.numeric ? "numeric" : nil)>\($0.label)</th>" }
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
            <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>
            """
    }
}
