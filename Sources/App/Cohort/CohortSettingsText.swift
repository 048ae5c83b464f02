import Domain

/// Settings as they are stored: one JSON object a version.
enum CohortSettingsText {
    static func written(_ settings: CohortSettings) -> String {
        var json = JSONText()
        json.object { json in
            json.field("version", settings.edition.version)
            json.field("from", settings.edition.from)
            json.field("author", settings.edition.author)
            json.field("reason", settings.edition.reason)
            json.field("source", settings.edition.source)
            json.field("mark", settings.edition.mark.rawValue)
            json.field("profile", settings.profile.rawValue)
            json.field("scale", settings.bands.code)
            json.list("bands", settings.bands.limits) { json, limit in
                json.object { json in
                    json.field("band", limit.band.rawValue)
                    json.field("from", limit.from)
                }
            }
            json.field("adult_age", settings.adultAge)
            json.field("recent_months", settings.recentMonths)
            json.field("recent_sanctions", settings.recentSanctions)
            json.field("fixed_from", settings.fixedFrom.rawValue)
            json.field("fixed_earlier_from", settings.fixedEarlierFrom.rawValue)
            json.field("flex_from", settings.flexFrom.rawValue)
            json.list("neighbourhood_bases", settings.neighbourhoodBases.map(\.rawValue).sorted()) { $0.value($1) }
            if let list = settings.neighbourhoodCodes {
                json.list("neighbourhood_codes", list.codes) { json, code in
                    json.object { json in
                        json.field("code", code.text)
                        json.field("crime", list[code]?.crime.rawValue)
                        json.field("basis", list[code]?.basis.rawValue)
                    }
                }
            }
            json.list("fixed_earlier", settings.fixedEarlier.map(\.rawValue).sorted()) { $0.value($1) }
            json.list("other_acquisitive", settings.otherAcquisitive.map(\.code).sorted()) { $0.value($1) }
            json.field("near_points", settings.nearPoints)
            json.field("near_sanctions", settings.nearSanctions)
        }
        return json.text
    }

    /// nil when it is not what `written` writes.
    static func read(_ text: String) -> CohortSettings? {
        guard let json = JSONValue(text), let edition = edition(json), let bands = bands(json, edition) else { return nil }
        var settings = CohortSettings.shipped
        settings.edition = edition
        settings.bands = bands
        guard let profile = json["profile"]?.text.flatMap(OGRS3Profile.init),
            let fixed = band(json, "fixed_from"), let earlier = band(json, "fixed_earlier_from"),
            let flex = band(json, "flex_from"), let adult = number(json, "adult_age"),
            let months = number(json, "recent_months"), let sanctions = number(json, "recent_sanctions"),
            let points = number(json, "near_points"), let near = number(json, "near_sanctions")
        else { return nil }
        settings.profile = profile
        (settings.fixedFrom, settings.fixedEarlierFrom, settings.flexFrom) = (fixed, earlier, flex)
        (settings.adultAge, settings.recentMonths, settings.recentSanctions) = (adult, months, sanctions)
        (settings.nearPoints, settings.nearSanctions) = (points, near)
        settings.neighbourhoodBases = Set(texts(json, "neighbourhood_bases").compactMap(NeighbourhoodBasis.init))
        settings.neighbourhoodCodes = json["neighbourhood_codes"].map { codes($0.items) }
        settings.fixedEarlier = Set(texts(json, "fixed_earlier").compactMap(NeighbourhoodCrime.init))
        settings.otherAcquisitive = Set(texts(json, "other_acquisitive").compactMap { OGRS3Group(code: $0) })
        return settings
    }

    private static func codes(_ items: [JSONValue]) -> NeighbourhoodList {
        var entries: [HomeOfficeCode: NeighbourhoodList.Entry] = [:]
        for item in items {
            guard let code = item["code"]?.text.flatMap({ HomeOfficeCode($0) }),
                let crime = item["crime"]?.text.flatMap(NeighbourhoodCrime.init),
                let basis = item["basis"]?.text.flatMap(NeighbourhoodBasis.init)
            else { continue }
            entries[code] = NeighbourhoodList.Entry(crime, basis)
        }
        return NeighbourhoodList(entries)
    }

    private static func edition(_ json: JSONValue) -> Edition? {
        guard let version = json["version"]?.text, let from = json["from"]?.text.flatMap({ Day(iso: $0) }),
            let author = json["author"]?.text, let reason = words(json["reason"]), let source = words(json["source"]),
            let mark = json["mark"]?.text.flatMap(SourceMark.init)
        else { return nil }
        return Edition(version: version, from: from, author: author, reason: reason, source: source, mark: mark)
    }

    private static func bands(_ json: JSONValue, _ edition: Edition) -> BandScale? {
        let limits = (json["bands"]?.items ?? []).compactMap { item -> BandLimit? in
            guard let band = band(item, "band"), let from = number(item, "from") else { return nil }
            return BandLimit(band, from: from)
        }
        guard !limits.isEmpty, let code = json["scale"]?.text else { return nil }
        return BandScale(code: code, name: BandScale.segmentation.name, edition: edition, limits: limits)
    }

    private static func words(_ json: JSONValue?) -> Text? {
        guard let en = json?["en"]?.text, let cy = json?["cy"]?.text else { return nil }
        return Text(en: en, cy: cy)
    }

    private static func band(_ json: JSONValue, _ name: String) -> RiskBand? {
        json[name]?.text.flatMap(RiskBand.init)
    }

    private static func number(_ json: JSONValue, _ name: String) -> Int? {
        json[name]?.number.map { Int($0) }
    }

    private static func texts(_ json: JSONValue, _ name: String) -> [String] {
        (json[name]?.items ?? []).compactMap(\.text)
    }
}
