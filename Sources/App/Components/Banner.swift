import Domain

/// Something that was just done, or that one must know before reading on. At most one, before the heading.
enum Banner {
    static func success(_ text: Text) -> HTML {
        """
        <div class="banner success" role="alert" aria-labelledby="banner-title">\
        <h2 id="banner-title">\(Text(en: "Done", cy: "Wedi'i wneud"))</h2><p>\(text)</p></div>
        """
    }

    static func important(_ text: Text) -> HTML {
        """
        <div class="banner" role="region" aria-labelledby="banner-title">\
        <h2 id="banner-title">\(Text(en: "Important", cy: "Pwysig"))</h2><p>\(text)</p></div>
        """
    }
}

/// Who the case is about, on every page of it; buttons for its tasks at the right.
enum IdentityBar {
    static func html(_ facts: [(Text?, HTML)], actions: HTML = .empty) -> HTML {
        let items: [HTML] = facts.map { label, value in
            "<span>\(label.map { label -> HTML in "<span class=\"label\">\(label)</span> " })\(value)</span>"
        }
        return """
            <section class="identity-bar" aria-label="\(Text(en: "Whose case this is", cy: "Achos pwy yw hwn"))">\
            <div class="identity-facts">\(items)</div><div class="identity-actions">\(actions)</div></section>
            """
    }
}

/// The second level of navigation, within one case or panel.
enum SubNavigation {
    static func html(_ label: Text, _ items: [(Text, Path, Bool)]) -> HTML {
        let links: [HTML] = items.map { text, path, current in
            "<li><a href=\"\(path)\"\(attribute: "aria-current", current ? "page" : nil)>\(text)</a></li>"
        }
        return "<nav class=\"sub-navigation\" aria-label=\"\(label)\"><ul>\(links)</ul></nav>"
    }
}
