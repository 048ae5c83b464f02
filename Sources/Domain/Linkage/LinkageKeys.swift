/// The blocking keys of a record, one of each kind: records that share one are compared. 0 is no key.
public enum LinkageKeys {
    public static let kinds = 16

    /// Kinds by which the model is learned beside those of the numbers (0 to 3).
    static let familyAndBorn = 4, givenAndBorn = 5, postcodeAndFamily = 7

    /// Records up to which single fields are keys.
    public static let wideUpTo = 50_000

    /// In a small file a single field is key enough and finds more; in a large one two or three are needed.
    /// They are made of what the texts say, not of their numbers in a lexicon: the same record has the same keys in every run.
    public static func of(
        _ record: LinkageRecord, _ lexicon: LinkageLexicon, _ traits: LinkageTraits, wide: Bool
    ) -> SIMD16<UInt32> {
        var record = record
        record.postcode = lexicon.postcodes.hash(record.postcode)
        record.street = lexicon.places.hash(record.street)
        record.town = lexicon.places.hash(record.town)
        var keys = taught(record, lexicon, traits)
        if wide { widen(&keys, record, traits) } else { narrow(&keys, record, traits) }
        return keys
    }

    /// The numbers, and the kinds by which the model is learned.
    private static func taught(
        _ record: LinkageRecord, _ lexicon: LinkageLexicon, _ traits: LinkageTraits
    ) -> SIMD16<UInt32> {
        var keys = SIMD16<UInt32>.zero
        for slot in 0..<4 where record.identifiers[slot] != 0 {
            keys[slot] = LinkageHash.key(slot, lexicon.identifiers[slot].hash(record.identifiers[slot]), 0)
        }
        let given = traits.names[Int(record.given)].group
        let family = traits.names[Int(record.family)].group
        put(familyAndBorn, family, record.born, into: &keys)
        put(givenAndBorn, given, record.born, into: &keys)
        put(postcodeAndFamily, record.postcode, family, into: &keys)
        return keys
    }

    private static func put(
        _ kind: Int, _ first: UInt32, _ second: UInt32 = 1, _ third: UInt32 = 1, into keys: inout SIMD16<UInt32>
    ) {
        if first != 0, second != 0, third != 0 { keys[kind] = LinkageHash.key(kind, first, second, third) }
    }

    private static func narrow(_ keys: inout SIMD16<UInt32>, _ record: LinkageRecord, _ traits: LinkageTraits) {
        let given = traits.names[Int(record.given)].group
        let family = traits.names[Int(record.family)].group
        let district = record.outward != 0 ? record.outward : record.town
        put(6, record.postcode, given, into: &keys)
        put(8, record.postcode, record.born, into: &keys)
        put(9, given, family, record.year, into: &keys)
        put(10, given, family, district, into: &keys)
        let initial = UInt32(traits.names[Int(record.given)].initial)
        put(11, initial, traits.names[Int(record.family)].start, record.dayAndMonth, into: &keys)
        put(12, min(given, family), max(given, family), record.born, into: &keys)
        put(13, record.house, record.street, given, into: &keys)
        put(14, district, record.born, into: &keys)
        let middle = traits.names[Int(record.middle)]
        if middle.length > 1 { put(15, given, middle.group, family, into: &keys) }
    }

    private static func widen(_ keys: inout SIMD16<UInt32>, _ record: LinkageRecord, _ traits: LinkageTraits) {
        let given = traits.names[Int(record.given)]
        let family = traits.names[Int(record.family)]
        put(6, given.group, into: &keys)
        put(8, family.group, into: &keys)
        put(9, record.born, into: &keys)
        put(10, record.postcode, into: &keys)
        put(11, record.street, into: &keys)
        put(12, UInt32(given.initial), family.start, into: &keys)
        put(13, record.house, record.town != 0 ? record.town : record.outward, into: &keys)
        put(14, UInt32(given.initial), record.dayAndMonth, into: &keys)
        put(15, UInt32(family.initial), record.dayAndMonth, into: &keys)
    }

    /// What every kind of key is made of.
    public static func label(_ kind: Int, wide: Bool) -> Text {
        kind < 4 ? Text(en: "number \(kind + 1)", cy: "rhif \(kind + 1)") : (wide ? wideLabels : narrowLabels)[kind - 4]
    }

    private static let narrowLabels = [
        Text(en: "family name and date of birth", cy: "cyfenw a dyddiad geni"),
        Text(en: "given name and date of birth", cy: "enw cyntaf a dyddiad geni"),
        Text(en: "postcode and given name", cy: "cod post ac enw cyntaf"),
        Text(en: "postcode and family name", cy: "cod post a chyfenw"),
        Text(en: "postcode and date of birth", cy: "cod post a dyddiad geni"),
        Text(en: "names and year of birth", cy: "enwau a blwyddyn geni"),
        Text(en: "names and district", cy: "enwau ac ardal"),
        Text(en: "beginnings of the names, day and month", cy: "dechrau’r enwau, diwrnod a mis"),
        Text(en: "names in any order and date of birth", cy: "enwau mewn unrhyw drefn a dyddiad geni"),
        Text(en: "house, street and given name", cy: "tŷ, stryd ac enw cyntaf"),
        Text(en: "district and date of birth", cy: "ardal a dyddiad geni"),
        Text(en: "given, middle and family name", cy: "enw cyntaf, enw canol a chyfenw"),
    ]

    private static let wideLabels = [
        Text(en: "family name and date of birth", cy: "cyfenw a dyddiad geni"),
        Text(en: "given name and date of birth", cy: "enw cyntaf a dyddiad geni"),
        Text(en: "given name", cy: "enw cyntaf"),
        Text(en: "postcode and family name", cy: "cod post a chyfenw"),
        Text(en: "family name", cy: "cyfenw"),
        Text(en: "date of birth", cy: "dyddiad geni"),
        Text(en: "postcode", cy: "cod post"),
        Text(en: "street", cy: "stryd"),
        Text(en: "beginnings of the names", cy: "dechrau’r enwau"),
        Text(en: "house and town", cy: "tŷ a thref"),
        Text(en: "initial, day and month", cy: "llythyren gyntaf, diwrnod a mis"),
        Text(en: "initial of the family name, day and month", cy: "llythyren gyntaf y cyfenw, diwrnod a mis"),
    ]
}
