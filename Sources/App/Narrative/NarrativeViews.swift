import Domain

/// Notes by part and by what they rest on: fact and judgement never stand in one list.
enum NarrativeViews {
    static func page(_ file: CaseFile, _ today: Day, _ visit: Visit) -> Page {
        let reader = visit.signedIn?.officer
        let mayWrite = reader?.role.worksWithCases == true && NarrativeEntry.parts.contains(where: file.isOpen)
        let marks = file.notes.compactMap { $0.standing.map { MarkingLine($0.entry.marking) } }
        let parts: [HTML] = NarrativeEntry.parts.map { part(file, $0, reader) }
        return CaseHead.page(
            file, .notes, today, marking: marks, banner: banner(visit),
            """
            \(mayWrite ? new(file) : nil)
            \(HTML.joined(parts))
            """)
    }

    private static func banner(_ visit: Visit) -> HTML? {
        switch visit.query["done"] {
        case "note": Banner.success(Text(en: "The note is written.", cy: "Mae’r nodyn wedi’i ysgrifennu."))
        case "correction":
            Banner.success(
                Text(
                    en: "The correction stands; what it corrects is kept.",
                    cy: "Mae’r cywiriad yn sefyll; cedwir yr hyn y mae’n ei gywiro."))
        default: nil
        }
    }

    private static func new(_ file: CaseFile) -> HTML {
        """
        <p><a class="button secondary" href="\("/people/\(file.person.id)/notes/new" as Path)">\(Text(
            en: "Write a note", cy: "Ysgrifennu nodyn"))</a></p>
        """
    }

    private static func part(_ file: CaseFile, _ part: CasePart, _ reader: Officer?) -> HTML {
        let title: HTML = "<h2 id=\"\(part.rawValue)\">\(part.name)</h2>"
        let notes = file.notes.filter { $0.part == part }
        let withheld: [HTML] = notes.filter { $0.sight != .open }.map { note in
            ItemNotice.html(file, part, note.sight, Text(en: "Note \(note.id)", cy: "Nodyn \(note.id)"), owner: note.ownerName)
        }
        let groups: [HTML] = NarrativeBasis.Kind.allCases.compactMap { kind in
            let those = notes.filter { $0.standing?.entry.basis.kind == kind }
            guard !those.isEmpty else { return nil }
            return "<h3>\(kind.name)</h3>\(HTML.joined(those.map { html($0, file, reader) }))"
        }
        let notice = PartNotice.html(file, part)
        return """
            <section aria-labelledby="\(part.rawValue)">\(title)\(notice)\
            \(notice == nil && notes.isEmpty ? CaseOffencesView.none : nil)\(HTML.joined(groups))\(HTML.joined(withheld))</section>
            """
    }

    private static func html(_ note: CaseNote, _ file: CaseFile, _ reader: Officer?) -> HTML {
        guard let standing = note.standing else { return .empty }
        let path: Path = "/people/\(file.person.id)/notes/\(note.id)/correction"
        let correct: HTML? =
            reader?.agency == note.owner && reader?.role.worksWithCases == true
            ? """
             · <a href="\(path)">\(Text(en: "Correct", cy: "Cywiro"))<span class="hidden"> \(Text(
                en: "note \(note.id)", cy: "nodyn \(note.id)"))</span></a>
            """ : nil
        return """
            <article class="note" id="\("note-\(note.id)")">
            <p class="tags">\(tag(standing.entry.basis)) \(ItemMarking.html(standing.entry.marking))</p>
            \(Paragraphs.html(standing.entry.text))
            <p class="hint">\(origin(standing)) · \(note.ownerName), \(standing.by), \(standing.at)\(correct)</p>
            \(history(note))</article>
            """
    }

    /// What a note rests on, on every page that shows it.
    static func tag(_ basis: NarrativeBasis) -> HTML {
        let colour: Tag.Colour =
            switch basis.kind {
            case .fact: .green
            case .professionalJudgement: .blue
            case .selfReport, .thirdParty: .grey
            case .intelligence: .purple
            }
        return Tag.html(basis.name, colour)
    }

    /// Whose it is, and of which day; the report where it is intelligence.
    static func origin(_ version: CaseNote.Version) -> HTML {
        let source = version.report.map { Text(en: "Report \($0)", cy: "Adroddiad \($0)") } ?? Text(same: version.entry.source)
        return "\(source), \(version.entry.on)"
    }

    /// Earlier versions, and what was wrong with them.
    private static func history(_ note: CaseNote) -> HTML? {
        guard note.versions.count > 1 else { return nil }
        let items: [HTML] = zip(note.versions, note.versions.dropFirst()).map { next, version in
            """
            <li>\(version.at), \(version.by): \(tag(version.entry.basis)) \(origin(version))\(Paragraphs.html(version.entry.text))\
            <p class="hint">\(Text(en: "Corrected", cy: "Cywirwyd")) \(next.at), \(next.by): \(next.reason)</p></li>
            """
        }
        return Details.html(
            Text(en: "What note \(note.id) said before", cy: "Yr hyn a ddywedai nodyn \(note.id) o’r blaen"),
            "<ol>\(items)</ol>")
    }

    /// Notes in the order of time; what is withheld is there too.
    static func events(_ file: CaseFile) -> [CaseEvent] {
        file.notes.map { note in
            let title = Text(en: "Note: ", cy: "Nodyn: ") + note.part.name
            guard let standing = note.standing else {
                let name = Text(en: "Note \(note.id)", cy: "Nodyn \(note.id)")
                return CaseEvent(
                    note.at, title, by: note.ownerName,
                    ItemNotice.html(file, note.part, note.sight, name, owner: note.ownerName))
            }
            let entry = standing.entry
            return CaseEvent(
                entry.on, title, by: note.ownerName,
                """
                <p class="tags">\(tag(entry.basis)) \(ItemMarking.html(entry.marking))</p>\
                \(Paragraphs.html(entry.text))<p class="hint">\(origin(standing)) · \(standing.by)</p>
                """)
        }
    }
}
