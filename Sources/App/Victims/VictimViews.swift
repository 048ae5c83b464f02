import Domain

/// What the fields of a victim's contact are called.
enum VictimWords {
    static let name = Text(en: "Name", cy: "Enw")
    static let event = Text(en: "Offence it is about", cy: "Y drosedd dan sylw")
    static let choice = Text(en: "What they decided", cy: "Eu penderfyniad")
    static let told = Text(en: "What they may be told", cy: "Yr hyn y gellir ei ddweud wrthynt")
    static let wishes = Text(en: "How they wish to be contacted", cy: "Sut y dymunant i rywun gysylltu â nhw")
    static let safeContact = Text(en: "Safe contact", cy: "Cysylltu’n ddiogel")
    static let broken = Text(
        en: "This cannot be opened: the key that sealed it is not there. Ask the administrator.",
        cy: "Ni ellir agor hyn: nid yw’r allwedd a’i seliodd yno. Gofynnwch i’r gweinyddwr.")
}

/// The victims of a case, for those who work with them.
enum VictimViews {
    static func page(_ found: CaseVictims, _ today: Day, _ visit: Visit) -> Page {
        let (file, reader) = (found.file, visit.signedIn?.officer)
        let done = visit.query["done"] == "kept" ? Banner.success(Text(en: "It is kept.", cy: "Mae wedi’i gadw.")) : nil
        return CaseHead.page(
            file, .victims, today, banner: done,
            """
            <p>\(Text(
                en: "Only victim liaison officers see this page. Nothing of it stands on any other page of the case.",
                cy: "Dim ond swyddogion cyswllt dioddefwyr sy’n gweld y dudalen hon. Nid oes dim ohoni ar unrhyw dudalen arall yn yr achos."))</p>
            \(found.hasKey ? nil : Banner.warning(VictimKeyRefusal.missing.message))
            <section aria-labelledby="victims"><h2 id="victims">\(Text(
                en: "Victims, and what they may be told", cy: "Dioddefwyr, a’r hyn y gellir ei ddweud wrthynt"))</h2>
            \(way(file, "victims", Text(en: "Enter a victim", cy: "Cofnodi dioddefwr"), found.hasKey))
            \(found.victims.isEmpty ? CaseOffencesView.none : HTML.joined(found.victims.map { victim($0, file, reader) }))</section>
            <section aria-labelledby="involvements"><h2 id="involvements">\(Text(
                en: "This person as victim or witness", cy: "Y person hwn fel dioddefwr neu dyst"))</h2>
            \(way(file, "involvements", Text(en: "Enter an event", cy: "Cofnodi digwyddiad"), found.hasKey))
            \(found.involvements.isEmpty
                ? CaseOffencesView.none : HTML.joined(found.involvements.map { involvement($0, file, reader) }))</section>
            """)
    }

    private static func way(_ file: CaseFile, _ to: String, _ label: Text, _ hasKey: Bool) -> HTML? {
        guard hasKey else { return nil }
        return "<p><a class=\"button secondary\" href=\"\("/people/\(file.person.id)/\(to)/new" as Path)\">\(label)</a></p>"
    }

    private static func victim(_ victim: CaseVictim, _ file: CaseFile, _ reader: Officer?) -> HTML {
        let title = Text(en: "Victim \(victim.id)", cy: "Dioddefwr \(victim.id)")
        guard let standing = victim.standing else {
            return ItemNotice.html(file, .victim, victim.sight, title, owner: victim.ownerName)
        }
        guard let contact = standing.contact else { return "<p class=\"withheld\">\(title): \(VictimWords.broken)</p>" }
        let path: Path = "/people/\(file.person.id)/victims/\(victim.id)/correction"
        let action: HTML? =
            reader?.agency == victim.owner
            ? """
            <a href="\(path)">\(Text(en: "Change", cy: "Newid"))<span class="hidden">: \(contact.name)</span></a>
            """ : nil
        let told = VictimNews.allCases.filter(contact.told.contains).map(\.name)
        return SummaryList.card(
            "\(contact.name)", actions: action ?? .empty,
            [
                (VictimWords.event, "\(contact.event)"), (VictimWords.choice, "\(contact.choice.name)"),
                (VictimWords.told, told.isEmpty ? "–" : "<ul>\(told.map { told -> HTML in "<li>\(told)</li>" })</ul>"),
                (VictimWords.wishes, contact.wishes.isEmpty ? "–" : Paragraphs.html(contact.wishes)),
                (VictimWords.safeContact, contact.safeContact.isEmpty ? "–" : Paragraphs.html(contact.safeContact)),
                (Text(en: "Kept by", cy: "Cedwir gan"), "\(victim.ownerName) · \(standing.by), \(standing.at)"),
            ]) + (history(victim) ?? .empty)
    }

    private static func history(_ victim: CaseVictim) -> HTML? {
        guard victim.versions.count > 1 else { return nil }
        let items: [HTML] = victim.versions.dropFirst().map { version in
            "<li>\(version.at), \(version.by): \(version.contact?.choice.name ?? VictimWords.broken)</li>"
        }
        return Details.html(
            Text(en: "Victim \(victim.id): what was kept before", cy: "Dioddefwr \(victim.id): yr hyn a gadwyd o’r blaen"),
            "<ol>\(items)</ol>")
    }

    private static func involvement(_ item: CaseInvolvement, _ file: CaseFile, _ reader: Officer?) -> HTML {
        let title = Text(en: "Event \(item.id)", cy: "Digwyddiad \(item.id)")
        guard item.sight == .open else { return ItemNotice.html(file, .victim, item.sight, title, owner: item.ownerName) }
        guard let involvement = item.involvement else { return "<p class=\"withheld\">\(title): \(VictimWords.broken)</p>" }
        let path: Path = "/people/\(file.person.id)/involvements/\(item.id)/withdrawal"
        let action: HTML? =
            reader?.agency == item.owner
            ? """
             · <a href="\(path)">\(Text(en: "Take back", cy: "Tynnu’n ôl"))<span class="hidden">: \(title)</span></a>
            """ : nil
        let until = involvement.to.map { Text(same: " – ") + $0.words }
        return """
            <article><p class="tags">\(Tag.html(involvement.category.name, .purple))</p>
            <p>\(involvement.event)</p>
            <p class="hint">\(involvement.from)\(until) · \(involvement.source) · \(item.ownerName), \(item.by)\(action)</p></article>
            """
    }
}
