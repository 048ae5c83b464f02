import Domain

extension CaseFile {
    /// The linked records as the proposal rules read them.
    var criminalRecord: CriminalRecord {
        CriminalRecord(
            hasAcceptedRecord: records.contains { $0.kind != "pnc" },
            hasPNC: records.contains { $0.kind != "pnc" && $0.pncVerified && $0.pnc != nil },
            sex: person.sex.flatMap(ScoringSex.init), dateOfBirth: person.dateOfBirth,
            convictions: convictions.compactMap { row in
                Adjudication(rawValue: row.adjudication).map {
                    ConvictionRow(
                        courtDate: row.courtDate, adjudication: $0, offence: row.code,
                        sentenceDays: Int32(clamping: row.sentenceDays))
                }
            },
            prison: prison.map { PrisonSentence(reception: $0.reception, release: $0.release) },
            probation: orders.compactMap { row in
                ProbationKind(rawValue: row.type).map {
                    ProbationOrder(kind: $0, start: row.start, end: row.end, convictionDate: row.convictionDate)
                }
            })
    }

    /// The proposal as the round stored it, and whether the records as they stand today would give the same.
    func explanation(_ tables: CaseTables) -> CaseExplanation? {
        guard let selection else { return nil }
        let settings = selection.settings
        let today = Proposal(criminalRecord, asOf: selection.asOf, settings: settings, offences: tables.offences)
        return CaseExplanation(
            proposal: selection.stored,
            words: selection.stored?.explained(settings: settings, offences: tables.offences), settings: settings,
            rule: selection.reason?.name ?? selection.kind.rule(settings),
            today: today,
            isAsStored: today.kind == selection.kind && today.score?.percentTwoYear == selection.score?.twoYear)
    }
}

/// A proposal with its words, and whether the records still give what the round stored.
struct CaseExplanation: Sendable {
    /// nil when what was stored cannot be read any more: its facts are then not known, and today's are not put in their place.
    let proposal: Proposal?
    let words: ProposalExplanation?
    /// The edition that the round was run with.
    let settings: CohortSettings
    /// The rule, or the reason why none applied, of the proposal as stored.
    let rule: Text
    /// What the same rules make of the records as they stand now.
    let today: Proposal
    let isAsStored: Bool
}

/// Why a person is proposed, or why not.
enum CaseSelectionView {
    static func html(_ file: CaseFile, _ explained: CaseExplanation?, _ today: Day, _ reader: Officer?) -> HTML {
        """
        <section aria-labelledby="why"><h2 id="why">\(Text(en: "Why selected", cy: "Pam y dewiswyd"))</h2>
        \(enrolment(file))
        \(ways(file, reader?.panelAreas ?? []))
        \(file.isOpen(.offences) && file.isOpen(.risk) ? proposal(file, explained, today) : restsOnMore)</section>
        """
    }

    /// A proposal is explained by scores and convictions: where they are not open, nothing is said of it.
    private static let restsOnMore: HTML = """
        <p>\(Text(
            en: "What the rules propose rests on offences and risk, and is shown with them.",
            cy: "Mae’r hyn y mae’r rheolau’n ei gynnig yn seiliedig ar droseddau a risg, ac fe’i dangosir gyda nhw."))</p>
        """

    private static func enrolment(_ file: CaseFile) -> HTML? {
        guard let enrolment = file.currentEnrolment else { return nil }
        var lines: [(Text, HTML)] = [
            (Text(en: "Integrated Offender Management", cy: "Rheoli Integredig Troseddwyr"), "\(enrolment.words)"),
            (Text(en: "RAG", cy: "RAG"), CaseWords.ragTag(enrolment.rag) ?? PeopleListView.unknown),
            (Text(en: "Panel area", cy: "Ardal y panel"), "\(enrolment.area.name)"),
        ]
        if let day = enrolment.startedOn { lines.append((Text(en: "Since", cy: "Ers"), "\(day)")) }
        if let day = enrolment.endedOn { lines.append((Text(en: "Ended on", cy: "Daeth i ben ar"), "\(day)")) }
        if let day = enrolment.nextReview { lines.append((Text(en: "Next review", cy: "Adolygiad nesaf"), "\(day)")) }
        let leads = [enrolment.policeLead, enrolment.probationLead].filter { !$0.isEmpty }
        if !leads.isEmpty {
            lines.append((Text(en: "Lead officers", cy: "Swyddogion arweiniol"), "\(leads.joined(separator: " · "))"))
        }
        return SummaryList.html(lines)
    }

    /// To the enrolments that run and the panel's page, as far as they are open to the reader.
    private static func ways(_ file: CaseFile, _ areas: [Area]) -> HTML? {
        var links: [HTML] = file.enrolments.filter { $0.state.runs && areas.contains($0.area) }.map { enrolment in
            """
            <a href="\("/enrolments/\(enrolment.id)" as Path)">\(Text(
                en: "Enrolment: \(enrolment.area.name.en), \(enrolment.words.en)",
                cy: "Cofrestriad: \(enrolment.area.name.cy), \(enrolment.words.cy)"))</a>
            """
        }
        if let area = file.selection?.area, areas.contains(area) {
            let (path, name): (Path, Text) = ("/panels/\(area.rawValue)/people/\(file.person.id)", PanelListView.name(area))
            links.append(
                "<a href=\"\(path)\">\(Text(en: "Before the panel: \(name.en)", cy: "Gerbron y panel: \(name.cy)"))</a>")
        }
        return links.isEmpty ? nil : "<p>\(HTML.joined(links, separator: " · "))</p>"
    }

    /// The proposal with its rule and facts, on the case and before the panel. Probation's own score comes before ours.
    static func proposal(_ file: CaseFile, _ explained: CaseExplanation?, _ today: Day) -> HTML {
        guard let selection = file.selection, let explained else {
            return """
                <p>\(Text(
                    en: "The rules have not looked at this person yet: the current selection round does not hold them.",
                    cy: "Nid yw’r rheolau wedi edrych ar y person hwn eto: nid yw yn y cylch dethol cyfredol."))</p>
                """
        }
        let words = explained.words
        var facts: [(Text, HTML)] = [
            (Text(en: "Proposal", cy: "Cynnig"), Tag.html(CaseWords.proposal(selection.kind), colour(selection.kind))),
            (Text(en: "Rule", cy: "Rheol"), "\(explained.rule)"),
        ]
        if let words {
            facts.append((Text(en: "Source", cy: "Ffynhonnell"), "\(words.source)"))
            facts.append((Text(en: "Limits", cy: "Terfynau"), "\(words.settings)"))
        }
        facts += CaseScoreView.official(file, today)
        facts += (words?.facts ?? []).map(line)
        return """
            <p class="hint">\(Text(
                en: "Selection round \(selection.round), as of \(selection.asOf.words.en). A proposal only: people decide.",
                cy: "Cylch dethol \(selection.round), fel ar \(selection.asOf.words.cy). Cynnig yn unig: pobl sy’n penderfynu."))</p>
            \(changed(explained))
            \(SummaryList.html(facts))
            \(words == nil ? unreadable : nearMisses(words?.nearMisses ?? []))
            """
    }

    /// An offence's title is marked as English on a Welsh page.
    static func line(_ fact: ProposalExplanation.Fact) -> (Text, HTML) {
        (fact.label, "\(fact.value)\(fact.englishTitle.map { " \(CaseTables.english($0))" as HTML })")
    }

    private static func changed(_ explained: CaseExplanation) -> HTML? {
        guard !explained.isAsStored else { return nil }
        let kind = CaseWords.proposal(explained.today.kind)
        let score = explained.today.score.map { " (\($0.percentTwoYear)%)" } ?? ""
        let below = Text(en: " The facts below are those of the round.", cy: " Ffeithiau’r cylch sydd isod.")
        return Banner.warning(
            Text(
                en:
                    "The records have changed since this round was scored. The rules would now say: \(kind.en)\(score).",
                cy:
                    "Mae’r cofnodion wedi newid ers sgorio’r cylch hwn. Byddai’r rheolau’n dweud yn awr: \(kind.cy)\(score)."
            ) + (explained.words == nil ? Text(same: "") : below))
    }

    private static let unreadable: HTML = """
        <p>\(Text(
            en: "The facts of this proposal were not kept. Score all again to see them.",
            cy: "Ni chadwyd ffeithiau’r cynnig hwn. Sgoriwch bawb eto i’w gweld."))</p>
        """

    private static func nearMisses(_ list: [Text]) -> HTML? {
        guard !list.isEmpty else { return nil }
        let items: [HTML] = list.map { "<li>\($0)</li>" }
        return "<h3>\(Text(en: "What was near", cy: "Beth oedd yn agos"))</h3><ul>\(items)</ul>"
    }

    static func colour(_ kind: ProposalKind) -> Tag.Colour {
        switch kind.standing {
        case .fixed: .blue
        case .flexCandidate: .purple
        case .none, .unknown: .grey
        }
    }
}
