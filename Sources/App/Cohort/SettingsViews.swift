import Domain

/// The rules in force, their sources, their offences, and every earlier version.
enum SettingsViews {
    static func page(
        _ versions: [CohortSettings], inForce: CohortSettings, _ offences: OffenceTable, _ visit: Visit
    ) -> Page {
        let title = Text(en: "Rules and bands", cy: "Rheolau a bandiau")
        let change: HTML? =
            visit.signedIn?.officer.role == .administrator
            ? "<p><a class=\"button\" href=\"/settings/new\">\(Text(en: "Change the rules", cy: "Newid y rheolau"))</a></p>"
            : nil
        return Page(
            title: title, section: .settings,
            body: """
                <h1>\(title)</h1>
                \(SettingsNavigation.html(.rules))
                <p>\(Text(
                    en: "A change makes a new version with its author, reason and source. Rounds already scored keep the version they were scored with.",
                    cy: "Mae newid yn creu fersiwn newydd gyda’i hawdur, ei reswm a’i ffynhonnell. Mae cylchoedd sydd eisoes wedi’u sgorio’n cadw’r fersiwn y’u sgoriwyd hi."))</p>
                \(change)
                <h2>\(Text(en: "In force: version \(inForce.edition.version)", cy: "Mewn grym: fersiwn \(inForce.edition.version)"))</h2>
                \(SummaryList.html(edition(inForce)))
                \(rules(inForce))
                \(SummaryList.html(limits(inForce)))
                \(bands(inForce))
                \(codes(inForce, offences))
                \(history(versions))
                """)
    }

    private static func edition(_ settings: CohortSettings) -> [(Text, HTML)] {
        let edition = settings.edition
        return [
            (Text(en: "In force from", cy: "Mewn grym o"), "\(edition.from)"),
            (Text(en: "Author", cy: "Awdur"), "\(edition.author)"), (Text(en: "Reason", cy: "Rheswm"), "\(edition.reason)"),
            (Text(en: "Source", cy: "Ffynhonnell"), "\(edition.source)"),
            (
                Text(en: "How far confirmed", cy: "I ba raddau y cadarnhawyd"),
                Tag.html(edition.mark.name, edition.mark == .confirmed ? .green : .amber)
            ),
        ]
    }

    private static func rules(_ settings: CohortSettings) -> HTML {
        let heads = [DataTable.Head(Text(en: "Proposal", cy: "Cynnig")), DataTable.Head(Text(en: "Rule", cy: "Rheol"))]
        let kinds: [ProposalKind] = [.fixed1, .fixed2, .flexA, .flexB, .flexC]
        return DataTable.html(
            Text(en: "The rules of the proposal", cy: "Rheolau’r cynnig"), heads,
            kinds.map { ["\(CaseWords.proposal($0))", "\($0.rule(settings))"] }, stacks: true)
    }

    private static func limits(_ settings: CohortSettings) -> [(Text, HTML)] {
        let crimes = NeighbourhoodCrime.allCases.filter(settings.fixedEarlier.contains).map(\.name)
        let groups = OGRS3Group.allCases.filter(settings.otherAcquisitive.contains).map(\.name)
        return [
            (Text(en: "Adult from", cy: "Oedolyn o"), "\(settings.adultAge)"),
            (Text(en: "Figures of the score", cy: "Ffigurau’r sgôr"), "\(settings.profile.name)"),
            (
                Text(en: "Look-back for recent sanctions, months", cy: "Edrych yn ôl am sancsiynau diweddar, misoedd"),
                "\(settings.recentMonths)"
            ),
            (
                Text(en: "Recent sanctions that make a Flex candidate", cy: "Sancsiynau diweddar sy’n gwneud ymgeisydd Hyblyg"),
                "\(settings.recentSanctions)"
            ),
            (Text(en: "Fixed from a lower band", cy: "Sefydlog o fand is"), "\(Text.joined(crimes))"),
            (Text(en: "Other acquisitive crime", cy: "Troseddau meddiangar eraill"), "\(Text.joined(groups))"),
            (Text(en: "Points below a limit that are told", cy: "Pwyntiau islaw terfyn a nodir"), "\(settings.nearPoints)"),
            (
                Text(en: "Sanctions below the limit that are told", cy: "Sancsiynau islaw’r terfyn a nodir"),
                "\(settings.nearSanctions)"
            ),
        ]
    }

    private static func bands(_ settings: CohortSettings) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "Band", cy: "Band")),
            DataTable.Head(Text(en: "Per cent within two years", cy: "Y cant o fewn dwy flynedd")),
        ]
        return DataTable.html(
            Text(en: "Bands", cy: "Bandiau") + Text(same: ": ") + settings.bands.name, heads,
            settings.bands.limits.map { ["\($0.band.name)", "\(settings.bands.range($0.band))"] })
    }

    private static func codes(_ settings: CohortSettings, _ offences: OffenceTable) -> HTML {
        let list = settings.neighbourhood(offences)
        let counted = list.codes.filter { list[$0].map { settings.neighbourhoodBases.contains($0.basis) } ?? false }
        let heads = [
            DataTable.Head(Text(en: "Code", cy: "Cod")), DataTable.Head(Text(en: "Offence", cy: "Trosedd")),
            DataTable.Head(Text(en: "Counts as", cy: "Yn cyfrif fel")), DataTable.Head(Text(en: "Why", cy: "Pam")),
        ]
        let rows: [[HTML]] = counted.map { code in
            [
                "\(code.text)", CaseTables.english(offences.title(code)), "\(list[code]?.crime.name)",
                "\(list[code]?.basis.name)",
            ]
        }
        let title = Text(
            en: "Offences that count as neighbourhood crime", cy: "Troseddau sy’n cyfrif fel trosedd yn y gymdogaeth")
        return Details.html(
            title + Text(same: " (\(grouped(counted.count)))"), DataTable.html(title, captionHidden: true, heads, rows))
    }

    private static func history(_ versions: [CohortSettings]) -> HTML {
        let heads = [
            DataTable.Head(Text(en: "Version", cy: "Fersiwn")), DataTable.Head(Text(en: "In force from", cy: "Mewn grym o")),
            DataTable.Head(Text(en: "Author", cy: "Awdur")), DataTable.Head(Text(en: "Reason", cy: "Rheswm")),
            DataTable.Head(Text(en: "Source", cy: "Ffynhonnell")),
        ]
        let rows: [[HTML]] = versions.reversed().map { settings in
            let edition = settings.edition
            return ["\(edition.version)", "\(edition.from)", "\(edition.author)", "\(edition.reason)", "\(edition.source)"]
        }
        return DataTable.html(Text(en: "All versions", cy: "Pob fersiwn"), heads, rows, stacks: true)
    }

    static func conflict(_ settings: CohortSettings) -> [(Text, Text)] {
        [
            (Text(en: "Version", cy: "Fersiwn"), settings.edition.words),
            (Text(en: "Author", cy: "Awdur"), Text(same: settings.edition.author)),
            (Text(en: "Reason", cy: "Rheswm"), settings.edition.reason),
        ]
    }
}
