import Domain

/// What a new version of the settings would change, for looking at before it is made.
struct SettingsDifference: Sendable {
    struct Line: Sendable {
        let what: Text
        let before: Text
        let after: Text
    }

    /// Limits and lists of kinds.
    let limits: [Line]
    /// Offence codes: added, taken out, or counted as something else.
    let codes: [Line]
    /// Of the wish as it was shown: a wish that was altered since is shown again.
    let mark: String

    init(from standing: CohortSettings, to wished: CohortSettings, _ offences: OffenceTable) {
        let pairs = zip(SettingsDifference.limits(standing), SettingsDifference.limits(wished))
        limits = pairs.map { Line(what: $0.0, before: $0.1, after: $1.1) }.filter { $0.before != $0.after }
        let (before, after) = (standing.neighbourhood(offences), wished.neighbourhood(offences))
        codes = Set(before.codes + after.codes).sorted().filter { before[$0] != after[$0] }.map { code in
            Line(
                what: Text(same: "\(code.text) \(offences.title(code))"), before: SettingsDifference.words(before[code]),
                after: SettingsDifference.words(after[code]))
        }
        mark = String(ContentHash(fields: [CohortSettingsText.written(wished)]).high, radix: 16)
    }

    private static func words(_ entry: NeighbourhoodList.Entry?) -> Text {
        guard let entry else { return Text(en: "not in the list", cy: "ddim yn y rhestr") }
        return entry.crime.name + Text(same: ": ") + entry.basis.name
    }

    private static func limits(_ settings: CohortSettings) -> [(Text, Text)] {
        func number(_ value: Int) -> Text { Text(same: String(value)) }
        let bands = SettingsForm.bands.map { band in
            (
                Text(en: "From what percentage: \(band.name.en)", cy: "O ba ganran: \(band.name.cy)"),
                number(settings.bands.start(of: band) ?? 0)
            )
        }
        return bands + [
            (
                Text(en: "Neighbourhood crime is Fixed from", cy: "Mae trosedd yn y gymdogaeth yn Sefydlog o"),
                settings.fixedFrom.name
            ),
            (Text(en: "Some crimes are Fixed from", cy: "Mae rhai troseddau’n Sefydlog o"), settings.fixedEarlierFrom.name),
            (
                Text(en: "Crimes that are Fixed from the lower band", cy: "Troseddau sy’n Sefydlog o’r band is"),
                Text.joined(NeighbourhoodCrime.allCases.filter(settings.fixedEarlier.contains).map(\.name))
            ),
            (
                Text(en: "Other offences are Flex candidates from", cy: "Mae troseddau eraill yn ymgeiswyr Hyblyg o"),
                settings.flexFrom.name
            ),
            (Text(en: "Adult from", cy: "Oedolyn o"), number(settings.adultAge)),
            (
                Text(en: "Recent sanctions that make a Flex candidate", cy: "Sancsiynau diweddar sy’n gwneud ymgeisydd Hyblyg"),
                number(settings.recentSanctions)
            ),
            (
                Text(en: "Look-back for recent sanctions, months", cy: "Edrych yn ôl am sancsiynau diweddar, misoedd"),
                number(settings.recentMonths)
            ),
            (Text(en: "Figures of the score", cy: "Ffigurau’r sgôr"), settings.profile.name),
            (
                Text(
                    en: "Entries of the list that count as neighbourhood crime",
                    cy: "Cofnodion y rhestr sy’n cyfrif fel trosedd yn y gymdogaeth"),
                Text.joined(NeighbourhoodBasis.allCases.filter(settings.neighbourhoodBases.contains).map(\.name))
            ),
            (
                Text(en: "Other acquisitive crime", cy: "Troseddau meddiangar eraill"),
                Text.joined(OGRS3Group.allCases.filter(settings.otherAcquisitive.contains).map(\.name))
            ),
            (Text(en: "Points below a limit that are told", cy: "Pwyntiau islaw terfyn a nodir"), number(settings.nearPoints)),
            (
                Text(en: "Sanctions below the limit that are told", cy: "Sancsiynau islaw’r terfyn a nodir"),
                number(settings.nearSanctions)
            ),
        ]
    }

    var html: HTML {
        let title = Text(en: "What would change", cy: "Beth fyddai’n newid")
        guard !limits.isEmpty || !codes.isEmpty else {
            return """
                <h2>\(title)</h2>
                <p>\(Text(
                    en: "No limit and no list would change: only the date, the reason and the source.",
                    cy: "Ni fyddai’r un terfyn na’r un rhestr yn newid: dim ond y dyddiad, y rheswm a’r ffynhonnell."))</p>
                """
        }
        return """
            <h2>\(title)</h2>
            <p>\(Text(
                en: "Nothing is stored yet. Look at it, then make the new version at the end of the form.",
                cy: "Ni chadwyd dim eto. Edrychwch arno, yna crëwch y fersiwn newydd ar ddiwedd y ffurflen."))</p>
            \(table(Text(en: "Limits", cy: "Terfynau"), limits))
            \(table(Text(en: "Offence codes", cy: "Codau troseddau"), codes))
            """
    }

    private func table(_ title: Text, _ lines: [Line]) -> HTML? {
        guard !lines.isEmpty else { return nil }
        let heads = [
            DataTable.Head(Text(en: "What", cy: "Beth")), DataTable.Head(Text(en: "Now", cy: "Nawr")),
            DataTable.Head(Text(en: "Then", cy: "Wedyn")),
        ]
        return DataTable.html(title, heads, lines.map { ["\($0.what)", "\($0.before)", "\($0.after)"] }, stacks: true)
    }
}
