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

/// What of a case is not open to the officer: that it is there, whom to ask, or how to see it.
enum PartNotice {
    /// In the place of a section whose part is withheld or masked; nil when it is open.
    static func html(_ file: CaseFile, _ part: CasePart) -> HTML? {
        html(file, part, file.sight(part), part.name)
    }

    /// The same for one thing in the part.
    static func html(_ file: CaseFile, _ part: CasePart, _ sight: PartSight, _ what: Text) -> HTML? {
        switch sight {
        case .open: nil
        case .withheld: withheld(file, what)
        case .masked: masked(file, part, what)
        }
    }

    private static func withheld(_ file: CaseFile, _ what: Text) -> HTML {
        """
        <p class="withheld"><strong>\(what)</strong>: \
        \(Text(en: "withheld from you. Ask", cy: "ni ddangosir hyn i chi. Gofynnwch i")) \(file.ask).</p>
        """
    }

    private static func masked(_ file: CaseFile, _ part: CasePart, _ what: Text) -> HTML {
        """
        <p class="withheld"><strong>\(what)</strong>: \
        \(Text(en: "masked. Ask", cy: "cuddir hyn. Gofynnwch i")) \(file.ask), \
        <a href="\(("/people/\(file.person.id)/unmasking" as Path).query([("part", part.rawValue)]))">\(Text(
            en: "or give a reason and see it", cy: "neu rhowch reswm i’w weld"))\
        <span class="hidden">: \(what)</span></a>.</p>
        """
    }

    /// Everything that is not open, at the end of a case: whether there is anything in these parts is not told.
    static func all(_ file: CaseFile) -> HTML? {
        let parts = CasePart.allCases.filter { $0 != .staff && file.sight($0) != .open }
        guard !parts.isEmpty else { return nil }
        let notices: [HTML] = parts.compactMap { html(file, $0) }
        return """
            <section aria-labelledby="withheld"><h2 id="withheld">\(Text(
                en: "What is not open to you", cy: "Yr hyn nad yw ar agor i chi"))</h2>
            <p class="hint">\(Text(
                en: "Whether a case holds anything in these parts is not told.",
                cy: "Ni ddywedir a oes gan achos unrhyw beth yn y rhannau hyn."))</p>\(HTML.joined(notices))</section>
            """
    }
}

/// An empty list says why it is empty, and what one can do.
enum EmptyState {
    static func html(_ text: Text, action: HTML = .empty) -> HTML {
        "<div class=\"empty-state\"><p>\(text)</p>\(action)</div>"
    }
}
