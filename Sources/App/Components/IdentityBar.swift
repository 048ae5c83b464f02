import Domain

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
