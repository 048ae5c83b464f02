import Domain

/// The form in which a panel's decision is recorded.
enum DecisionFormView {
    static func html(_ found: PanelCase, _ visit: Visit, _ today: Day, _ problems: [Problem]) -> HTML {
        let fields = Fields(found: found, form: visit.form, problems: problems, today: today)
        let isFirst = found.decisions.isEmpty
        return """
            <section aria-labelledby="decide"><h2 id="decide">\(isFirst
                ? Text(en: "Record the panel’s decision", cy: "Cofnodi penderfyniad y panel")
                : Text(en: "Record a further decision", cy: "Cofnodi penderfyniad arall"))</h2>
            \(MainForm.html(
                visit, action: "/panels/\(found.area.rawValue)/people/\(found.file.person.id)/decision",
                submit: Text(en: "Record the decision", cy: "Cofnodi’r penderfyniad"), fields.all))
            </section>
            """
    }

    private struct Fields {
        let found: PanelCase
        let form: Form
        let problems: [Problem]
        let today: Day

        var all: HTML { HTML.joined([hidden, decision, flex, free, mappa, adoption, postponed, deciders, dissent]) }

        /// What the form was opened with stays, so that a second decider is told of the first.
        private var hidden: HTML {
            let round = form["round"].isEmpty ? String(found.round.id) : form["round"]
            let sequence = form["sequence"].isEmpty ? String(found.nextSequence) : form["sequence"]
            return """
                <input type="hidden" name="round" value="\(round)"><input type="hidden" name="sequence" value="\(sequence)">
                """
        }

        private var decision: HTML {
            let offered = PanelOutcome.allCases.filter { $0 != .adoptFixed || found.line.kind.standing == .fixed }
            return """
                \(Field.radios(
                    "outcome", Text(en: "What did the panel decide?", cy: "Beth benderfynodd y panel?"),
                    options: offered.map { Option(value: $0.rawValue, label: $0.name, hint: hint($0)) }, value: form["outcome"],
                    problems: problems))
                \(Field.day(
                    "panel_day", Text(en: "Day of the panel", cy: "Diwrnod y panel"), form: form, value: today, problems: problems))
                \(Field.area("reason", Text(en: "The panel’s reason", cy: "Rheswm y panel"), value: form.raw("reason"), problems: problems))
                """
        }

        private func hint(_ outcome: PanelOutcome) -> Text? {
            switch outcome {
            case .adoptFixed: Text(en: "The Fixed rule proposes this person", cy: "Mae’r rheol Sefydlog yn cynnig y person hwn")
            case .adoptFlex:
                Text(
                    en: "On a ground that police and probation agree on",
                    cy: "Ar sail y mae’r heddlu a’r gwasanaeth prawf yn cytuno arni")
            case .adoptFree: Text(en: "By the rule of a local scheme", cy: "Yn ôl rheol cynllun lleol")
            case .decline:
                Text(en: "For this round; the next looks again", cy: "Ar gyfer y cylch hwn; bydd y nesaf yn edrych eto")
            case .defer: nil
            }
        }

        private var flex: HTML {
            """
            <div class="if-flex"><h3>\(Text(en: "If Flex", cy: "Os Hyblyg"))</h3>
            \(Field.radios(
                "flex_ground", Text(en: "Ground", cy: "Sail"),
                options: FlexGround.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: form["flex_ground"],
                problems: problems))
            \(Field.checkboxes(
                "agreed", Text(en: "Who agrees on the ground?", cy: "Pwy sy’n cytuno ar y sail?"),
                options: [
                    Option(value: "police", label: Text(en: "police", cy: "yr heddlu")),
                    Option(value: "probation", label: Text(en: "probation", cy: "y gwasanaeth prawf")),
                ], values: form.all("agreed"), problems: problems))</div>
            """
        }

        private var free: HTML {
            """
            <div class="if-free"><h3>\(Text(en: "If Free", cy: "Os Rhydd"))</h3>
            \(Field.radios(
                "free_scheme", Text(en: "Scheme", cy: "Cynllun"),
                options: FreeScheme.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: form["free_scheme"],
                problems: problems))</div>
            """
        }

        private var mappa: HTML {
            guard found.isUnderMappa(today) else { return .empty }
            return """
                \(Banner.warning(Text(
                    en: "This person is managed under MAPPA. Adopting needs a reason of its own.",
                    cy: "Rheolir y person hwn o dan MAPPA. Mae angen rheswm ar wahân i’w fabwysiadu.")))
                \(Field.area(
                    "mappa_reason", DecisionWords.Label.mappa, value: form.raw("mappa_reason"), problems: problems, rows: 2))
                """
        }

        private var adoption: HTML {
            """
            <div class="if-adopt"><h3>\(Text(en: "If you adopt", cy: "Os ydych yn mabwysiadu"))</h3>
            \(name("police_lead", Text(en: "Police lead officer", cy: "Swyddog arweiniol yr heddlu")))
            \(name("probation_lead", Text(en: "Probation lead officer", cy: "Swyddog arweiniol y gwasanaeth prawf")))
            \(Field.radios(
                "rag", Text(en: "First RAG", cy: "Y statws RAG cyntaf"),
                options: RagRating.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: form["rag"], problems: problems))
            \(Field.day("next_review", Text(en: "Next review", cy: "Adolygiad nesaf"), form: form, problems: problems))</div>
            """
        }

        private var postponed: HTML {
            """
            <div class="if-defer"><h3>\(Text(en: "If you defer", cy: "Os ydych yn gohirio"))</h3>
            \(Field.day("defer_until", Text(en: "Defer until", cy: "Gohirio tan"), form: form, problems: problems))</div>
            """
        }

        private var deciders: HTML {
            """
            <h3>\(Text(en: "Who decided", cy: "Pwy benderfynodd"))</h3>
            \(name("police_decider", Text(en: "For the police", cy: "Ar ran yr heddlu")))
            \(name("probation_decider", Text(en: "For probation", cy: "Ar ran y gwasanaeth prawf")))
            """
        }

        private var dissent: HTML {
            """
            <h3>\(Text(en: "Dissent, if any", cy: "Anghytundeb, os o gwbl"))</h3>
            \(name("dissenter", Text(en: "Who disagreed", cy: "Pwy oedd yn anghytuno")))
            \(Field.area("dissent", Text(en: "Why", cy: "Pam"), value: form.raw("dissent"), problems: problems, rows: 2))
            """
        }

        private func name(_ field: String, _ label: Text) -> HTML {
            Field.text(field, label, value: form.raw(field), problems: problems, autocomplete: "off")
        }
    }
}
