import Domain

/// Adapting a copy of a profile: a sample, the form, how the first rows would be read, and the whole as YAML for those who prefer it.
struct ProfileFormView {
    let profile: ImportProfile
    var form: Form
    var problems: [Problem] = []
    var preview: ProfilePreview?
    var guess: FileGuess?
    /// YAML that could not be taken over.
    var written: String?

    func page(_ visit: Visit) -> Page {
        let title = Text(en: "Adapt a copy: ", cy: "Addasu copi: ") + profile.name
        return Page(
            title: title, section: .imports, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html(ProfilePaths.of(profile.id), Text(en: "Back to the profile", cy: "Yn ôl i’r proffil")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The copy becomes the next version and is used for files that come in after it. See first how it "
                        + "reads some rows.",
                    cy: "Y copi fydd y fersiwn nesaf, ac fe’i defnyddir ar gyfer ffeiliau a ddaw i law ar ei ôl. "
                        + "Gwelwch yn gyntaf sut mae’n darllen rhai rhesi."))</p>
                \(preview.map { ProfilePreviewView.html($0) })
                \(sample(visit))
                \(MainForm.html(
                    visit, action: ProfilePaths.of(profile.id, "copy"),
                    submit: Text(en: "Show the first rows", cy: "Dangos y rhesi cyntaf"), cancel: ProfilePaths.of(profile.id), fields))
                \(expert(visit))
                """)
    }

    // MARK: the sample

    private func sample(_ visit: Visit) -> HTML {
        """
        <form method="post" action="\(ProfilePaths.of(profile.id, "sample"))" enctype="multipart/form-data" novalidate>
        <input type="hidden" name="csrf" value="\(visit.csrf)">
        \(Field.file(
            "sample-file", Text(en: "A file to try it on", cy: "Ffeil i’w rhoi ar brawf"), accept: ".csv,.txt,text/csv", problems: problems,
            hint: Text(
                en: "Only its first 64 kB are read, and nothing of it is kept. Do this first: the form below starts again "
                    + "from the profile.",
                cy: "Dim ond ei 64 kB cyntaf a ddarllenir, ac ni chedwir dim ohoni. Gwnewch hyn yn gyntaf: mae’r "
                    + "ffurflen isod yn dechrau eto o’r proffil.")))
        <div class="actions"><button class="button secondary">\(Text(en: "Look into the file", cy: "Edrych yn y ffeil"))</button></div>
        </form>
        \(found)
        """
    }

    private var found: HTML? {
        guard let guess, let header = guess.records.first else { return nil }
        let list: [HTML] = header.fields.prefix(100).map { "<li>\(String($0.prefix(80)))</li>" }
        return """
            <h2>\(Text(en: "What the file shows of itself", cy: "Yr hyn y mae’r ffeil yn ei ddangos ohoni’i hun"))</h2>
            <p>\(guess.encoding.name), \(guess.delimiter.name). \(Text(en: "Its headers:", cy: "Ei phenawdau:"))</p><ul>\(list)</ul>
            """
    }

    // MARK: the form

    private var fields: HTML {
        let base = form["base"].isEmpty ? String(profile.version) : form["base"]
        let save: HTML? = preview.map { _ in
            """
            <p><button class="button" name="act" value="save">\(Text(
                en: "Save as the next version", cy: "Cadw fel y fersiwn nesaf"))</button></p>
            """
        }
        return """
            <input type="hidden" name="base" value="\(base)">
            <input type="hidden" name="sample" value="\(form.raw("sample"))">
            <input type="hidden" name="sample-whole" value="\(form["sample-whole"])">
            \(save)
            <h2>\(Text(en: "How the file is written", cy: "Sut mae’r ffeil wedi’i hysgrifennu"))</h2>
            \(file)
            <h2>\(Text(en: "Which column says what", cy: "Pa golofn sy’n dweud beth"))</h2>
            \(columns)
            \(Field.area(
                "ignored", ProfileWords.ignored, value: form.raw("ignored"), problems: problems,
                hint: Text(en: "One header a line.", cy: "Un pennawd ar bob llinell."), rows: 3))
            \(codes)
            <h2>\(Text(en: "Rows to try it on", cy: "Rhesi i’w rhoi ar brawf"))</h2>
            \(Field.area(
                "sample-text", Text(en: "Paste the header and some rows", cy: "Gludwch y pennawd a rhai rhesi"),
                value: form.raw("sample-text"), problems: problems,
                hint: Text(
                    en: "Leave it empty to use the file chosen above. Nothing of it is kept.",
                    cy: "Gadewch yn wag i ddefnyddio’r ffeil a ddewiswyd uchod. Ni chedwir dim ohono."), rows: 6))
            """
    }

    private var file: HTML {
        let aliases: HTML? =
            profile.kind.meanings.contains(.aliases)
            ? Field.select(
                "alias_form", ProfileWords.aliasForm,
                options: [Option(value: "", label: Text(same: "–"))]
                    + AliasForm.allCases.map { Option(value: $0.rawValue, label: Text(same: $0.rawValue)) },
                value: form["alias_form"], problems: problems) : nil
        return """
            \(Field.select(
                "encoding", ProfileWords.encoding, options: TextEncoding.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                value: form["encoding"], problems: problems,
                hint: Text(en: "A mark in the file wins over this.", cy: "Mae marc yn y ffeil yn drech na hyn.")))
            \(Field.select(
                "delimiter", ProfileWords.delimiter, options: Delimiter.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                value: form["delimiter"], problems: problems))
            \(Field.text(
                "dates", ProfileWords.dates, value: form["dates"], problems: problems,
                hint: Text(
                    en: "With YYYY, MM or Mon, DD, and for times HH, MM, SS: DD/MM/YYYY.",
                    cy: "Gyda YYYY, MM neu Mon, DD, ac ar gyfer amser HH, MM, SS: DD/MM/YYYY."), width: "medium"))
            \(aliases)\(careers)
            """
    }

    private var careers: HTML? {
        guard profile.kind == .convictions else { return nil }
        return Field.select(
            "careers", ProfileWords.careers, options: ProfileWords.careerAnswers.map { Option(value: $0.0, label: $0.1) },
            value: form["careers"], problems: problems,
            hint: Text(
                en: "If it always has, a row of a career that a newer file no longer has stops counting.",
                cy: "Os felly bob tro, bydd rhes nad yw mewn ffeil fwy newydd o’r un cofnod troseddol yn peidio â chyfrif."))
    }

    private var columns: HTML {
        HTML.joined(profile.kind.meanings.map(column))
    }

    private func column(_ meaning: ColumnMeaning) -> HTML {
        let name = "columns.\(meaning.key)"
        let label = ProfileWords.capital(meaning.label)
        let must = profile.kind.mandatory.contains(meaning)
        let hint = must ? Text(en: "Must be filled in every row.", cy: "Rhaid ei llenwi ym mhob rhes.") : nil
        let header =
            meaning.takesSeveral
            ? Field.area(
                name, label, value: form.raw(name), problems: problems,
                hint: Text(en: "One header a line; several are joined.", cy: "Un pennawd ar bob llinell; cyfunir sawl un."),
                rows: 2)
            : Field.text(name, label, value: form[name], problems: problems, hint: hint, width: "medium")
        let otherForm = Text(en: "form of this date, if another", cy: "ffurf y dyddiad hwn, os yw’n wahanol")
        let between = Text(en: "between two values", cy: "rhwng dau werth")
        let form = meaning.isDate ? extra("dates_of.\(meaning.key)", otherForm, meaning) : nil
        let separator = meaning.takesSeparator ? extra("separators.\(meaning.key)", between, meaning) : nil
        return "\(header)\(form)\(separator)"
    }

    /// The label says of which column, for those who hear it alone.
    private func extra(_ name: String, _ label: Text, _ meaning: ColumnMeaning) -> HTML {
        Field.text(
            name, ProfileWords.capital(meaning.label) + Text(same: ": ") + label, value: form.raw(name), problems: problems,
            width: "short")
    }

    private var codes: HTML? {
        let coded = profile.kind.meanings.compactMap { meaning in meaning.codes.map { (meaning, $0) } }
        guard !coded.isEmpty else { return nil }
        let areas: [HTML] = coded.map { meaning, values in
            let list = values.joined(separator: ", ")
            return Field.area(
                "codes.\(meaning.key)", ProfileWords.capital(meaning.label), value: form.raw("codes.\(meaning.key)"),
                problems: problems,
                hint: Text(
                    en: "A line for each: text in the file = one of \(list). Empty: the file has these values themselves.",
                    cy:
                        "Llinell i bob un: testun yn y ffeil = un o blith \(list). Gwag: y gwerthoedd hyn eu hunain sydd yn y ffeil."
                ), rows: 4)
        }
        return "<h2>\(Text(en: "Codes", cy: "Codau"))</h2>\(areas)"
    }

    // MARK: for experts

    private func expert(_ visit: Visit) -> HTML {
        let yaml = written ?? (try? ProfileFiles.yaml(profile.draft)) ?? ""
        return Details.html(
            Text(en: "Write the profile as YAML", cy: "Ysgrifennu’r proffil fel YAML"), open: written != nil,
            """
            <form method="post" action="\(ProfilePaths.of(profile.id, "yaml"))" novalidate>
            <input type="hidden" name="csrf" value="\(visit.csrf)">
            \(Field.area("yaml", Text(en: "The profile", cy: "Y proffil"), value: yaml, problems: problems, rows: 20))
            <div class="actions"><button class="button secondary">\(Text(en: "Take it into the form", cy: "Ei gymryd i’r ffurflen"))</button></div>
            </form>
            """)
    }
}
