import Domain

/// Agreements as pages.
enum AgreementViews {
    static func list(_ agreements: [StoredAgreement], _ visit: Visit, _ today: Day) -> Page {
        let title = Text(en: "Sharing agreements", cy: "Cytundebau rhannu gwybodaeth")
        let heads: [DataTable.Head] = [
            .init(Text(en: "Agreement", cy: "Cytundeb")), .init(Text(en: "Between", cy: "Rhwng")),
            .init(Text(en: "State", cy: "Statws")), .init(Text(en: "Review by", cy: "Adolygu erbyn")),
        ]
        let rows: [[HTML]] = agreements.map { found in
            [
                "<a href=\"\("/agreements/\(found.id)" as Path)\">\(found.agreement.title)</a><br>\(found.reference)",
                parties(found.agreement), tag(found, today), "\(found.agreement.reviewBy?.words)",
            ]
        }
        let new: HTML? =
            mayWrite(visit)
            ? "<p><a class=\"button\" href=\"/agreements/new\">\(Text(en: "Draft an agreement", cy: "Drafftio cytundeb"))</a></p>"
            : nil
        let none = EmptyState.html(
            Text(
                en: "There is no agreement yet: nothing can be shared with another agency.",
                cy: "Nid oes cytundeb eto: ni ellir rhannu dim ag asiantaeth arall."))
        return Page(
            title: title, section: .sharing, marking: .official,
            body: """
                <h1>\(title)</h1>
                \(SharingNavigation.html(visit, .agreements))
                <p>\(Text(
                    en: "Nothing is shared between agencies without an agreement that is in force. One that has expired stops new sharing; "
                        + "what was shared under it keeps its own end.",
                    cy: "Ni rennir dim rhwng asiantaethau heb gytundeb sydd mewn grym. Mae un sydd wedi dod i ben yn atal rhannu newydd; "
                        + "mae’r hyn a rannwyd o dano yn cadw ei ddiwedd ei hun."))</p>
                \(new)
                \(agreements.isEmpty ? none : DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
                """)
    }

    static func page(
        _ found: StoredAgreement, _ steps: [AgreementStep], _ shares: Int?, _ visit: Visit, _ today: Day, _ problems: [Problem]
    ) -> Page {
        let agreement = found.agreement
        let sections: [HTML] = AgreementHeading.allCases.map { heading in
            """
            <section aria-labelledby="\(heading.rawValue)"><h2 id="\(heading.rawValue)">\(heading.name)</h2>\
            \(content(heading, agreement))</section>
            """
        }
        return Page(
            title: agreement.title, section: .sharing, hasProblems: !problems.isEmpty,
            before: BackLink.html("/agreements", Text(en: "Sharing agreements", cy: "Cytundebau rhannu gwybodaeth")),
            marking: .official,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(agreement.title)</h1>
                <p>\(found.reference) \(tag(found, today))</p>
                \(over(found, shares, today))
                \(acts(found, visit))
                \(HTML.joined(sections))
                <h2>\(Text(en: "How it came here", cy: "Sut y daeth yma"))</h2>
                \(Timeline.html(steps.map(step)))
                """)
    }

    static func ending(_ found: StoredAgreement, _ visit: Visit, _ problems: [Problem]) -> Page {
        let title = Text(en: "End the agreement", cy: "Terfynu’r cytundeb")
        let path: Path = "/agreements/\(found.id)"
        return Page(
            title: title, section: .sharing, hasForm: true, hasProblems: !problems.isEmpty, before: BackLink.html(path),
            marking: .official,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(found.agreement.title), \(found.reference). \(Text(
                    en: "Nothing new will be shared under it. What was shared keeps its own end: end it on each case where it must stop now.",
                    cy: "Ni rennir dim newydd o dano. Mae’r hyn a rannwyd yn cadw ei ddiwedd ei hun: terfynwch ef ar bob achos lle mae’n rhaid "
                        + "iddo ddod i ben nawr."))</p>
                \(MainForm.html(
                    visit, action: "/agreements/\(found.id)/ending", submit: title, cancel: path,
                    Field.area("reason", Text(en: "Why does it end?", cy: "Pam mae’n dod i ben?"), value: visit.form.raw("reason"), problems: problems)))
                """)
    }

    private static func mayWrite(_ visit: Visit) -> Bool {
        visit.signedIn.map { AgreementPages.authors.contains($0.officer.role) } ?? false
    }

    private static func tag(_ found: StoredAgreement, _ today: Day) -> HTML {
        let agreement = found.agreement
        if agreement.hasExpired(on: today) { return Tag.html(found.standing(today), .red) }
        let colour: Tag.Colour =
            switch agreement.state {
            case .draft: .blue
            case .approved: .green
            case .replaced, .ended: .grey
            }
        return Tag.html(found.standing(today), colour)
    }

    private static func parties(_ agreement: SharingAgreement) -> HTML {
        HTML.ordered(agreement.parties, by: { Agency.name(of: $0.agency) }) { parties in
            HTML.joined(parties.map { "\(Agency.name(of: $0.agency))" }, separator: "<br>")
        }
    }

    /// Of one that is expired, ended or replaced: what still stands under it, as far as the reader may know of it.
    private static func over(_ found: StoredAgreement, _ shares: Int?, _ today: Day) -> HTML? {
        guard found.agreement.state != .draft, !found.agreement.isInForce(on: today) else { return nil }
        let nothing = Text(en: "Nothing new is shared under it.", cy: "Ni rennir dim newydd o dano.")
        guard let shares, shares > 0 else { return Banner.warning(nothing) }
        return Banner.warning(
            nothing
                + Text(
                    en: " Shares of your areas’ cases that still stand under it, each until its own end: \(grouped(shares)).",
                    cy:
                        " Nifer yr hyn a rennir o dano o hyd o achosion eich ardaloedd, bob un hyd ei ddiwedd ei hun: \(grouped(shares))."
                ))
    }

    private static func acts(_ found: StoredAgreement, _ visit: Visit) -> HTML {
        guard let officer = visit.signedIn?.officer else { return .empty }
        let protocolFile = link(
            "/agreements/\(found.id)/protocol.md",
            Text(en: "Take it as a draft protocol (WASPI)", cy: "Ei gymryd fel protocol drafft (WASPI)"))
        guard found.agreement.isOf(officer) else { return protocolFile }
        let role = officer.role
        let state = found.agreement.state
        var acts: [HTML] = []
        if state == .draft, AgreementPages.authors.contains(role) {
            acts.append(link("/agreements/\(found.id)/draft", Text(en: "Write the draft", cy: "Ysgrifennu’r drafft")))
        }
        if state == .draft, AgreementPages.approvers.contains(role) {
            acts.append(
                MainForm.button(
                    visit, action: "/agreements/\(found.id)/approval", Text(en: "Approve", cy: "Cymeradwyo"), secondary: false,
                    sending: [("edition", String(found.edition))]))
        }
        if state != .draft, AgreementPages.authors.contains(role) {
            acts.append(
                MainForm.button(
                    visit, action: "/agreements/\(found.id)/version",
                    Text(en: "Draft a new version", cy: "Drafftio fersiwn newydd")))
        }
        if state == .draft || state == .approved, AgreementPages.authors.union(AgreementPages.approvers).contains(role) {
            acts.append(link("/agreements/\(found.id)/ending", Text(en: "End the agreement", cy: "Terfynu’r cytundeb")))
        }
        return HTML.joined(acts + [protocolFile])
    }

    private static func link(_ path: Path, _ text: Text) -> HTML {
        "<p><a class=\"button secondary\" href=\"\(path)\">\(text)</a></p>"
    }

    private static func content(_ heading: AgreementHeading, _ agreement: SharingAgreement) -> HTML {
        let lines = AgreementWords.content(heading, agreement)
        guard !lines.isEmpty else { return "<p class=\"hint\">\(AgreementWords.nothing)</p>" }
        if AgreementHeading.inWords.contains(heading), heading != .basis {
            return HTML.joined(lines.map { "<p>\($0)</p>" })
        }
        return "<ul>\(HTML.joined(lines.map { "<li>\($0)</li>" }))</ul>"
    }

    private static func step(_ step: AgreementStep) -> Timeline.Item {
        Timeline.Item(
            title: step.state.name, when: London.words(step.at), datetime: step.at.iso, by: Text(same: step.officer),
            body: step.reason.isEmpty ? .empty : "<p>\(step.reason)</p>")
    }
}
