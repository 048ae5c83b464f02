import Domain

/// The head of every page: the marking, the name, who is signed in, the language, and the main navigation.
enum Masthead {
    static func html(_ page: Page, _ visit: Visit) -> HTML {
        """
        <header>\(visit.signedIn == nil ? nil : page.marking.html)<div class="masthead"><div class="width">
        <a class="brand" href="/" lang="cy">\(mark)Carfan</a>
        <div class="masthead-tools">\(officer(visit))\(LanguageSwitch.html(page, visit))</div>
        </div></div></header>
        \(navigation(page, visit))
        """
    }

    /// Three swathes of a mown field: what the word *carfan* first meant.
    private static let mark: HTML = """
        <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">\
        <path d="M3 8.5C8 4 15 3.5 21 6"/><path d="M3 14C8 9.5 15 9 21 11.5"/><path d="M3 19.5C8 15 15 14.5 21 17"/></svg>
        """

    private static func officer(_ visit: Visit) -> HTML? {
        visit.signedIn.map { signedIn in
            """
            \(signedIn.hasCaseNotices ? notices : nil)\
            <a class="officer link" href="/account"><span class="hidden">\(Text(
                en: "Your account:", cy: "Eich cyfrif:")) </span>\(signedIn.officer.name)</a>
            <form id="sign-out" method="post" action="/sign-out"><input type="hidden" name="csrf" value="\(visit.csrf)">\
            <button class="link">\(Text(en: "Sign out", cy: "Allgofnodi"))</button></form>
            """
        }
    }

    private static let notices: HTML = """
        <a class="link" href="/notices">\(Text(en: "New notices", cy: "Hysbysiadau newydd"))</a>
        """

    private static func navigation(_ page: Page, _ visit: Visit) -> HTML? {
        guard let officer = visit.signedIn?.officer else { return nil }
        let items: [HTML] = Schemes.navigation.filter { $0.roles.contains(officer.role) }.map { item in
            let current = item.section == page.section
            return "<li><a href=\"\(item.path)\"\(attribute: "aria-current", current ? "page" : nil)>\(item.label)</a></li>"
        }
        guard !items.isEmpty else { return nil }
        return """
            <nav class="primary-navigation" aria-label="\(Text(en: "Main", cy: "Prif"))"><div class="width">\
            \(Toggle.html(Text(en: "Menu", cy: "Dewislen"), controls: "primary-links"))<ul id="primary-links">\(items)</ul>\
            </div></nav>
            """
    }
}

/// The button that changes the language: it stays on the page, and what was typed stays in the form.
enum LanguageSwitch {
    static func html(_ page: Page, _ visit: Visit) -> HTML {
        let label = HTML(en: "<span lang=\"cy\">Cymraeg</span>", cy: "<span lang=\"en\">English</span>")
        let value = HTML(en: "cy", cy: "en")
        if page.hasForm {
            // A browser presses the form's first button on Enter: that must be the form's own, not the language.
            return """
                <button form="main-form" hidden></button>\
                <button class="link language" form="main-form" name="switch-language" value="\(value)" formnovalidate>\
                \(label)</button>
                """
        }
        return """
            <form method="post" action="/language"><input type="hidden" name="csrf" value="\(visit.csrf)">\
            <input type="hidden" name="to" value="\(visit.address)">\
            <button class="link language" name="switch-language" value="\(value)">\(label)</button></form>
            """
    }
}
