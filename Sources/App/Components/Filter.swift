import Domain

/// Narrows a list: the filters chosen on top, each with its way to remove it, then the fields. The page reloads on "Apply filters".
enum Filter {
    /// A filter in force: `Area: Gwent`, and the address of the list without it.
    struct Chosen: Sendable {
        let name: Text
        let value: Text
        let without: Path

        init(_ name: Text, _ value: Text, without: Path) {
            self.name = name
            self.value = value
            self.without = without
        }
    }

    /// `keep`: what else the address holds and must not lose (the order of the list, the words searched for).
    static func html(
        action: Path, chosen: [Chosen], clear: Path, keep: [(String, String)] = [], _ fields: HTML
    ) -> HTML {
        """
        <section class="filter" aria-labelledby="filter-title"><h2 id="filter-title">\(Text(en: "Filter", cy: "Hidlo"))</h2>\
        \(Toggle.html(Text(en: "Choose filters", cy: "Dewis hidlyddion"), controls: "filter-form"))\
        <form id="filter-form" method="get" action="\(action)">\(kept(keep))\(fields)\
        <button class="button">\(Text(en: "Apply filters", cy: "Defnyddio hidlyddion"))</button></form>\
        \(list(chosen, clear))</section>
        """
    }

    /// The filter beside its list; above it on a narrow screen.
    static func beside(_ filter: HTML, _ list: HTML) -> HTML {
        "<div class=\"with-filter\">\(filter)<div class=\"filtered\">\(list)</div></div>"
    }

    private static func list(_ chosen: [Chosen], _ clear: Path) -> HTML? {
        guard !chosen.isEmpty else { return nil }
        let items: [HTML] = chosen.map {
            """
            <li><a href="\($0.without)"><span class="hidden">\(Text(en: "Remove filter", cy: "Tynnu’r hidlydd")) </span>\
            \($0.name): \($0.value)</a></li>
            """
        }
        return """
            <div class="chosen"><h3>\(Text(en: "Chosen filters", cy: "Hidlyddion a ddewiswyd"))</h3><ul>\(items)</ul>\
            <p><a href="\(clear)">\(Text(en: "Clear filters", cy: "Clirio’r hidlyddion"))</a></p></div>
            """
    }

    fileprivate static func kept(_ keep: [(String, String)]) -> [HTML] {
        keep.filter { !$0.1.isEmpty }.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
    }
}

/// One line to search by, with its button beside it.
enum SearchBox {
    static func html(
        action: Path, name: String = "q", _ label: Text, hint: Text? = nil, value: String, keep: [(String, String)] = []
    ) -> HTML {
        """
        <form class="search-box" role="search" method="get" action="\(action)">\(Filter.kept(keep))\
        <label for="\(name)">\(label)</label>\
        \(hint.map { hint -> HTML in "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>" })\
        <div class="search-line"><input class="input" id="\(name)" name="\(name)" type="search" value="\(value)" \
        autocomplete="off" spellcheck="false"\(attribute: "aria-describedby", hint == nil ? nil : "\(name)-hint")>\
        <button class="button">\(Text(en: "Search", cy: "Chwilio"))</button></div></form>
        """
    }
}
