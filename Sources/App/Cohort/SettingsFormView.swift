import Domain

/// The form for a new version of the limits, filled with those that stand.
enum SettingsFormView {
    /// - Parameter seen: what the wish changes, to be looked at before it is made.
    static func page(
        _ standing: CohortSettings, newest: Int, _ offences: OffenceTable, _ visit: Visit, _ problems: [Problem] = [],
        seen: SettingsDifference? = nil
    ) -> Page {
        let title = Text(en: "Change the rules", cy: "Newid y rheolau")
        let fields = Fields(standing: standing, offences: offences, form: visit.form, problems: problems)
        let submit =
            seen == nil
            ? Text(en: "See what would change", cy: "Gweld beth fyddai’n newid")
            : Text(en: "Make the new version", cy: "Creu’r fersiwn newydd")
        return Page(
            title: title, section: .settings, hasForm: true, hasProblems: !problems.isEmpty,
            before: BackLink.html("/settings", Text(en: "Rules and bands", cy: "Rheolau a bandiau")),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                \(seen?.html)
                \(MainForm.html(
                    visit, action: "/settings", submit: submit, cancel: "/settings",
                    "<input type=\"hidden\" name=\"seen\" value=\"\(seen?.mark ?? "")\"><input type=\"hidden\" name=\"newest\" value=\"\(visit.form["newest"].isEmpty ? String(newest) : visit.form["newest"])\">\(fields.all)"))
                """)
    }

    private struct Fields {
        let standing: CohortSettings
        let offences: OffenceTable
        let form: Form
        let problems: [Problem]

        /// The form came back: show what was typed.
        var isTyped: Bool { form.fields.contains { $0.name == "newest" } }

        var all: HTML {
            HTML.joined([bands, rules, lists, near, edition])
        }

        private func value(_ name: String, _ standing: String) -> String { isTyped ? form.raw(name) : standing }

        private func values(_ name: String, _ standing: [String]) -> [String] { isTyped ? form.all(name) : standing }

        private func number(_ name: String, _ label: Text, _ standing: Int) -> HTML {
            Field.text(
                name, label, value: value(name, String(standing)), problems: problems, width: "short", inputmode: "numeric")
        }

        private func band(_ name: String, _ label: Text, _ standing: RiskBand) -> HTML {
            Field.select(
                name, label, options: RiskBand.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                value: value(name, standing.rawValue), problems: problems)
        }

        private var bands: HTML {
            let boxes: [HTML] = SettingsForm.bands.map { band in
                number(
                    SettingsForm.box(band),
                    Text(en: "From what percentage: \(band.name.en)", cy: "O ba ganran: \(band.name.cy)"),
                    standing.bands.start(of: band) ?? 0)
            }
            return "<h2>\(Text(en: "Bands of the two-year score", cy: "Bandiau’r sgôr dwy flynedd"))</h2>\(boxes)"
        }

        private var rules: HTML {
            """
            <h2>\(Text(en: "Rules", cy: "Rheolau"))</h2>
            \(band("fixed_from", Text(en: "Neighbourhood crime is Fixed from", cy: "Mae trosedd yn y gymdogaeth yn Sefydlog o"), standing.fixedFrom))
            \(band("fixed_earlier_from", Text(en: "The crimes below are Fixed from", cy: "Mae’r troseddau isod yn Sefydlog o"), standing.fixedEarlierFrom))
            \(Field.checkboxes(
                "fixed_earlier", Text(en: "Crimes that are Fixed from the lower band", cy: "Troseddau sy’n Sefydlog o’r band is"),
                options: NeighbourhoodCrime.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                values: values("fixed_earlier", standing.fixedEarlier.map(\.rawValue)), problems: problems))
            \(band("flex_from", Text(en: "Other offences are Flex candidates from", cy: "Mae troseddau eraill yn ymgeiswyr Hyblyg o"), standing.flexFrom))
            \(number("adult_age", Text(en: "Adult from what age", cy: "Oedolyn o ba oed"), standing.adultAge))
            \(number("recent_sanctions", Text(en: "Recent sanctions that make a Flex candidate", cy: "Sancsiynau diweddar sy’n gwneud ymgeisydd Hyblyg"), standing.recentSanctions))
            \(number("recent_months", Text(en: "How many months back they are counted", cy: "Sawl mis yn ôl y’u cyfrifir"), standing.recentMonths))
            \(Field.radios(
                "profile", Text(en: "Figures of the score", cy: "Ffigurau’r sgôr"),
                options: OGRS3Profile.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                value: value("profile", standing.profile.rawValue), problems: problems))
            """
        }

        private var lists: HTML {
            """
            <h2>\(Text(en: "Offences", cy: "Troseddau"))</h2>
            \(Field.checkboxes(
                "neighbourhood_bases",
                Text(en: "Entries of the offence table that count as neighbourhood crime", cy: "Cofnodion y tabl troseddau sy’n cyfrif fel trosedd yn y gymdogaeth"),
                options: NeighbourhoodBasis.allCases.map { Option(value: $0.rawValue, label: $0.name) },
                values: values("neighbourhood_bases", standing.neighbourhoodBases.map(\.rawValue)), problems: problems))
            \(Field.area(
                "neighbourhood_codes", Text(en: "Codes that are neighbourhood crime", cy: "Codau sy’n drosedd yn y gymdogaeth"),
                value: value("neighbourhood_codes", standing.neighbourhood(offences).text(offences)), problems: problems,
                hint: listHint, rows: 14))
            \(Field.checkboxes(
                "other_acquisitive", Text(en: "Other acquisitive crime", cy: "Troseddau meddiangar eraill"),
                options: OGRS3Group.allCases.map { Option(value: $0.code, label: $0.name) },
                values: values("other_acquisitive", standing.otherAcquisitive.map(\.code)), problems: problems))
            """
        }

        private var listHint: Text {
            let crimes = NeighbourhoodCrime.allCases.map(\.rawValue).joined(separator: ", ")
            let bases = NeighbourhoodBasis.allCases.map(\.rawValue).joined(separator: ", ")
            return Text(
                en:
                    "A line for each: code, crime (\(crimes)), why it counts (\(bases)). You may paste it from a spreadsheet; words after that are not read.",
                cy:
                    "Llinell i bob un: cod, trosedd (\(crimes)), pam mae’n cyfrif (\(bases)). Cewch ei gludo o daenlen; ni ddarllenir geiriau ar ôl hynny."
            )
        }

        private var near: HTML {
            """
            \(number("near_points", Text(en: "How many points below a limit to tell the panel", cy: "Sawl pwynt islaw terfyn i’w nodi i’r panel"), standing.nearPoints))
            \(number("near_sanctions", Text(en: "How many sanctions below the limit to tell the panel", cy: "Sawl sancsiwn islaw’r terfyn i’w nodi i’r panel"), standing.nearSanctions))
            """
        }

        private var edition: HTML {
            """
            <h2>\(Text(en: "Why, and on whose word", cy: "Pam, ac ar air pwy"))</h2>
            \(Field.day("from", Text(en: "In force from", cy: "Mewn grym o"), form: form, problems: problems))
            \(Field.area("reason", Text(en: "Reason", cy: "Rheswm"), value: form.raw("reason"), problems: problems))
            \(Field.text("source", Text(en: "Source", cy: "Ffynhonnell"), value: form.raw("source"), problems: problems))
            \(Field.radios(
                "mark", Text(en: "How far is the source confirmed?", cy: "I ba raddau y cadarnhawyd y ffynhonnell?"),
                options: SourceMark.allCases.map { Option(value: $0.rawValue, label: $0.name) }, value: form["mark"],
                problems: problems))
            """
        }
    }
}
