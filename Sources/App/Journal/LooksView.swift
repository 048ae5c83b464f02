import Domain
import Store

/// A list of entries: the same for the journal, a case, and what stood out.
enum LooksView {
    /// The list beside its filter.
    static func filtered(_ path: Path, _ question: JournalQuestion, _ looks: JournalLooks) -> HTML {
        Filter.beside(filter(path, question), results(path, question, looks))
    }

    /// Days, kind and agency: in the question and in the filter.
    static func narrowing(_ form: Form, _ question: JournalQuestion?, _ problems: [Problem] = []) -> HTML {
        let any = Option(value: "", label: Text(en: "all", cy: "pob un"))
        return HTML.joined([
            Field.day("from", label(.from), form: form, value: question?.from, problems: problems),
            Field.day("to", label(.to), form: form, value: question?.to, problems: problems),
            Field.select(
                "kind", label(.kind),
                options: [any] + EntryKind.allCases.map { Option(value: $0.rawValue, label: JournalActs.kind($0)) },
                value: question?.kind?.rawValue ?? form["kind"], problems: problems),
            Field.select(
                "agency", label(.agency), options: [any] + Agency.all.map { Option(value: $0.code, label: $0.name) },
                value: question?.agency ?? form["agency"], byName: true, problems: problems),
        ])
    }

    private enum Part { case from, to, kind, agency }

    private static func label(_ part: Part) -> Text {
        switch part {
        case .from: Text(en: "From", cy: "O")
        case .to: Text(en: "To", cy: "Hyd")
        case .kind: Text(en: "Kind of act", cy: "Math o weithred")
        case .agency: Text(en: "Agency of the officer", cy: "Asiantaeth y swyddog")
        }
    }

    private static func filter(_ path: Path, _ question: JournalQuestion) -> HTML {
        func without(_ change: (inout JournalQuestion) -> Void) -> Path {
            var other = question
            change(&other)
            return path.query(other.items)
        }
        // What was done on some days cannot be asked without them.
        let hasOther = question.person != nil || !question.username.isEmpty
        var chosen: [Filter.Chosen] = []
        if let from = question.from, hasOther {
            chosen.append(.init(label(.from), from.words, without: without { $0.from = nil }))
        }
        if let to = question.to, hasOther {
            chosen.append(.init(label(.to), to.words, without: without { $0.to = nil }))
        }
        if let kind = question.kind {
            chosen.append(.init(label(.kind), JournalActs.kind(kind), without: without { $0.kind = nil }))
        }
        if let agency = Agency.find(question.agency) {
            chosen.append(.init(label(.agency), agency.name, without: without { $0.agency = "" }))
        }
        let clear = without {
            if hasOther { ($0.from, $0.to) = (nil, nil) }
            ($0.kind, $0.agency) = (nil, "")
        }
        return Filter.html(action: path, chosen: chosen, clear: clear, keep: question.who, narrowing(Form(), question))
    }

    private static func results(_ path: Path, _ question: JournalQuestion, _ found: JournalLooks) -> HTML {
        let next: HTML? = found.next.map { place in
            let words =
                found.reached.map { reached -> Text in
                    let moment = London.words(reached)
                    return Text(en: "Search further back than \(moment.en)", cy: "Chwilio ymhellach yn ôl na \(moment.cy)")
                } ?? Text(en: "Earlier entries", cy: "Cofnodion cynharach")
            return
                "<p><a rel=\"next\" href=\"\(path.query(question.items + [("before", String(place))]))\">\(words)</a></p>"
        }
        guard !found.looks.isEmpty else {
            return EmptyState.html(Text(en: "There is no entry.", cy: "Nid oes cofnod.")) + (next ?? .empty)
        }
        return (found.isCut ? cut : .empty) + table(found, isAboutPerson: question.person != nil, question.purpose)
            + (next ?? .empty)
    }

    private static var cut: HTML {
        let count = grouped(JournalSearch.newest)
        return """
            <p>\(Text(
                en: "Of the entries of the last moments only the newest \(count) are here: the index is behind. Look again in a minute.",
                cy: "O gofnodion yr eiliadau diwethaf dim ond y \(count) diweddaraf sydd yma: mae’r mynegai ar ei hôl hi. "
                    + "Edrychwch eto ymhen munud."))</p>
            """
    }

    /// - Parameter isAboutPerson: whether all are about one person, so that the parts of the case are told instead of whose it was.
    static func table(_ found: JournalLooks, isAboutPerson: Bool, _ purpose: JournalPurpose) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "When", cy: "Pryd")), DataTable.Head(Text(en: "Who", cy: "Pwy")),
            DataTable.Head(Text(en: "What", cy: "Beth")),
            isAboutPerson
                ? DataTable.Head(Text(en: "Of the case", cy: "O’r achos"))
                : DataTable.Head(Text(en: "Whose", cy: "Pwy oedd dan sylw")),
            DataTable.Head(Text(en: "Why", cy: "Pam")),
        ]
        let rows: [[HTML]] = found.looks.map { look in
            [
                "<time datetime=\"\(look.entry.at.iso)\">\(London.words(look.entry.at))</time>", who(look),
                "\(JournalActs.words(look.entry))",
                isAboutPerson ? "\(JournalActs.parts(look.entry.fields))" : people(look.entry.subjects, found.names, purpose),
                why(look.entry, found.reasons),
            ]
        }
        return DataTable.html(found.about, captionHidden: true, heads, rows, stacks: true)
    }

    private static func why(_ entry: Entry, _ reasons: [String: String]) -> HTML {
        let said = entry.records.compactMap { reasons[$0] }
        return said.isEmpty ? "\(JournalActs.reason(entry.reason))" : "\(said.joined(separator: " · "))"
    }

    private static func who(_ look: JournalLook) -> HTML {
        let entry = look.entry
        let agency = Agency.name(of: entry.agency)
        guard let officer = look.officer else { return "\(Text(en: "Carfan itself", cy: "Carfan ei hun"))" }
        let role = Role(rawValue: entry.role)?.name ?? Text(same: entry.role)
        return "\(officer.name) (\(officer.username))<br>\(role), \(agency)"
    }

    /// A list shows many at once: the first few by name.
    static func people(_ subjects: [Int64], _ names: [Int64: PersonName], _ purpose: JournalPurpose) -> HTML {
        guard !subjects.isEmpty else { return "–" }
        let shown: [HTML] = subjects.filter { names[$0] != nil }.prefix(LooksView.named).map { id in
            let path = JournalView.path.query([("person", String(id)), ("purpose", purpose.rawValue)])
            return "<a href=\"\(path)\">\(names[id]?.familyFirst)</a>"
        }
        let rest = subjects.count - shown.count
        let more: HTML? = rest > 0 ? "\(RoundWords.people(rest)) \(Text(en: "more", cy: "yn rhagor"))" : nil
        let names = HTML.joined((shown + [more].compactMap { $0 }).map { "<div>\($0)</div>" })
        return "<div class=\"names\">\(names)</div>"
    }

    private static let named = 3
}
