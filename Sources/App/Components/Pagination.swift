import Domain

/// Pages of a list. `link` makes the address of a page number, counted from 1.
enum Pagination {
    /// `Showing 1 to 25 of 312`. `more` says that counting stopped at `total`.
    static func showing(page: Int, size: Int, count: Int, total: Int, more: Bool = false) -> Text {
        let first = grouped((page - 1) * size + 1)
        let last = grouped((page - 1) * size + count)
        let all = grouped(total)
        if more {
            return Text(
                en: "Showing \(first) to \(last) of more than \(all)", cy: "Yn dangos \(first) i \(last) o fwy na \(all)")
        }
        return Text(en: "Showing \(first) to \(last) of \(all)", cy: "Yn dangos \(first) i \(last) o \(all)")
    }

    static func html(page: Int, hasNext: Bool, link: (Int) -> Path) -> HTML? {
        guard page > 1 || hasNext else { return nil }
        let previous: HTML? =
            page > 1
            ? "<li><a rel=\"prev\" href=\"\(link(page - 1))\">\(Text(en: "Previous page", cy: "Tudalen flaenorol"))</a></li>"
            : nil
        let next: HTML? =
            hasNext
            ? "<li><a rel=\"next\" href=\"\(link(page + 1))\">\(Text(en: "Next page", cy: "Tudalen nesaf"))</a></li>" : nil
        return """
            <nav class="pagination" aria-label="\(Text(en: "Pages", cy: "Tudalennau"))"><ul>\(previous)\
            <li aria-current="page">\(Text(en: "Page \(grouped(page))", cy: "Tudalen \(grouped(page))"))</li>\(next)</ul></nav>
            """
    }
}
