import Domain
import HTTPTypes
import HummingbirdCore

/// The frame around every page: language, skip link, marking, header, navigation, main, footer.
enum Frame {
    static func around(_ page: Page, _ visit: Visit, _ config: Config = Config()) -> HTML {
        let problem = page.hasProblems ? Text(en: "Error: ", cy: "Gwall: ") : Text(same: "")
        let isMarked = visit.signedIn != nil
        return """
            <!DOCTYPE html>
            <html lang="\(HTML(en: "en", cy: "cy"))">
            <head>
            <meta charset="utf-8">
            <title>\(problem)\(page.title) – Carfan</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            \(page.refresh.map { seconds -> HTML in
                "<noscript><meta http-equiv=\"refresh\" content=\"\(seconds);url=\(visit.renewalAddress)\"></noscript>"
            })
            <link rel="icon" type="image/svg+xml" href="\(PublicFile.mark.path)">
            <link rel="stylesheet" href="\(PublicFile.styles.path)">
            <script src="\(PublicFile.script.path)" nonce="\(visit.nonce)" defer></script>
            </head>
            <body\(attribute: "class", isMarked ? page.marking.classes : nil)>
            <a class="skip-link" href="#main">\(Text(en: "Skip to main content", cy: "Neidio i’r prif gynnwys"))</a>
            \(Masthead.html(page, visit))
            <div class="width">
            \(Notices.html(visit))
            \(page.before)
            <main id="main" tabindex="-1"\(attribute: "data-refresh", page.refresh.map(String.init))>
            \(page.body)
            </main>
            </div>
            \(footer(page, visit))
            \(isMarked ? IdleWarning.html(minutes: config.idleMinutes) : nil)
            </body>
            </html>
            """
    }

    private static func footer(_ page: Page, _ visit: Visit) -> HTML {
        let isMarked = visit.signedIn != nil
        let before: HTML? = visit.signedIn?.signedInBefore.map {
            "<p>\(Text(en: "You signed in before this on", cy: "Fe wnaethoch fewngofnodi cyn hyn ar")) \($0).</p>"
        }
        let recorded: HTML? =
            isMarked
            ? "<p>\(Text(en: "Every look at a case is recorded.", cy: "Cofnodir pob golwg ar achos."))</p>" : nil
        return """
            <footer class="footer"><div class="width">
            \(recorded)\(before)
            <ul>\
            <li><a href="/about">\(Text(en: "About the data", cy: "Am y data"))</a></li>\
            <li><a href="/accessibility">\(Text(en: "Accessibility statement", cy: "Datganiad hygyrchedd"))</a></li>\
            </ul>
            </div>\(isMarked ? page.marking.html : nil)</footer>
            """
    }
}

extension Visit {
    /// A page that shows progress asked for itself again: nobody need be sitting there.
    var isRenewal: Bool {
        request?.headers[.renewal] != nil || (request?.uri.query ?? "").hasSuffix(Visit.renewed)
    }

    /// What a page that shows progress asks for when there are no scripts.
    var renewalAddress: String {
        guard !address.hasSuffix(Visit.renewed) else { return address }
        return address + (address.contains("?") ? "&" : "?") + Visit.renewed
    }

    private static let renewed = "renewed=1"

    /// The address of this page with its query, to come back to.
    var address: String {
        guard let query = request?.uri.query, !query.isEmpty else { return path }
        return "\(path)?\(query)"
    }
}

extension HTTPField.Name {
    static let renewal = HTTPField.Name("Carfan-Renewal") ?? .referer
}
