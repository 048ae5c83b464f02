import Domain

/// The list of one panel.
enum PanelListView {
    static func name(_ area: Area) -> Text {
        area == .wales ? Text(en: "No known area", cy: "Dim ardal hysbys") : area.name
    }

    static func about(_ round: Round?) -> HTML {
        guard let round else {
            return "<p>\(Text(en: "Nobody has been scored yet.", cy: "Nid oes neb wedi’i sgorio eto."))</p>"
        }
        return """
            <p class="hint">\(Text(
                en: "Selection round “\(round.name)”, as of \(round.asOf.words.en).",
                cy: "Cylch dethol “\(round.name)”, fel ar \(round.asOf.words.cy)."))</p>
            """
    }

    static func page(_ list: PanelList, _ offences: OffenceTable, _ today: Day, _ visit: Visit) -> Page {
        let title = Text(en: "Panel: \(name(list.area).en)", cy: "Panel: \(name(list.area).cy)")
        return Page(
            title: title, section: .panels, before: BackLink.html("/panels", Text(en: "Panels", cy: "Paneli")),
            body: """
                \(visit.query["done"] == "closed" ? closedBanner : nil)
                <h1>\(title)</h1>
                \(about(list.round))
                \(meets(list.team))
                \(withheld(list))
                \(tiles(list))
                \(Filter.beside(filter(list), results(list, offences, today)))
                """)
    }

    /// Where an officer goes on when what they recorded closed the case to them.
    static func closed(_ area: Area) -> Path { ("/panels/\(area.rawValue)" as Path).query([("done", "closed")]) }

    private static let closedBanner = Banner.success(
        Text(
            en: "It is recorded. The case was open to you through the enrolment only, and is closed to you now.",
            cy: "Fe’i cofnodwyd. Drwy’r cofrestriad yn unig roedd yr achos yn agored i chi, ac mae bellach ar gau i chi."))

    private static func meets(_ team: Team) -> HTML? {
        team.nextPanel.map {
            "<p>\(Text(en: "The panel next meets on \($0.words.en).", cy: "Mae’r panel yn cwrdd nesaf ar \($0.words.cy)."))</p>"
        }
    }

    private static func path(_ list: PanelList) -> Path { "/panels/\(list.area.rawValue)" }

    private static func tiles(_ list: PanelList) -> HTML? {
        list.counts.map { counts in
            Figures.html(PanelTile.allCases.map { Figures.Tile($0.label, counts[$0], path: $0.path(list.area)) })
        }
    }

    /// Who is on the list and may not be shown: that there are such people, and whom to ask.
    private static func withheld(_ list: PanelList) -> HTML? {
        guard list.withheld > 0 else { return nil }
        let people = PanelListView.others(list.withheld)
        return """
            <p class="withheld"><strong>\(Text(en: people.en, cy: "Mae \(people.cy)"))</strong> \(Text(
                en: "Ask the coordinator of this area.", cy: "Gofynnwch i gydlynydd yr ardal hon."))</p>
            """
    }

    private static let others = Counted(
        en: (
            one: "more person on this panel’s list is withheld from you.",
            other: "more people on this panel’s list are withheld from you."
        ),
        cy: (
            zero: "o bobl eraill ar restr y panel hwn wedi’u cadw rhagoch.",
            one: "person arall ar restr y panel hwn wedi’i gadw rhagoch.",
            two: "berson arall ar restr y panel hwn wedi’u cadw rhagoch.",
            few: "pherson arall ar restr y panel hwn wedi’u cadw rhagoch.",
            many: "pherson arall ar restr y panel hwn wedi’u cadw rhagoch.",
            other: "o bobl eraill ar restr y panel hwn wedi’u cadw rhagoch."
        ))

    private static func filter(_ list: PanelList) -> HTML {
        let any = Option(value: "", label: Text(en: "all", cy: "pob un"))
        let usual = Option(value: "", label: Text(en: "for the panel", cy: "i’r panel"))
        let fields: [HTML] = PanelQuestion.Kind.allCases.map { kind in
            Field.select(
                kind.rawValue, kind.label, options: [kind == .proposal ? usual : any] + kind.options, value: list.question[kind]
            )
        }
        let chosen = list.question.chosen.map { kind, option in
            Filter.Chosen(kind.label, option.label, without: path(list).query(list.question.items(without: kind)))
        }
        return Filter.html(action: path(list), chosen: chosen, clear: path(list), HTML.joined(fields))
    }

    private static func results(_ list: PanelList, _ offences: OffenceTable, _ today: Day) -> HTML {
        guard !list.lines.isEmpty else {
            return EmptyState.html(
                list.question.chosen.isEmpty
                    ? Text(
                        en: "There is nobody for this panel whose case is open to you.",
                        cy: "Nid oes neb i’r panel hwn y mae ei achos ar agor i chi.")
                    : Text(en: "Nobody fits these filters.", cy: "Nid oes neb yn cyd-fynd â’r hidlyddion hyn."))
        }
        let showing = Pagination.showing(
            page: list.question.page, size: PanelQuestion.pageSize, count: list.lines.count, total: list.total)
        let export = ("/panels/\(list.area.rawValue)/export" as Path).query(list.question.items)
        return """
            <p class="list-tools"><span role="status">\(showing)</span> \
            <a href="\(export)">\(Text(en: "Export this list (CSV)", cy: "Allforio’r rhestr hon (CSV)"))</a></p>
            \(tables(list) { row($0, list.area, offences, today) })
            \(Pagination.html(page: list.question.page, hasNext: list.hasNext) {
                path(list).query(list.question.items + [("page", String($0))])
            })
            """
    }

    /// The doubtful have a table of their own, above the others.
    private static func tables(_ list: PanelList, _ row: (PanelLine) -> [HTML]) -> HTML {
        func table(_ caption: Text, _ lines: [PanelLine], _ heading: HTML?) -> HTML? {
            lines.isEmpty
                ? nil : "\(heading)\(DataTable.html(caption, captionHidden: true, heads, lines.map(row), stacks: true))"
        }
        let (doubtful, others) = (list.lines.filter(\.isUnsure), list.lines.filter { !$0.isUnsure })
        let doubt = Text(en: "Records in doubt: review them first", cy: "Cofnodion amheus: adolygwch y rhain yn gyntaf")
        let rest = Text(en: "People for this panel", cy: "Pobl i’r panel hwn")
        return """
            \(table(doubt, doubtful, "<h2>\(doubt)</h2>"))\(table(rest, others, doubtful.isEmpty ? nil : "<h2>\(rest)</h2>"))
            """
    }

    private static let heads = [
        DataTable.Head(Text(en: "Name", cy: "Enw")), DataTable.Head(Text(en: "Born", cy: "Ganwyd")),
        DataTable.Head(Text(en: "Proposal", cy: "Cynnig")),
        DataTable.Head(Text(en: "Two-year score", cy: "Sgôr dwy flynedd")),
        DataTable.Head(Text(en: "Current offence, or why not scored", cy: "Trosedd gyfredol, neu pam na sgoriwyd")),
        DataTable.Head(Text(en: "Since last time", cy: "Ers y tro diwethaf")),
        DataTable.Head(Text(en: "Panel", cy: "Panel")),
    ]

    private static func row(_ line: PanelLine, _ area: Area, _ offences: OffenceTable, _ today: Day) -> [HTML] {
        let why: HTML =
            line.kind == .unscored
            ? "\(line.reason?.name)"
            : line.offence.map { CaseTables.english(offences.title($0)) } ?? PeopleListView.unknown
        let doubt: HTML? = line.isUnsure ? " \(Tag.html(Text(en: "in doubt", cy: "amheus"), .amber))" : nil
        let home: HTML? = line.home == area ? nil : " <span class=\"hint\">\(PanelListView.name(line.home))</span>"
        return [
            "<a href=\"\("/panels/\(area.rawValue)/people/\(line.person)" as Path)\">\(line.name.familyFirst)</a>\(doubt)\(home)",
            line.dateOfBirth.map { "\($0.short)" } ?? PeopleListView.unknown,
            Tag.html(CaseWords.proposal(line.kind), CaseSelectionView.colour(line.kind)),
            PanelWords.scores(line), why, PanelWords.change(line), PanelWords.standing(line, area, today),
        ]
    }
}
