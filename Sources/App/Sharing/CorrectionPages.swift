import Domain
import HTTPTypes

/// A coordinator records that something shared was wrong, and that each recipient was told.
struct CorrectionPages: Sendable {
    let site: Site
    let corrections: CorrectionStore

    init(site: Site) {
        self.site = site
        corrections = CorrectionStore(site: site)
    }

    var routes: [Route] {
        let coordinators = Need.roles([.coordinator])
        return [
            Route(.get, "/people/{person}/sharing/correction", needs: coordinators, ask),
            Route(.post, "/people/{person}/sharing/correction", needs: coordinators, record),
            Route(.get, "/corrections/{task}", needs: coordinators, show),
            Route(.post, "/corrections/{task}", needs: coordinators, tell),
        ]
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        .page(CorrectionViews.form(try await corrections.file(try visit.number("person"), visit), visit, site.today, []))
    }

    private func record(_ visit: Visit) async throws -> Answer {
        let person = try visit.number("person")
        do {
            var reader = FormReader(visit.form)
            let what = reader.text("what", missing: nil)
            let since = reader.day("since", missing: nil)
            try reader.finish()
            do {
                _ = try await corrections.record(
                    person, part: CasePart(rawValue: visit.form["part"]), what: what, since: since, visit)
            } catch let refusals as CorrectionRefusals {
                throw Invalid(refusals.problems)
            }
            return .redirect("/people/\(person)/sharing")
        } catch let invalid as Invalid {
            let file = try await corrections.file(person, visit)
            return .again(CorrectionViews.form(file, visit, site.today, invalid.problems), invalid.problems)
        }
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let found = try await corrections.find(try visit.number("task"), visit)
        return .page(CorrectionViews.task(found.notice, found.task, found.file, visit, []))
    }

    private func tell(_ visit: Visit) async throws -> Answer {
        let id = try visit.number("task")
        do {
            var reader = FormReader(visit.form)
            let evidence = reader.text("evidence", missing: nil)
            try reader.finish()
            do {
                return .redirect("/people/\(try await corrections.tell(id, evidence: evidence, visit))/sharing")
            } catch let refusal as CorrectionRefusal {
                throw Invalid([Problem(refusal.field ?? "evidence", refusal.message)])
            }
        } catch let invalid as Invalid {
            let found = try await corrections.find(id, visit)
            return .again(CorrectionViews.task(found.notice, found.task, found.file, visit, invalid.problems), invalid.problems)
        }
    }
}

/// Corrections as pages.
enum CorrectionViews {
    static func form(_ file: CaseFile, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> Page {
        let title = Text(en: "Something shared was wrong", cy: "Roedd rhywbeth a rannwyd yn anghywir")
        let path: Path = "/people/\(file.person.id)/sharing"
        let form = visit.form
        let parts = CasePart.shareable.map { Option(value: $0.rawValue, label: $0.name) }
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(path) + CaseHead.bar(file, today), marking: file.person.marking,
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Correct the record first. Everybody who holds or held this part since that day must be told within \(Correction.days) working days.",
                    cy: "Cywirwch y cofnod yn gyntaf. Rhaid dweud wrth bawb sydd â’r rhan hon, neu a fu â hi ers y diwrnod hwnnw, o fewn "
                        + "\(Correction.days) diwrnod gwaith."))</p>
                \(MainForm.html(
                    visit, action: "/people/\(file.person.id)/sharing/correction", submit: Text(en: "Record the correction", cy: "Cofnodi’r cywiriad"),
                    cancel: path, """
                    \(Field.radios("part", Text(en: "Which part was wrong?", cy: "Pa ran oedd yn anghywir?"), options: parts, value: form["part"], problems: problems))
                    \(Field.area(
                        "what", Text(en: "What was wrong, and what is right?", cy: "Beth oedd yn anghywir, a beth sy’n gywir?"), value: form.raw("what"),
                        problems: problems, hint: Text(en: "The recipients read this", cy: "Bydd y derbynwyr yn darllen hyn")))
                    \(Field.day("since", Text(en: "Since when was it wrong?", cy: "Ers pryd y bu’n anghywir?"), form: form, problems: problems))
                    """))
                """)
    }

    static func task(
        _ notice: CorrectionNotice, _ task: CorrectionTask, _ file: CaseFile, _ visit: Visit, _ problems: [Problem]
    ) -> Page {
        let title = tell(task)
        let path: Path = "/people/\(notice.person)/sharing"
        let form = MainForm.html(
            visit, action: "/corrections/\(task.id)", submit: Text(en: "They have been told", cy: "Maent wedi cael gwybod"),
            cancel: path,
            Field.area(
                "evidence",
                Text(en: "How and when were they told, and by whom?", cy: "Sut a phryd y cawsant wybod, a chan bwy?"),
                value: visit.form.raw("evidence"), problems: problems))
        return Page(
            title: title, section: .people, hasForm: task.toldAt == nil, hasProblems: !problems.isEmpty,
            before: BackLink.html(path),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(SummaryList.html(lines(notice, file) + [(Text(en: "By", cy: "Erbyn"), "\(task.due)")]))
                \(task.toldAt == nil ? form : told(task))
                """)
    }

    /// - Parameter file: the case, to say whom to ask where the part is not open.
    static func lines(_ notice: CorrectionNotice, _ file: CaseFile? = nil) -> [(Text, HTML)] {
        let lines: [(Text, HTML?)] = [
            (Text(en: "Part", cy: "Rhan"), "\(notice.part?.name)"),
            (Text(en: "What was wrong", cy: "Beth oedd yn anghywir"), what(notice, file)),
            (Text(en: "Wrong since", cy: "Yn anghywir ers"), "\(notice.wrongSince)"),
            (Text(en: "Recorded", cy: "Cofnodwyd"), "\(notice.madeAt), \(notice.author)"),
        ]
        return lines.compactMap { line in line.1.map { (line.0, $0) } }
    }

    private static func what(_ notice: CorrectionNotice, _ file: CaseFile?) -> HTML? {
        if let what = notice.what { return "\(what)" }
        guard let part = notice.part, let file else { return nil }
        return PartNotice.html(file, part, file.sight(ofCorrection: part), part.name)
    }

    /// Welsh names of agencies would mutate after the verb: they stand by themselves.
    private static func tell(_ task: CorrectionTask) -> Text {
        let agency = Agency.name(of: task.agency)
        return Text(en: "Tell \(agency.en)", cy: "Dweud wrth: \(agency.cy)")
    }

    static func told(_ task: CorrectionTask) -> HTML {
        "<p id=\"evidence\">\(Text(en: "Told", cy: "Wedi cael gwybod")): \(task.toldAt.map(London.words)), \(task.toldBy). \(task.evidence)</p>"
    }

    /// On the case: each correction with its recipients.
    static func section(
        _ notices: [CorrectionNotice], _ today: Day, mayTell: Bool, in file: CaseFile? = nil
    ) -> HTML? {
        guard !notices.isEmpty else { return nil }
        let cards: [HTML] = notices.map { notice in
            let tasks: [HTML] = notice.tasks.map { "<li>\(recipient($0, today, mayTell: mayTell))</li>" }
            let list: HTML =
                tasks.isEmpty
                ? "<p>\(Text(en: "Nobody held it since then.", cy: "Nid oedd neb â hi ers hynny."))</p>" : "<ul>\(tasks)</ul>"
            return SummaryList.card(
                "\(notice.part?.name)", lines(notice, file) + [(Text(en: "To be told", cy: "I gael gwybod"), list)])
        }
        return """
            <section aria-labelledby="corrections"><h2 id="corrections">\(Text(en: "Corrections", cy: "Cywiriadau"))</h2>\(HTML.joined(cards))</section>
            """
    }

    private static func recipient(_ task: CorrectionTask, _ today: Day, mayTell: Bool) -> HTML {
        let agency = Agency.name(of: task.agency)
        if task.toldAt != nil { return "\(agency) \(Tag.html(Text(en: "told", cy: "wedi cael gwybod"), .green)) \(told(task))" }
        let late = task.due < today
        let state = Tag.html(
            Text(en: "by \(task.due.words.en)", cy: "erbyn \(task.due.words.cy)"), late ? .red : .amber)
        guard mayTell else { return "\(agency) \(state)" }
        return """
            <a href="\("/corrections/\(task.id)" as Path)">\(tell(task))</a> \(state)
            """
    }
}
