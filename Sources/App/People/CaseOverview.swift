import Domain

/// The first page of a case: risk, summary, why selected, scores, the latest offences, decisions, the latest events.
enum CaseOverview {
    private static let dates = 5
    private static let arrests = 5
    private static let orders = 3
    private static let events = 8

    static func page(_ file: CaseFile, _ tables: CaseTables, _ today: Day, _ visit: Visit) -> Page {
        let explained = file.explanation(tables)
        return CaseHead.page(
            file, .overview, today,
            """
            \(file.isOpen(.risk) ? CaseRiskView.html(file) : nil)
            \(summary(file, tables))
            \(file.isOpen(.cohort) ? selection(file, explained, today, visit.signedIn?.officer) : nil)
            \(file.isOpen(.offences) ? offending(file, tables) : nil)
            \(file.isOpen(.cohort) ? decisions(file, visit.signedIn?.officer) : nil)
            \(timeline(file, tables))
            \(PartNotice.all(file))
            """)
    }

    private static func offending(_ file: CaseFile, _ tables: CaseTables) -> HTML {
        "\(offences(file, tables))\(supervision(file, tables))"
    }

    /// Why selected, with the score where risk is open too.
    private static func selection(
        _ file: CaseFile, _ explained: CaseExplanation?, _ today: Day, _ reader: Officer?
    ) -> HTML {
        let score: HTML? = file.isOpen(.risk) && file.isOpen(.offences) ? CaseScoreView.html(file, explained, today) : nil
        return "\(CaseSelectionView.html(file, explained, today, reader))\(score)"
    }

    private static func decisions(_ file: CaseFile, _ reader: Officer?) -> HTML {
        "\(CaseDecisionsView.html(file.decisions))\(CaseEnrolmentsView.html(file, reader?.panelAreas ?? []))"
    }

    private static func summary(_ file: CaseFile, _ tables: CaseTables) -> HTML {
        let person = file.person
        var lines: [(Text, HTML)] = [(Text(en: "Name", cy: "Enw"), "\(person.name.familyFirst)")]
        let aliases = Set(file.records.flatMap(\.aliases.shown)).sorted()
        if !aliases.isEmpty {
            let listed = HTML.ordered(aliases, by: { Text(same: $0) }) { "\($0.joined(separator: " · "))" }
            lines.append((Text(en: "Also known as", cy: "A elwir hefyd yn"), listed))
        }
        lines.append((Text(en: "Address", cy: "Cyfeiriad"), address(file)))
        lines.append(
            (
                Text(en: "Language of choice", cy: "Dewis iaith"),
                person.language.map { "\(CaseWords.language($0))" } ?? PeopleListView.unknown
            ))
        lines.append(
            (
                Text(en: "Ethnicity", cy: "Ethnigrwydd"),
                person.ethnicity.map { "\(CaseWords.ethnicity($0))" } ?? PeopleListView.unknown
            ))
        if let cro = file.cro { lines.append((IdentifierKind.cro.label, "\(cro)")) }
        if file.sights.isOpen(.source) {
            let references: [HTML] = file.records.filter { $0.kind != "pnc" }.map { "\($0.agencyName): \($0.reference)" }
            lines.append((Text(en: "Known to", cy: "Yn hysbys i"), "\(HTML.joined(references, separator: "<br>"))"))
        }
        if file.isOpen(.offences), let order = file.orders.first {
            lines.append(
                (
                    Text(en: "Latest order", cy: "Gorchymyn diweddaraf"),
                    "\(RecordWords.order(order.type)), \(order.start.short) – \(order.end?.short ?? "") · \(tables.bodies.name(order.pdu))"
                ))
        }
        return """
            <section aria-labelledby="summary"><h2 id="summary">\(Text(en: "Summary", cy: "Crynodeb"))</h2>\
            \(SummaryList.html(lines))</section>
            """
    }

    private static func address(_ file: CaseFile) -> HTML {
        let person = file.person
        if let notice = PartNotice.html(file, .identity, file.addressSight, Text(en: "The address", cy: "Y cyfeiriad")) {
            return notice
        }
        let parts = [person.address, person.postcode].filter { !$0.isEmpty }
        return parts.isEmpty ? PeopleListView.unknown : "\(parts.joined(separator: ", "))"
    }

    private static func offences(_ file: CaseFile, _ tables: CaseTables) -> HTML {
        let all: HTML = """
            <p><a href="\(CaseHead.Part.offences.path(file.person.id))">\(Text(
                en: "All offences, sentences and custody events", cy: "Pob trosedd, dedfryd a digwyddiad dalfa"))</a></p>
            """
        return """
            <section aria-labelledby="offences"><h2 id="offences">\(Text(en: "Latest offences", cy: "Troseddau diweddaraf"))</h2>
            \(CaseOffencesView.convictions(file, tables, limit: dates))
            <h3>\(Text(en: "Latest arrests", cy: "Arestiadau diweddaraf"))</h3>
            \(CaseOffencesView.custody(file, tables, limit: arrests))
            \(all)</section>
            """
    }

    /// Who supervises the person, and when they were last in prison.
    private static func supervision(_ file: CaseFile, _ tables: CaseTables) -> HTML? {
        guard !(file.orders.isEmpty && file.prison.isEmpty) else { return nil }
        return """
            <section aria-labelledby="supervision"><h2 id="supervision">\(Text(en: "Supervision and prison", cy: "Goruchwyliaeth a charchar"))</h2>
            \(file.orders.isEmpty ? nil : CaseOffencesView.orders(Array(file.orders.prefix(orders)), tables))
            \(file.prison.isEmpty ? nil : CaseOffencesView.prison(Array(file.prison.prefix(orders)), tables))</section>
            """
    }

    private static func timeline(_ file: CaseFile, _ tables: CaseTables) -> HTML {
        let items = CaseEvents.of(file, tables).prefix(events).map(\.item)
        return """
            <section aria-labelledby="timeline"><h2 id="timeline">\(Text(en: "Latest events", cy: "Digwyddiadau diweddaraf"))</h2>
            \(items.isEmpty ? CaseEvents.nothing(file) : Timeline.html(Array(items)))
            <p><a href="\(CaseHead.Part.timeline.path(file.person.id))">\(Text(en: "The whole timeline", cy: "Y llinell amser gyfan"))</a></p></section>
            """
    }
}

/// What panels decided.
enum CaseDecisionsView {
    static func html(_ decisions: [CaseDecision]) -> HTML {
        let items: [HTML] = decisions.map {
            "<article class=\"decision\"><h3>\(title($0))</h3>\(SummaryList.html(lines($0)))</article>"
        }
        let body: HTML =
            items.isEmpty
            ? "<p>\(Text(en: "No panel has decided about this person.", cy: "Nid oes panel wedi penderfynu am y person hwn."))</p>"
            : HTML.joined(items)
        return """
            <section aria-labelledby="decisions"><h2 id="decisions">\(Text(en: "Decisions", cy: "Penderfyniadau"))</h2>\(body)</section>
            """
    }

    static func title(_ decision: CaseDecision) -> Text {
        decision.outcome?.done ?? Text(same: "–")
    }

    static func lines(_ decision: CaseDecision) -> [(Text, HTML)] {
        var lines: [(Text, HTML)] = [
            (Text(en: "Panel", cy: "Panel"), "\(decision.area.name), \(decision.panelDay)"),
            (
                Text(en: "Decided by", cy: "Penderfynwyd gan"),
                "\(decision.policeDecider) (\(Text(en: "police", cy: "heddlu"))), \(decision.probationDecider) (\(Text(en: "probation", cy: "prawf")))"
            ), (Text(en: "Reason", cy: "Rheswm"), "\(decision.reason)"),
        ]
        if let ground = DecisionWords.ground(decision.ground) { lines.append((DecisionWords.Label.ground, "\(ground)")) }
        if !decision.mappaReason.isEmpty { lines.append((DecisionWords.Label.mappa, "\(decision.mappaReason)")) }
        if !decision.dissent.isEmpty {
            lines.append((DecisionWords.Label.dissent, "\(decision.dissenter): \(decision.dissent)"))
        }
        if let leads = DecisionWords.leads(decision.policeLead, decision.probationLead) {
            lines.append((DecisionWords.Label.leads, "\(leads)"))
        }
        if let tag = CaseWords.ragTag(decision.rag) { lines.append((Text(en: "RAG", cy: "RAG"), tag)) }
        if let day = decision.nextReview { lines.append((Text(en: "Next review", cy: "Adolygiad nesaf"), "\(day)")) }
        if let day = decision.deferUntil { lines.append((Text(en: "Deferred until", cy: "Gohiriwyd tan"), "\(day)")) }
        return lines
    }
}
