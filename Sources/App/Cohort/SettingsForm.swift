import Domain

/// A wish for a new version of the limits, as a form holds it.
enum SettingsForm {
    /// The band of each box; below the first everything is low.
    static let bands: [RiskBand] = [.medium, .high, .veryHigh, .prolific]

    static func box(_ band: RiskBand) -> String { "band_\(band.rawValue.lowercased())" }

    /// Throws `Invalid` with everything that is wrong.
    static func read(
        _ form: Form, standing: CohortSettings, author: String, _ offences: OffenceTable
    ) throws -> CohortSettings {
        var reader = FormReader(form)
        var settings = standing
        let edition = edition(&reader, author)
        let limits = bands.map { ($0, reader.number(box($0), 1...99)) }
        for (lower, upper) in zip(limits, limits.dropFirst()) {
            if let from = lower.1, let next = upper.1, next <= from {
                reader.problem(
                    box(upper.0),
                    Text(
                        en: "Each band must begin above the one before it",
                        cy: "Rhaid i bob band ddechrau uwchlaw’r un o’i flaen"))
            }
        }
        let chosen = Text(en: "Choose one", cy: "Dewiswch un")
        settings.fixedFrom = reader.choice("fixed_from", missing: chosen) ?? standing.fixedFrom
        settings.fixedEarlierFrom = reader.choice("fixed_earlier_from", missing: chosen) ?? standing.fixedEarlierFrom
        settings.flexFrom = reader.choice("flex_from", missing: chosen) ?? standing.flexFrom
        settings.profile = reader.choice("profile", missing: chosen) ?? standing.profile
        settings.adultAge = reader.number("adult_age", 10...99) ?? standing.adultAge
        settings.recentMonths = reader.number("recent_months", 1...120) ?? standing.recentMonths
        settings.recentSanctions = reader.number("recent_sanctions", 1...50) ?? standing.recentSanctions
        settings.nearPoints = reader.number("near_points", 0...25) ?? standing.nearPoints
        settings.nearSanctions = reader.number("near_sanctions", 0...5) ?? standing.nearSanctions
        settings.neighbourhoodBases = Set(form.all("neighbourhood_bases").compactMap { NeighbourhoodBasis(rawValue: $0) })
        settings.fixedEarlier = Set(form.all("fixed_earlier").compactMap { NeighbourhoodCrime(rawValue: $0) })
        settings.otherAcquisitive = Set(form.all("other_acquisitive").compactMap { OGRS3Group(code: $0) })
        if settings.neighbourhoodBases.isEmpty {
            reader.problem(
                "neighbourhood_bases", Text(en: "Choose at least one", cy: "Dewiswch o leiaf un"))
        }
        settings.neighbourhoodCodes = codes(&reader, offences)
        try reader.finish()
        settings.edition = edition
        settings.bands = BandScale(
            code: standing.bands.code, name: standing.bands.name, edition: edition,
            limits: [BandLimit(.low, from: 0)] + limits.compactMap { band, from in from.map { BandLimit(band, from: $0) } })
        return settings
    }

    /// The first faults are told, and how many more there are.
    private static func codes(_ reader: inout FormReader, _ offences: OffenceTable) -> NeighbourhoodList {
        let (list, faults) = NeighbourhoodList.read(reader.form.raw("neighbourhood_codes"), offences)
        if !faults.isEmpty {
            let told = Text.joined(faults.prefix(3).map(\.message), separator: ". ")
            let more = faults.count - 3
            reader.problem(
                "neighbourhood_codes",
                more > 0 ? told + Text(en: ". And \(more) more", cy: ". A \(more) arall") : told)
        }
        return list
    }

    private static func edition(_ reader: inout FormReader, _ author: String) -> Edition {
        let reason = reader.text(
            "reason", missing: Text(en: "Say why the rules change", cy: "Dywedwch pam mae’r rheolau’n newid"))
        let source = reader.text(
            "source",
            missing: Text(
                en: "Name the text or decision this comes from", cy: "Enwch y testun neu’r penderfyniad y daw hyn ohono"),
            limit: 500)
        let mark: SourceMark? = reader.choice(
            "mark",
            missing: Text(en: "Say how far the source is confirmed", cy: "Dywedwch i ba raddau y cadarnhawyd y ffynhonnell"))
        let from = reader.day(
            "from", missing: Text(en: "Enter the day it comes into force", cy: "Rhowch y diwrnod y daw i rym"))
        return Edition(
            version: "", from: from ?? Day(number: 0), author: author, reason: Text(same: reason), source: Text(same: source),
            mark: mark ?? .unconfirmed)
    }
}
