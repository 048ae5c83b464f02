import Domain
import HummingbirdCore

/// The frame around every page: language, skip link, header, navigation, main, footer.
enum Frame {
    static func around(_ page: Page, _ visit: Visit) -> HTML {
        let problem = page.hasProblems ? Text(en: "Error: ", cy: "Gwall: ") : Text(same: "")
        return """
            <!DOCTYPE html>
            <html lang="\(HTML(en: "en", cy: "cy"))">
            <head>
            <meta charset="utf-8">
            <title>\(problem)\(page.title) – Carfan</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            \(page.refresh.map { seconds -> HTML in "<meta http-equiv=\"refresh\" content=\"\(seconds)\">" })
            <link rel="stylesheet" href="/public/carfan.css">
            <script src="/public/carfan.js" nonce="\(visit.nonce)" defer></script>
            </head>
            <body>
            <a class="skip-link" href="#main">\(Text(en: "Skip to main content", cy: "Neidio i'r prif gynnwys"))</a>
            \(header(page, visit))
            <div class="width">
            \(page.before)
            <main id="main">
            \(page.body)
            </main>
            </div>
            \(footer)
            </body>
            </html>
            """
    }

    private static func header(_ page: Page, _ visit: Visit) -> HTML {
        let officer: HTML? = visit.signedIn.map { signedIn in
            """
            <span class="officer">\(signedIn.officer.name)</span>
            <form method="post" action="/sign-out"><input type="hidden" name="csrf" value="\(visit.csrf)">\
            <button class="link">\(Text(en: "Sign out", cy: "Allgofnodi"))</button></form>
            """
        }
        return """
            <header class="masthead"><div class="width">
            <a class="brand" href="/">Carfan</a>
            <div class="masthead-tools">\(officer)\(LanguageSwitch.html(page, visit))</div>
            </div></header>
            \(navigation(page, visit))
            """
    }

    private static func navigation(_ page: Page, _ visit: Visit) -> HTML? {
        guard let officer = visit.signedIn?.officer else { return nil }
        let items: [HTML] = Schemes.navigation.filter { $0.roles.contains(officer.role) }.map { item in
            let current = item.section == page.section
            return "<li><a href=\"\(item.path)\"\(attribute: "aria-current", current ? "page" : nil)>\(item.label)</a></li>"
        }
        return """
            <nav class="primary-navigation" aria-label="\(Text(en: "Main", cy: "Prif"))"><div class="width">\
            <ul>\(items)</ul></div></nav>
            """
    }

    private static let footer: HTML = """
        <footer class="footer"><div class="width">
        <p>OFFICIAL-SENSITIVE [PERSONAL]</p>
        <p>\(Text(
            en: "Every look at a case is recorded.",
            cy: "Cofnodir pob golwg ar achos."))</p>
        </div></footer>
        """
}

/// The button that changes the language: it stays on the page, and what was typed stays in the form.
enum LanguageSwitch {
    static func html(_ page: Page, _ visit: Visit) -> HTML {
        let label = HTML(en: "<span lang=\"cy\">Cymraeg</span>", cy: "<span lang=\"en\">English</span>")
        let value = HTML(en: "cy", cy: "en")
        if page.hasForm {
            return """
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

extension Visit {
    /// The address of this page with its query, to come back to.
    var address: String {
        guard let query = request?.uri.query, !query.isEmpty else { return path }
        return "\(path)?\(query)"
    }
}
