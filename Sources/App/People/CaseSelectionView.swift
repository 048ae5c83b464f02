import Domain

extension CaseFile {
    /// The linked records as the proposal rules read them.
    var criminalRecord: CriminalRecord {
        CriminalRecord(
            hasAcceptedRecord: records.contains { $0.kind != "pnc" },
            hasPNC: records.contains { $0.kind != "pnc" && $0.pncVerified && $0.pnc != nil },
            sex: person.sex.flatMap(ScoringSex.init), dateOfBirth: person.dateOfBirth,
            convictions: convictions.compactMap { row in
                guard let adjudication = Adjudication(rawValue: row.adjudication),
                    let code = HomeOfficeCode(row.offenceCode)
                else { return nil }
                return ConvictionRow(
                    courtDate: row.courtDate, adjudication: adjudication, offence: code,
                    sentenceDays: Int32(clamping: row.sentenceDays))
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
        let proposal = selection.stored ?? today
        return CaseExplanation(
            proposal: proposal, words: proposal.explained(settings: settings, offences: tables.offences),
            rule: selection.reason?.name ?? selection.kind.rule(settings),
            today: today,
            isAsStored: today.kind == selection.kind && today.score?.percentTwoYear == selection.score?.twoYear)
    }
}

/// A proposal with its words, and whether the records still give what the round stored.
struct CaseExplanation: Sendable {
    let proposal: Proposal
    let words: ProposalExplanation
    /// The rule, or the reason why none applied, of the proposal as stored.
    let rule: Text
    /// What the same rules make of the records as they stand now.
    let today: Proposal
    let isAsStored: Bool
}

/// Why a person is proposed, or why not.
enum CaseSelectionView {
    static func html(_ file: CaseFile, _ explained: CaseExplanation?, _ reader: Officer?) -> HTML {
        """
        <section aria-labelledby="why"><h2 id="why">\(Text(en: "Why selected", cy: "Pam y dewiswyd"))</h2>
        \(enrolment(file))
        \(ways(file, reader?.panelAreas ?? []))
        \(proposal(file, explained))</section>
        """
    }

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

    /// To the enrolments and the panel's page, as far as they are open to the reader.
    private static func ways(_ file: CaseFile, _ areas: [Area]) -> HTML? {
        var links: [HTML] = file.enrolments.filter { areas.contains($0.area) }.map { enrolment in
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

    private static func proposal(_ file: CaseFile, _ explained: CaseExplanation?) -> HTML {
        guard let selection = file.selection, let explained else {
            return """
                <p>\(Text(
                    en: "The rules have not looked at this person yet: the current selection round does not hold them.",
                    cy: "Nid yw’r rheolau wedi edrych ar y person hwn eto: nid yw yn y cylch dethol cyfredol."))</p>
                """
        }
        let words = explained.words
        let facts: [(Text, HTML)] =
            [
                (Text(en: "Proposal", cy: "Cynnig"), Tag.html(CaseWords.proposal(selection.kind), colour(selection.kind))),
                (Text(en: "Rule", cy: "Rheol"), "\(explained.rule)"),
                (Text(en: "Source", cy: "Ffynhonnell"), "\(selection.kind.source)"),
                (Text(en: "Limits", cy: "Terfynau"), "\(words.settings)"),
            ] + words.facts.map(line)
        return """
            <p class="hint">\(Text(
                en: "Selection round \(selection.round), as of \(selection.asOf.words.en). A proposal only: people decide.",
                cy: "Cylch dethol \(selection.round), fel ar \(selection.asOf.words.cy). Cynnig yn unig: pobl sy’n penderfynu."))</p>
            \(changed(explained))
            \(SummaryList.html(facts))
            \(nearMisses(words.nearMisses))
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
        return Banner.warning(
            Text(
                en:
                    "The records have changed since this round was scored. The rules would now say: \(kind.en)\(score). The facts below are those of the round.",
                cy:
                    "Mae’r cofnodion wedi newid ers sgorio’r cylch hwn. Byddai’r rheolau’n dweud yn awr: \(kind.cy)\(score). Ffeithiau’r cylch sydd isod."
            ))
    }

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
