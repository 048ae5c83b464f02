/// The disposal codes of the convictions file, in words.
public enum PNCDisposal {
    public static func name(_ code: String) -> Text? { names[code] }

    private static let names: [String: Text] = [
        "2101": Text(en: "imprisonment", cy: "carchar"),
        "2102": Text(en: "young offender institution", cy: "sefydliad troseddwyr ifanc"),
        "2103": Text(en: "imprisonment, suspended", cy: "carchar, wedi’i ohirio"),
        "2201": Text(en: "community order", cy: "gorchymyn cymunedol"),
        "2202": Text(en: "youth rehabilitation order", cy: "gorchymyn adsefydlu ieuenctid"),
        "2301": Text(en: "fine", cy: "dirwy"),
        "2302": Text(en: "conditional discharge", cy: "rhyddhad amodol"),
        "2304": Text(en: "no separate penalty", cy: "dim cosb ar wahân"),
        "2305": Text(en: "referral order", cy: "gorchymyn atgyfeirio"),
        "2401": Text(en: "simple caution", cy: "rhybudd syml"),
        "2402": Text(en: "conditional caution", cy: "rhybudd amodol"),
        "2403": Text(en: "reprimand", cy: "cerydd"),
        "2404": Text(en: "final warning", cy: "rhybudd terfynol"),
        "2405": Text(en: "youth caution", cy: "rhybudd ieuenctid"),
    ]
}
