import Domain

/// Who has what of a case, under which gateway, since when, until when; ended ones below.
enum CaseSharingView {
    static func page(_ sharing: CaseSharing, _ visit: Visit, _ today: Day, isDone: Bool) -> Page {
        let person = sharing.file.person.id
        let live = sharing.shares.filter { $0.isLive(today) && !isHandedOver($0) }
        let past = sharing.shares.filter { !$0.isLive(today) || isHandedOver($0) }
        let done = Banner.success(
            Text(en: "It has been sent. They answer it in Carfan.", cy: "Mae wedi’i anfon. Byddant yn ei ateb yn Carfan."))
        return CaseHead.page(
            sharing.file, .sharing, today, banner: isDone ? done : nil,
            """
            \(sharing.mayShare ? acts(person, visit) : nil)
            <h2>\(Text(en: "Now", cy: "Nawr"))</h2>
            \(sharing.isRestricted ? restricted : nil)
            \(live.isEmpty ? none : HTML.joined(live.map { card($0, today) }))
            \(CorrectionViews.section(
                sharing.corrections, today, mayTell: visit.signedIn?.officer.role == .coordinator && sharing.mayShare,
                in: sharing.file))
            \(past.isEmpty ? nil : before(past, today))
            """)
    }

    private static func before(_ past: [CaseShare], _ today: Day) -> HTML {
        "<h2>\(Text(en: "Before", cy: "Cynt"))</h2>\(HTML.joined(past.map { card($0, today) }))"
    }

    /// An accepted handing over that opens nothing is done.
    private static func isHandedOver(_ share: CaseShare) -> Bool { share.state == .accepted && !share.kind.opensParts }

    private static let none: HTML = "<p>\(Text(en: "Nothing is shared.", cy: "Ni rennir dim."))</p>"

    private static let restricted = Banner.warning(
        Text(
            en: "This case is restricted. While it is, what is shared opens only to officers whom the restriction names.",
            cy:
                "Mae’r achos hwn wedi’i gyfyngu. Tra bo felly, dim ond i swyddogion a enwir gan y cyfyngiad y mae’r hyn a rennir yn agor."
        ))

    private static func acts(_ person: Int64, _ visit: Visit) -> HTML {
        let correction: HTML? =
            visit.signedIn?.officer.role == .coordinator
            ? """
            <p><a href="\("/people/\(person)/sharing/correction" as Path)">\(Text(
                en: "Something shared was wrong", cy: "Roedd rhywbeth a rannwyd yn anghywir"))</a></p>
            """ : nil
        return """
            <p><a class="button" href="\("/people/\(person)/sharing/new" as Path)">\(ShareFormView.title)</a></p>\(correction)
            """
    }

    static func card(_ share: CaseShare, _ today: Day) -> HTML {
        SummaryList.card(
            "\(share.kind.name): \(SharingWords.whom(share.toName, share.toAgency))",
            actions: """
                <a href="\("/shares/\(share.id)" as Path)">\(Text(en: "Open", cy: "Agor"))\
                <span class="hidden"> \(Text(en: "number \(share.id)", cy: "rhif \(share.id)"))</span></a>
                """, lines(share, today))
    }

    static func lines(_ share: CaseShare, _ today: Day) -> [(Text, HTML)] {
        var lines: [(Text, HTML)] = [
            (Text(en: "State", cy: "Statws"), tag(share, today)),
            (Text(en: "From", cy: "Gan"), "\(SharingWords.whom(share.fromName, share.fromAgency)), \(share.madeAt)"),
        ]
        if share.kind.opensParts {
            lines.append(
                (Text(en: "Parts", cy: "Rhannau"), "\(SharingWords.parts(share.shown))\(share.isSensitive ? sensitive : nil)"))
        }
        if let gateway = share.gateway { lines.append((Text(en: "Gateway", cy: "Porth"), "\(gateway.name)")) }
        if let purpose = share.purpose { lines.append((Text(en: "Purpose", cy: "Diben"), "\(purpose.name)")) }
        if let title = share.agreementTitle {
            lines.append((Text(en: "Agreement", cy: "Cytundeb"), agreement(share, title, today)))
        }
        if let at = share.acceptedAt { lines.append((Text(en: "Since", cy: "Ers"), "\(at)")) }
        if !share.formerLead.isEmpty {
            lines.append((Text(en: "Lead before", cy: "Arweinydd blaenorol"), "\(share.formerLead)"))
        }
        if let until = share.until { lines.append((Text(en: "Until", cy: "Hyd at"), "\(until)")) }
        if let at = share.endedAt { lines.append((Text(en: "Ended", cy: "Daeth i ben"), "\(at)")) }
        // Why a confirmation is necessary is read where the necessity is.
        if !share.reason.isEmpty, share.state.following.isEmpty {
            lines.append((Text(en: "Reason", cy: "Rheswm"), "\(share.reason)"))
        }
        return lines
    }

    private static let sensitive: HTML = ", OFFICIAL-SENSITIVE"

    private static func agreement(_ share: CaseShare, _ title: Text, _ today: Day) -> HTML {
        guard share.isUnderExpired, share.isLive(today) else { return "\(title)" }
        return "\(title) \(Tag.html(notInForce, .amber))"
    }

    private static let notInForce = Text(
        en: "under an agreement that is no longer in force", cy: "o dan gytundeb nad yw mewn grym mwyach")

    static func tag(_ share: CaseShare, _ today: Day) -> HTML {
        let colour: Tag.Colour
        if share.standing.hasExpired(on: today) {
            colour = .grey
        } else if share.isSuspended(today) {
            colour = .amber
        } else {
            switch share.state {
            case .proposed: colour = .blue
            case .accepted: colour = .green
            case .refused: colour = .amber
            case .withdrawn, .ended: colour = .grey
            }
        }
        return Tag.html(share.stateName(today), colour)
    }
}
