import Domain

/// The second level of navigation, within one case or panel.
enum SubNavigation {
    static func html(_ label: Text, _ items: [(Text, Path, Bool)]) -> HTML {
        let links: [HTML] = items.map { text, path, current in
            "<li><a href=\"\(path)\"\(attribute: "aria-current", current ? "page" : nil)>\(text)</a></li>"
        }
        return "<nav class=\"sub-navigation\" aria-label=\"\(label)\"><ul>\(links)</ul></nav>"
    }
}

/// The way back to where one came from, above the heading.
enum BackLink {
    static func html(_ path: Path, _ text: Text = Text(en: "Back", cy: "Yn ôl")) -> HTML {
        """
        <nav class="back-link" aria-label="\(Text(en: "Where you came from", cy: "O ble y daethoch"))">\
        <a href="\(path)">\(text)</a></nav>
        """
    }
}

/// A button that shows and hides what follows it, only on narrow screens and only with scripts; else all is shown.
enum Toggle {
    static func html(_ label: Text, controls id: String) -> HTML {
        "<button type=\"button\" class=\"toggle\" aria-expanded=\"false\" aria-controls=\"\(id)\">\(label)</button>"
    }
}
