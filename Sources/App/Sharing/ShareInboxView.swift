import Domain

/// The inbox as a page.
enum ShareInboxView {
    static let title = Text(en: "Shared with us and by us", cy: "Yr hyn a rannwyd â ni a gennym ni")

    static func page(_ inbox: ShareInbox, _ visit: Visit, _ today: Day) -> Page {
        let new = inbox.received.filter { inbox.isNew($0.madeAt) }
        let old = inbox.received.filter { !inbox.isNew($0.madeAt) }
        let (open, done) = (old.filter { $0.isLive(today) }, old.filter { !$0.isLive(today) })
        return Page(
            title: title, section: .sharing,
            body: """
                <h1>\(title)</h1>
                \(SharingNavigation.html(visit, .shares))
                \(fresh(new, inbox, visit, today))
                \(wrong(inbox))
                \(CorrectionViews.section(inbox.toTell, today, mayTell: true))
                \(section("open", Text(en: "What we have, or have still to answer", cy: "Yr hyn sydd gennym, neu sydd eto i’w ateb"), open, today))
                \(section("sent", Text(en: "Sent by you", cy: "Anfonwyd gennych chi"), inbox.sent, today))
                \(section("done", Text(en: "At an end", cy: "Ar ben"), done, today))
                """)
    }

    private static func fresh(_ shares: [CaseShare], _ inbox: ShareInbox, _ visit: Visit, _ today: Day) -> HTML {
        let heading =
            inbox.lookedAt.map { at -> Text in
                let words = London.words(at)
                return Text(en: "New since \(words.en)", cy: "Newydd ers \(words.cy)")
            } ?? Text(en: "New", cy: "Newydd")
        let seen: HTML? = shares.map(\.madeAt).max().map { newest in
            MainForm.button(
                visit, action: "/shares/look", Text(en: "I have seen these", cy: "Rwyf wedi gweld y rhain"),
                sending: [("newest", newest.iso)])
        }
        let none: HTML = "<p>\(Text(en: "Nothing new has come.", cy: "Nid oes dim newydd wedi dod."))</p>"
        return """
            <section aria-labelledby="new"><h2 id="new">\(heading)</h2>
            \(shares.isEmpty ? none : table(heading, shares, today))\(seen)</section>
            """
    }

    private static func section(_ id: String, _ heading: Text, _ shares: [CaseShare], _ today: Day) -> HTML? {
        guard !shares.isEmpty else { return nil }
        return "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(heading)</h2>\(table(heading, shares, today))</section>"
    }

    private static func table(_ caption: Text, _ shares: [CaseShare], _ today: Day) -> HTML {
        let heads: [DataTable.Head] = [
            .init(Text(en: "What", cy: "Beth")), .init(Text(en: "Case", cy: "Achos")), .init(Text(en: "From", cy: "Gan")),
            .init(Text(en: "To", cy: "I")), .init(Text(en: "Parts", cy: "Rhannau")), .init(Text(en: "Until", cy: "Hyd at")),
            .init(Text(en: "State", cy: "Statws")),
        ]
        let rows: [[HTML]] = shares.map { share in
            [
                """
                <a href="\("/shares/\(share.id)" as Path)">\(share.kind.name)<span class="hidden"> \(Text(
                    en: "number \(share.id)", cy: "rhif \(share.id)"))</span></a><br>\(share.madeAt)
                """,
                who(share), "\(SharingWords.whom(share.fromName, share.fromAgency))",
                "\(SharingWords.whom(share.toName, share.toAgency))",
                share.shown.isEmpty ? "–" : "\(SharingWords.parts(share.shown))", "\(share.until?.words ?? Text(same: "–"))",
                CaseSharingView.tag(share, today),
            ]
        }
        return DataTable.html(caption, captionHidden: true, heads, rows, stacks: true)
    }

    /// Until it is accepted, the person has a number and no name.
    static func who(_ share: CaseShare) -> HTML {
        guard let name = share.name else { return "\(Text(en: "Case \(share.person)", cy: "Achos \(share.person)"))" }
        return "<a href=\"\("/people/\(share.person)" as Path)\">\(name.familyFirst)</a>"
    }

    /// To the receivers: what they have been given and was wrong.
    private static func wrong(_ inbox: ShareInbox) -> HTML? {
        guard !inbox.corrections.isEmpty else { return nil }
        return """
            <section aria-labelledby="wrong"><h2 id="wrong">\(Text(
                en: "Corrections to what was shared with us", cy: "Cywiriadau i’r hyn a rannwyd â ni"))</h2>
            \(HTML.joined(inbox.corrections.map(correction)))</section>
            """
    }

    static func correction(_ notice: CorrectionNotice) -> HTML {
        SummaryList.card(
            "\(Text(en: "Case \(notice.person)", cy: "Achos \(notice.person)"))", CorrectionViews.lines(notice))
    }
}

/// One share as a page.
enum ShareView {
    static func page(_ found: ShareSteps.Shown, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> Page {
        let share = found.share
        let title = share.kind.name + Text(same: ": ") + SharingWords.whom(share.toName, share.toAgency)
        let wrong = HTML.joined(found.corrections.map(ShareInboxView.correction))
        let corrections: HTML? =
            found.corrections.isEmpty ? nil : "<h2>\(Text(en: "Corrections", cy: "Cywiriadau"))</h2>\(wrong)"
        return Page(
            title: title, section: .sharing, hasProblems: !problems.isEmpty, before: back,
            body: """
                \(ErrorSummary.html(problems))
                <h1 id="share">\(title)</h1>
                \(SummaryList.html(lines(share, found, today)))
                \(acts(found, visit, today))
                \(corrections)
                <h2>\(Text(en: "How it came here", cy: "Sut y daeth yma"))</h2>
                \(Timeline.html(found.steps.map { step($0, readsWhy: readsWhy(found)) }))
                """)
    }

    /// What was written of the person is read by the receiver when they have accepted.
    private static func readsWhy(_ found: ShareSteps.Shown) -> Bool { found.isSender || found.share.acceptedAt != nil }

    private static let back = BackLink.html("/shares", ShareInboxView.title)

    private static func lines(_ share: CaseShare, _ found: ShareSteps.Shown, _ today: Day) -> [(Text, HTML)] {
        var lines: [(Text, HTML)] =
            [(Text(en: "Case", cy: "Achos"), ShareInboxView.who(share))] + CaseSharingView.lines(share, today)
        if !share.message.isEmpty { lines.append((Text(en: "Message", cy: "Neges"), "\(share.message)")) }
        guard readsWhy(found) else { return lines }
        if !share.necessity.isEmpty {
            lines.append((Text(en: "Why it is necessary", cy: "Pam mae’n angenrheidiol"), "\(share.necessity)"))
        }
        if !share.authoriser.isEmpty { lines.append((Text(en: "Authorised by", cy: "Awdurdodwyd gan"), "\(share.authoriser)")) }
        if let ground = share.confidence { lines.append((Text(en: "Ground", cy: "Sail"), "\(ground.name)")) }
        if !share.vetting.isEmpty { lines.append((Text(en: "Vetting", cy: "Fetio"), "\(share.vetting)")) }
        if let day = share.consentedOn { lines.append((Text(en: "Consented on", cy: "Cydsyniwyd ar"), "\(day)")) }
        return lines
    }

    private static func acts(_ found: ShareSteps.Shown, _ visit: Visit, _ today: Day) -> HTML? {
        let share = found.share
        guard share.isLive(today) else { return nil }
        func link(_ closing: ShareInboxPages.Closing, _ text: Text) -> HTML {
            "<p><a class=\"button secondary\" href=\"\("/shares/\(share.id)/\(closing.rawValue)" as Path)\">\(text)</a></p>"
        }
        var acts: [HTML] = share.isSuspended(today) ? [suspended(found)] : []
        if share.state == .proposed, found.isReceiver {
            if !share.isSuspended(today) {
                acts.append("<p>\(terms(share))</p>")
                acts.append(
                    MainForm.button(
                        visit, action: "/shares/\(share.id)/acceptance", Text(en: "Accept", cy: "Derbyn"), secondary: false))
            }
            acts.append(link(.refusal, Text(en: "Refuse", cy: "Gwrthod")))
        }
        if share.state == .proposed, found.isSender { acts.append(link(.withdrawal, Text(en: "Withdraw", cy: "Tynnu’n ôl"))) }
        if share.state == .accepted, share.kind.opensParts {
            acts.append(link(.ending, Text(en: "End it", cy: "Dod ag ef i ben")))
        }
        return HTML.joined(acts)
    }

    /// The person was combined with another: the sender's side says whether it holds for the whole of them.
    private static func suspended(_ found: ShareSteps.Shown) -> HTML {
        let words = Text(
            en:
                "The case has changed since this was made: the person was combined with another, or their address must not become known. It opens nothing until the sender confirms that it still holds.",
            cy:
                "Mae’r achos wedi newid ers gwneud hyn: cyfunwyd y person ag un arall, neu ni ddylai ei gyfeiriad fod yn hysbys. Nid yw’n agor dim nes i’r anfonwr gadarnhau ei fod yn dal i sefyll."
        )
        let confirm: HTML? =
            found.isSender
            ? """
            <p><a class="button" href="\("/shares/\(found.share.id)/confirmation" as Path)">\(confirming)</a></p>
            """ : nil
        return "\(Banner.warning(words))\(confirm)"
    }

    private static let confirming = Text(en: "It holds for all of it: confirm", cy: "Mae’n dal ar gyfer y cyfan: cadarnhau")

    static func confirmation(_ found: ShareSteps.Shown, _ visit: Visit, _ problems: [Problem]) -> Page {
        let path: Path = "/shares/\(found.share.id)"
        return Page(
            title: confirming, section: .sharing, hasForm: true, hasProblems: !problems.isEmpty, before: BackLink.html(path),
            body: """
                \(ErrorSummary.html(problems))
                <h1 id="share">\(confirming)</h1>
                <p>\(found.share.kind.name): \(SharingWords.whom(found.share.toName, found.share.toAgency)). \
                \(SharingWords.parts(found.share.shown))</p>
                \(MainForm.html(
                    visit, action: "/shares/\(found.share.id)/confirmation", submit: Text(en: "Confirm", cy: "Cadarnhau"), cancel: path,
                    Field.area(
                        "reason",
                        Text(
                            en: "Why is it necessary for all that is known of the person now?",
                            cy: "Pam mae’n angenrheidiol ar gyfer popeth sy’n hysbys am y person bellach?"),
                        value: visit.form.raw("reason"), problems: problems,
                        hint: Text(
                            en: "The receiver reads it when they have accepted",
                            cy: "Bydd y derbynnydd yn ei ddarllen ar ôl derbyn"))))
                """)
    }

    /// What is accepted with it.
    private static func terms(_ share: CaseShare) -> Text {
        if !share.kind.opensParts {
            return Text(
                en: "The lead officer changes when this is accepted.",
                cy: "Bydd y swyddog arweiniol yn newid pan dderbynnir hyn.")
        }
        return Text(
            en:
                "You see the name and these parts when you accept. Use them for this purpose only and do not pass them on. It is recorded.",
            cy:
                "Byddwch yn gweld yr enw a’r rhannau hyn pan fyddwch yn derbyn. Defnyddiwch hwy at y diben hwn yn unig a pheidiwch â’u "
                + "trosglwyddo ymlaen. Cofnodir hyn.")
    }

    /// A proposal has a reason only where it was confirmed: why that is necessary.
    private static func step(_ step: ShareSteps.Step, readsWhy: Bool) -> Timeline.Item {
        Timeline.Item(
            title: step.state.name, when: London.words(step.at), datetime: step.at.iso, by: Text(same: step.officer),
            body: step.reason.isEmpty || (step.state == .proposed && !readsWhy) ? .empty : "<p>\(step.reason)</p>")
    }

    static func closing(
        _ found: ShareSteps.Shown, _ closing: ShareInboxPages.Closing, _ visit: Visit, _ problems: [Problem]
    ) -> Page {
        let title: Text =
            switch closing {
            case .refusal: Text(en: "Refuse", cy: "Gwrthod")
            case .withdrawal: Text(en: "Withdraw", cy: "Tynnu’n ôl")
            case .ending: Text(en: "End it", cy: "Dod ag ef i ben")
            }
        let path: Path = "/shares/\(found.share.id)"
        return Page(
            title: title, section: .sharing, hasForm: true, hasProblems: !problems.isEmpty, before: BackLink.html(path),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(found.share.kind.name): \(SharingWords.whom(found.share.toName, found.share.toAgency))</p>
                \(MainForm.html(
                    visit, action: "/shares/\(found.share.id)/\(closing.rawValue)", submit: title, cancel: path,
                    Field.area(
                        "reason", Text(en: "Why?", cy: "Pam?"), value: visit.form.raw("reason"), problems: problems,
                        hint: Text(en: "The other side reads it", cy: "Bydd yr ochr arall yn ei ddarllen"))))
                """)
    }
}
