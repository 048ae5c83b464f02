import Domain
import HTTPTypes

/// The disclosure register: for the information officer, and for the coordinator of their own areas.
struct RegisterPages: Sendable {
    let site: Site

    static let readers: Set<Role> = [.coordinator, .informationOfficer]

    var routes: [Route] {
        let needs = Need.roles(RegisterPages.readers)
        return [
            Route(.get, "/register", needs: needs, list),
            Route(.get, "/register/export", needs: needs, proof: .recent, askForExport),
            Route(.post, "/register/export", needs: needs, proof: .recent, export),
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let question = RegisterQuestion(visit.query)
        let found = try await RegisterStore(site: site).list(question, visit)
        return .page(RegisterView.page(found.passed, question, found.hasNext, visit, site.today))
    }

    private func askForExport(_ visit: Visit) async throws -> Answer {
        .page(RegisterView.question(visit.query).page(visit, visit.query))
    }

    private func export(_ visit: Visit) async throws -> Answer {
        try await RegisterView.question(visit.form).answer(visit, site) {
            let (question, viewer, today) = (RegisterQuestion(visit.form), try visit.viewer(), site.today)
            let store = RegisterStore(site: site)
            return ListExport(
                name: "carfan-disclosures-\(today.iso).csv", people: try await store.people(question, viewer),
                fields: RegisterStore.fields, headings: RegisterView.headings
            ) { people, language in
                try await store.shares(people, question, viewer).map { RegisterView.cells($0, today, language) }
            }
        }
    }
}

/// The register as a page and as a file.
enum RegisterView {
    static let title = Text(en: "Disclosure register", cy: "Cofrestr datgeliadau")

    static func page(
        _ passed: [ShareDisclosure], _ question: RegisterQuestion, _ hasNext: Bool, _ visit: Visit, _ today: Day
    ) -> Page {
        let list = ("/register" as Path)
        let none = EmptyState.html(Text(en: "Nothing was disclosed.", cy: "Ni ddatgelwyd dim."))
        return Page(
            title: title, section: .sharing,
            body: """
                <h1>\(title)</h1>
                \(SharingNavigation.html(visit, .register))
                \(Filter.beside(filter(question), """
                \(passed.isEmpty ? none : table(passed, visit, today))
                \(Pagination.html(page: question.page, hasNext: hasNext) { list.query(question.items + [("page", String($0))]) })
                <p><a href="\(("/register/export" as Path).query(question.items))">\(Text(en: "Export this list", cy: "Allforio’r rhestr hon"))</a></p>
                """))
                """)
    }

    private static func filter(_ question: RegisterQuestion) -> HTML {
        var chosen: [Filter.Chosen] = []
        for (name, value) in question.items where !value.isEmpty {
            let rest = question.items.filter { $0.0 != name }
            let shown = Day(iso: value)?.words ?? Agency.name(of: value)
            chosen.append(Filter.Chosen(label(name), shown, without: ("/register" as Path).query(rest)))
        }
        let all = Option(value: "", label: Text(en: "All", cy: "Pob un"))
        return Filter.html(
            action: "/register", chosen: chosen, clear: "/register",
            """
            \(Field.select("agency", label("agency"), options: [all] + Agency.sharing.map { Option(value: $0.code, label: $0.name) }, value: question.agency, byName: true))
            \(Field.text("from", label("from"), value: question.from?.iso ?? "", type: "date", width: "medium"))
            \(Field.text("until", label("until"), value: question.until?.iso ?? "", type: "date", width: "medium"))
            """)
    }

    private static func label(_ name: String) -> Text {
        switch name {
        case "from": Text(en: "From", cy: "O")
        case "until": Text(en: "Up to", cy: "Hyd at")
        default: Text(en: "Agency, on either side", cy: "Asiantaeth, ar y naill ochr neu’r llall")
        }
    }

    private static func table(_ passed: [ShareDisclosure], _ visit: Visit, _ today: Day) -> HTML {
        let heads: [DataTable.Head] = [
            .init(Text(en: "When", cy: "Pryd")), .init(Text(en: "Whose", cy: "Pwy oedd dan sylw")),
            .init(Text(en: "By", cy: "Gan")),
            .init(Text(en: "To", cy: "I")), .init(Text(en: "Parts", cy: "Rhannau")), .init(Text(en: "Gateway", cy: "Porth")),
            .init(Text(en: "Until", cy: "Hyd at")), .init(Text(en: "What was sent", cy: "Yr hyn a anfonwyd")),
        ]
        let opens = visit.signedIn?.officer.role.opensCases ?? false
        let rows: [[HTML]] = passed.map { one in
            let share = one.share
            let name: HTML = "\(share.name?.familyFirst ?? "")"
            return [
                "\(London.words(one.at))<br>\(share.kind.name)",
                opens ? "<a href=\"\("/people/\(share.person)/sharing" as Path)\">\(name)</a>" : name + " (\(share.person))",
                "\(SharingWords.whom(share.fromName, share.fromAgency))", "\(SharingWords.whom(share.toName, share.toAgency))",
                "\(SharingWords.parts(share.shown))", "\(share.gateway?.name ?? Text(same: "–"))", end(share, today),
                sent(one),
            ]
        }
        return DataTable.html(title, captionHidden: true, heads, rows, stacks: true)
    }

    private static func end(_ share: CaseShare, _ today: Day) -> HTML {
        let tag = CaseSharingView.tag(share, today)
        return share.endedAt.map { "\($0)<br>\(tag)" } ?? "\(share.until?.words)<br>\(tag)"
    }

    /// The rows with their versions, and the beginning of the hash.
    private static func sent(_ one: ShareDisclosure) -> HTML {
        let rows: [HTML] = one.items.split(separator: " ").map { "<li><code>\(String($0))</code></li>" }
        return Details.html(
            Text(en: "Rows and checksum", cy: "Rhesi a swm gwirio"), "<ul>\(rows)</ul><p>SHA-256 <code>\(one.hash)</code></p>")
    }

    // MARK: File

    static func question(_ form: Form) -> ExportQuestion {
        let kept = RegisterQuestion(form).items
        return ExportQuestion(
            title: Text(en: "Export the disclosure register", cy: "Allforio’r gofrestr datgeliadau"),
            action: "/register/export",
            section: .sharing, back: BackLink.html(("/register" as Path).query(kept), title), kept: kept)
    }

    static let headings = [
        Text(en: "Number", cy: "Rhif"), Text(en: "Person", cy: "Person"), Text(en: "Family name", cy: "Cyfenw"),
        Text(en: "Given names", cy: "Enwau cyntaf"), Text(en: "Kind", cy: "Math"), Text(en: "Accepted", cy: "Derbyniwyd"),
        Text(en: "Disclosed", cy: "Datgelwyd"),
        Text(en: "From agency", cy: "Gan asiantaeth"), Text(en: "From officer", cy: "Gan swyddog"),
        Text(en: "To agency", cy: "I asiantaeth"), Text(en: "To officer", cy: "I swyddog"), Text(en: "Parts", cy: "Rhannau"),
        Text(en: "Gateway", cy: "Porth"), Text(en: "Gateway code", cy: "Cod y porth"), Text(en: "Purpose", cy: "Diben"),
        Text(en: "Agreement", cy: "Cytundeb"), Text(en: "Until", cy: "Hyd at"), Text(en: "Ended", cy: "Daeth i ben"),
        Text(en: "State", cy: "Statws"), Text(en: "Rows sent", cy: "Rhesi a anfonwyd"), Text(en: "SHA-256", cy: "SHA-256"),
    ]

    static func cells(_ one: ShareDisclosure, _ today: Day, _ language: Language) -> [String] {
        let share = one.share
        return [
            String(share.id), String(share.person), share.name?.family ?? "", share.name?.given ?? "",
            share.kind.name[language],
            share.acceptedAt?.iso ?? "", one.at.iso, Agency.name(of: share.fromAgency)[language], share.fromName,
            Agency.name(of: share.toAgency)[language], share.toName, SharingWords.parts(share.shown)[language],
            share.gateway?.name[language] ?? "", share.gateway?.rawValue ?? "", share.purpose?.name[language] ?? "",
            share.agreementTitle?[language] ?? "", share.until?.iso ?? "", share.endedAt?.iso ?? "",
            share.stateName(today)[language],
            one.items, one.hash,
        ]
    }
}
