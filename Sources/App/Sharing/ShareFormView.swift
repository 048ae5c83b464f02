import Domain

/// The form by which a case is shared, referred or handed over.
enum ShareFormView {
    static let title = Text(en: "Share this case", cy: "Rhannu’r achos hwn")

    /// What, with whom, what for: the answers decide what can be chosen next.
    static func question(_ desk: ShareDesk, _ form: Form, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> Page {
        let agencies = Agency.sharing.map { Option(value: $0.code, label: $0.name) }
        let purposes = SharingPurpose.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        let nothing = Option(value: "", label: Text(en: "Choose", cy: "Dewiswch"))
        let kinds = ShareKind.allCases.map { Option(value: $0.rawValue, label: $0.name, hint: $0.hint) }
        let action: Path = "/people/\(desk.file.person.id)/sharing/new"
        return Page(
            title: title, section: .people, hasProblems: !problems.isEmpty, before: before(desk, today),
            marking: desk.file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <form method="get" action="\(action)">
                \(Field.radios("kind", Text(en: "What do you want to do?", cy: "Beth rydych am ei wneud?"), options: kinds, value: form["kind"], problems: problems))
                \(Field.select("agency", Text(en: "With which agency?", cy: "Gyda pha asiantaeth?"), options: [nothing] + agencies, value: form["agency"], byName: true, problems: problems))
                \(Field.select(
                    "purpose", Text(en: "For what purpose?", cy: "At ba ddiben?"), options: [nothing] + purposes, value: form["purpose"], problems: problems,
                    hint: Text(en: "Not needed within your own agency", cy: "Nid oes ei angen o fewn eich asiantaeth eich hun")))
                <div class="actions"><button class="button">\(Text(en: "Continue", cy: "Parhau"))</button></div></form>
                """)
    }

    static func page(
        _ desk: ShareDesk, _ question: ShareQuestion, _ form: Form, _ visit: Visit, _ today: Day, _ problems: [Problem]
    ) -> Page {
        let person = desk.file.person.id
        let heading = question.kind?.name ?? title
        let back: Path = "/people/\(person)/sharing"
        let stop = obstacle(desk, question, visit)
        // Where nothing can be shared there is no form, and only what was asked first can be wrong.
        let problems = stop == nil ? problems : problems.filter { ["agency", "purpose", "agreement"].contains($0.field) }
        let whole = MainForm.html(
            visit, action: back, submit: Text(en: "Send", cy: "Anfon"), cancel: back,
            fields(desk, question, form, visit, problems))
        return Page(
            title: heading, section: .people, hasForm: stop == nil, hasProblems: !problems.isEmpty, before: before(desk, today),
            marking: desk.file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(heading)</h1>
                \(SummaryList.html(asked(desk, question)))
                <p><a href="\(("/people/\(person)/sharing/new" as Path))">\(Text(en: "Choose differently", cy: "Dewis yn wahanol"))</a></p>
                \(stop ?? whole)
                """)
    }

    private static func before(_ desk: ShareDesk, _ today: Day) -> HTML {
        BackLink.html("/people/\(desk.file.person.id)/sharing", Text(en: "Sharing", cy: "Rhannu"))
            + CaseHead.bar(desk.file, today)
    }

    private static func asked(_ desk: ShareDesk, _ question: ShareQuestion) -> [(Text, HTML)] {
        var lines: [(Text, HTML)] = [
            (Text(en: "Agency", cy: "Asiantaeth"), "<span id=\"agency\">\(question.agency?.name)</span>")
        ]
        if let purpose = question.purpose {
            lines.append((Text(en: "Purpose", cy: "Diben"), "<span id=\"purpose\">\(purpose.name)</span>"))
        }
        if let chosen = desk.chosen {
            let others: [HTML] = desk.agreements.filter { $0.id != chosen.id }.map { other in
                """
                <br><a href="\(question.path(desk.file.person.id, agreement: other.id))">\(Text(
                    en: "Under another: ", cy: "O dan un arall: "))\(other.agreement.title), \(other.reference)</a>
                """
            }
            lines.append(
                (
                    Text(en: "Agreement", cy: "Cytundeb"),
                    "<span id=\"agreement\">\(chosen.agreement.title), \(chosen.reference)</span>\(HTML.joined(others))"
                ))
        }
        return lines
    }

    /// Why nothing can be shared at all: no agreement that is in force, or no gateway.
    private static func obstacle(_ desk: ShareDesk, _ question: ShareQuestion, _ visit: Visit) -> HTML? {
        guard let kind = question.kind, let agency = question.agency, let own = visit.signedIn?.officer.agency,
            Sharing.needsBasis(kind, from: own, to: agency.code)
        else { return nil }
        let stop = Banner.warning
        guard let chosen = desk.chosen else {
            return "<div id=\"agreement\">\(stop(ShareRefusal.agreementMissing.message))</div>"
        }
        guard chosen.agreement.state == .approved else {
            return stop(ShareRefusal.agreementNotApproved(chosen.agreement.state).message)
        }
        if let problem = expiry(chosen, visit) { return stop(problem) }
        if !chosen.agreement.binds([own, agency.code]) { return stop(ShareRefusal.partiesNotBound.message) }
        if let purpose = question.purpose, !chosen.agreement.purposes.contains(purpose) {
            return stop(ShareRefusal.purposeNotCovered.message)
        }
        guard desk.gateways.contains(where: { chosen.agreement.gateways.contains($0.gateway) }) else {
            return stop(
                Text(
                    en: "No gateway of this agreement leads from you to them for this purpose. Nothing may be shared.",
                    cy: "Nid oes porth yn y cytundeb hwn yn arwain oddi wrthych atynt at y diben hwn. Ni cheir rhannu dim."))
        }
        return nil
    }

    private static func expiry(_ chosen: StoredAgreement, _ visit: Visit) -> Text? {
        guard let at = visit.signedIn?.viewer.at, chosen.agreement.hasExpired(on: London.day(of: at)) else { return nil }
        return ShareRefusal.agreementExpired(chosen.agreement.reviewBy).message
    }

    // MARK: Fields

    private static func fields(
        _ desk: ShareDesk, _ question: ShareQuestion, _ form: Form, _ visit: Visit, _ problems: [Problem]
    ) -> HTML {
        guard let kind = question.kind, let agency = question.agency else { return .empty }
        let needsBasis = Sharing.needsBasis(kind, from: visit.signedIn?.officer.agency ?? "", to: agency.code)
        let kept: [HTML] = [
            ("kind", kind.rawValue), ("agency", agency.code), ("purpose", question.purpose?.rawValue ?? ""),
            ("agreement", desk.chosen.map { String($0.id) } ?? ""),
        ].map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
        return """
            \(HTML.joined(kept))
            \(kind == .askForTransfer ? nil : receiver(desk, kind, agency, form, problems))
            \(kind.opensParts ? parts(desk, needsBasis, form, problems) : nil)
            \(needsBasis ? basis(desk, form, problems) : nil)
            \(kind.opensParts ? necessity(form, problems) : nil)
            \(kind.opensParts ? Field.day("until", Text(en: "Until", cy: "Hyd at"), form: form, problems: problems, hint: limit(desk)) : nil)
            \(Field.area("message", Text(en: "Message to them", cy: "Neges atynt"), value: form.raw("message"), problems: problems, hint: Text(
                en: "They read it before they accept. Do not name the person", cy: "Byddant yn ei darllen cyn derbyn. Peidiwch ag enwi’r person")))
            """
    }

    private static func limit(_ desk: ShareDesk) -> Text {
        guard let day = desk.chosen?.agreement.reviewBy else { return Text(en: "The last day", cy: "Y diwrnod olaf") }
        return Text(
            en: "The last day: \(day.words.en) or earlier, when the agreement is to be reviewed",
            cy: "Y diwrnod olaf: \(day.words.cy) neu’n gynharach, pan fydd y cytundeb i’w adolygu")
    }

    private static func receiver(
        _ desk: ShareDesk, _ kind: ShareKind, _ agency: Agency, _ form: Form, _ problems: [Problem]
    ) -> HTML {
        let none = Option(
            value: "",
            label: kind.handsOver
                ? Text(en: "Choose", cy: "Dewiswch")
                : Text(en: "Everybody there who may take it up", cy: "Pawb yno sydd â hawl i’w dderbyn"))
        let officers = desk.officers.map {
            Option(
                value: String($0.id), label: Text(en: "\($0.name), \($0.role.name.en)", cy: "\($0.name), \($0.role.name.cy)"))
        }
        return Field.select(
            "officer", Text(en: "Officer", cy: "Swyddog"), options: [none] + officers, value: form["officer"],
            problems: problems,
            hint: agency.kind == .voluntary ? ShareRefusal.workerMissing.message : nil)
    }

    /// Only what can be shared can be chosen; of the rest it is said why not.
    private static func parts(_ desk: ShareDesk, _ needsBasis: Bool, _ form: Form, _ problems: [Problem]) -> HTML {
        let covered = needsBasis ? desk.chosen?.agreement.parts ?? [] : Set(CasePart.shareable)
        let offered = CasePart.shareable.filter { $0 != .identity && covered.contains($0) && desk.sights.isOpen($0) }
        let rest = CasePart.shareable.filter { $0 != .identity && !offered.contains($0) }
        let why: [HTML] = rest.map { part in
            let reason =
                covered.contains(part)
                ? Text(en: "not open to you", cy: "nid yw ar agor i chi")
                : Text(en: "the agreement does not cover it", cy: "nid yw’r cytundeb yn ei gwmpasu")
            return "<li>\(part.name): \(reason)</li>"
        }
        let options = ([.identity] + offered).map { Option(value: $0.rawValue, label: $0.name) }
        let sensitive = Option(
            value: "yes",
            label: Text(en: "Also what is OFFICIAL-SENSITIVE there", cy: "Hefyd yr hyn sy’n OFFICIAL-SENSITIVE yno"),
            hint: Text(
                en: "Only where you have it open yourself", cy: "Dim ond lle mae ar agor i chi eich hun"))
        return """
            \(Field.checkboxes(
                "parts", Text(en: "Parts of the case", cy: "Rhannau o’r achos"), options: options, values: form.all("parts"), problems: problems,
                hint: Text(
                    en: "The fewest that are enough. Who the person is always goes with them",
                    cy: "Cyn lleied ag sy’n ddigon. Mae pwy yw’r person yn mynd gyda hwy bob amser")))
            \(why.isEmpty ? nil : Details.html(Text(en: "Parts that you cannot share, and why", cy: "Rhannau na allwch eu rhannu, a pham"), "<ul>\(why)</ul>"))
            \(Field.checkboxes(
                "sensitive", Text(en: "Sensitive", cy: "Sensitif"), options: [sensitive], values: form.all("sensitive"), problems: problems))
            """
    }

    private static func basis(_ desk: ShareDesk, _ form: Form, _ problems: [Problem]) -> HTML {
        let allowed = desk.gateways.filter { desk.chosen?.agreement.gateways.contains($0.gateway) ?? false }
        let needs = allowed.reduce(into: Set<GatewayNeed>()) { $0.formUnion($1.needs) }
        let names = Set(allowed.map(\.gateway))
        let grounds = ConfidenceGround.allCases.map { Option(value: $0.rawValue, label: $0.name) }
        func line(_ name: String, _ label: Text, _ hint: Text?) -> HTML {
            Field.text(name, label, value: form.raw(name), problems: problems, hint: hint, autocomplete: "off")
        }
        return """
            \(Field.radios("gateway", Text(en: "Gateway", cy: "Porth"), options: allowed.map(SharingWords.gateway), value: form["gateway"], problems: problems))
            \(names.contains(.confidence)
                ? Field.radios("ground", Text(en: "Why may the confidence be opened?", cy: "Pam y ceir datgelu’r hyn sy’n gyfrinachol?"), options: grounds, value: form["ground"], problems: problems)
                : nil)
            \(needs.contains(.authoriser)
                ? line("authoriser", Text(en: "Clinician who authorises it", cy: "Clinigydd sy’n ei awdurdodi"), Text(en: "Name and post", cy: "Enw a swydd"))
                : nil)
            \(needs.contains(.vettedWorker)
                ? line("vetting", Text(en: "Who vetted the worker, and when?", cy: "Pwy fetiodd y gweithiwr, a phryd?"), nil) : nil)
            \(names.contains(.consent) || names.contains(.confidence)
                ? Field.day("consented", Text(en: "Day on which the person consented", cy: "Y diwrnod y cydsyniodd y person"), form: form, problems: problems, hint: Text(
                    en: "Only where it rests on consent", cy: "Dim ond lle mae’n dibynnu ar gydsyniad"))
                : nil)
            """
    }

    private static func necessity(_ form: Form, _ problems: [Problem]) -> HTML {
        Field.area(
            "necessity", Text(en: "Why is it necessary?", cy: "Pam mae’n angenrheidiol?"), value: form.raw("necessity"),
            problems: problems,
            hint: Text(en: "The pressing need, and why less would not do", cy: "Yr angen brys, a pham na fyddai llai yn ddigon")
        )
    }
}
