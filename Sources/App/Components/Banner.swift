import Domain

/// Something that was just done, or that one must know before reading on. At most one, before the heading.
enum Banner {
    static func success(_ text: Text) -> HTML {
        """
        <div class="banner success" role="alert" aria-labelledby="banner-title" tabindex="-1">\
        <h2 id="banner-title">\(Text(en: "Done", cy: "Wedi’i wneud"))</h2><p>\(text)</p></div>
        """
    }

    static func important(_ text: Text) -> HTML {
        """
        <div class="banner" role="region" aria-labelledby="banner-title">\
        <h2 id="banner-title">\(Text(en: "Important", cy: "Pwysig"))</h2><p>\(text)</p></div>
        """
    }

    /// A short remark inside a page: what to mind here.
    static func warning(_ text: Text) -> HTML {
        """
        <p class="warning"><strong><span class="hidden">\(Text(en: "Warning:", cy: "Rhybudd:")) </span>\(text)</strong></p>
        """
    }
}

/// A part of a case that this officer may not see: that it is there, and whom to ask.
enum Withheld {
    static func html(_ what: Text, ask: Text) -> HTML {
        """
        <p class="withheld">\(Text(en: "", cy: "Mae "))<strong>\(what)</strong> \
        \(Text(en: "is withheld from you. Ask", cy: "wedi’i gadw rhagoch. Gofynnwch i")) \(ask).</p>
        """
    }
}

/// An empty list says why it is empty, and what one can do.
enum EmptyState {
    static func html(_ text: Text, action: HTML = .empty) -> HTML {
        "<div class=\"empty-state\"><p>\(text)</p>\(action)</div>"
    }
}
