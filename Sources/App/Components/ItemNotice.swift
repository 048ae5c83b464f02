import Domain

/// One thing of a case that is not open to the officer, in its place: that it is there, and whom to ask.
enum ItemNotice {
    static func html(_ file: CaseFile, _ part: CasePart, _ sight: PartSight, _ what: Text, owner: Text) -> HTML {
        let ask = Text(en: "Ask \(owner.en)", cy: "Gofynnwch i: \(owner.cy)")
        guard sight == .masked else {
            return """
                <p class="withheld"><strong>\(what)</strong>: \
                \(Text(en: "withheld from you.", cy: "ni ddangosir hyn i chi.")) \(ask).</p>
                """
        }
        let way = ("/people/\(file.person.id)/unmasking" as Path).query([("part", part.rawValue)])
        return """
            <p class="withheld"><strong>\(what)</strong>: \(Text(en: "masked.", cy: "cuddir hyn.")) \(ask), \
            <a href="\(way)">\(Text(en: "or give a reason and see it", cy: "neu rhowch reswm i’w weld"))\
            <span class="hidden">: \(what)</span></a>.</p>
            """
    }
}

extension CaseFile {
    /// The part is open, and what other agencies marked OFFICIAL-SENSITIVE in it opens for a reason.
    func mayHoldMasked(_ part: CasePart) -> Bool {
        let marked: [CasePart] = NarrativeEntry.parts + [.intelligence, .victim]
        return marked.contains(part) && isOpen(part) && sights.masked(part) == .masked
    }
}

/// How one thing is marked, beside it.
enum ItemMarking {
    static func html(_ marking: Marking) -> HTML {
        "<span class=\"tag grey\"><span lang=\"en\">\(MarkingLine(marking).words)</span></span>"
    }
}

/// What somebody wrote, a paragraph for each line.
enum Paragraphs {
    static func html(_ text: String) -> HTML {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        return HTML.joined(lines.map { "<p>\($0)</p>" })
    }
}
