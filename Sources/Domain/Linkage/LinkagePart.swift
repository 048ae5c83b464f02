/// One bar of the waterfall: what it is about, how the two records agree, and its bits.
public struct LinkagePart: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        case start
        case level(LinkageField, Int)
        case rarity(LinkageField)
        case rule(LinkageRule)
    }

    public let subject: Subject
    public let bits: Double

    /// It says where somebody lives.
    public var isHome: Bool {
        switch subject {
        case .level(let field, _), .rarity(let field): field.isHome
        case .start, .rule: false
        }
    }

    /// - Parameter numbers: what the columns of numbers are called, in their order.
    public func label(numbers: [Text] = []) -> Text {
        func name(_ field: LinkageField) -> Text {
            if let slot = field.slot, slot < numbers.count { return numbers[slot] }
            return field.label
        }
        return switch subject {
        case .start: Text(en: "Two records picked at random", cy: "Dau gofnod ar hap")
        case .level(let field, let level): name(field) + Text(same: ": ") + LinkageLevelWords.text(field, level)
        case .rarity(let field):
            name(field)
                + (bits < 0
                    ? Text(en: ": the value is common", cy: ": mae’r gwerth yn gyffredin")
                    : Text(en: ": the value is rare", cy: ": mae’r gwerth yn brin"))
        case .rule(let rule): rule.label
        }
    }
}

extension LinkageWeighing {
    /// What speaks for and against as bars: where the weight starts, each field that says something, how common its value is, and what a
    /// rule takes. Their sum is the weight of the evidence, also of two who are asked about in any case.
    public func parts(_ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern) -> [LinkagePart] {
        parts(left, right, pattern, evidence(left, right, pattern))
    }

    /// The same for a weight that a further rule caps.
    func parts(
        _ left: LinkageRecord, _ right: LinkageRecord, _ pattern: LinkagePattern, _ found: LinkageWeight
    ) -> [LinkagePart] {
        var parts = [LinkagePart(subject: .start, bits: model.prior)]
        for field in LinkageField.allCases where pattern[field] > 0 {
            parts.append(LinkagePart(subject: .level(field, pattern[field]), bits: model.weight(field, pattern[field])))
            var alone = LinkagePattern()
            alone[field] = pattern[field]
            let rare = rarity.bits(left, right, alone)
            if rare != 0 { parts.append(LinkagePart(subject: .rarity(field), bits: rare)) }
        }
        let before = parts.reduce(0) { $0 + $1.bits }
        guard found.rule != .none, found.rule != .shared else { return parts }
        parts.append(LinkagePart(subject: .rule(found.rule), bits: found.weight - before))
        return parts
    }
}

/// What a level of agreement is called.
enum LinkageLevelWords {
    static func text(_ field: LinkageField, _ level: Int) -> Text {
        let words: [Text] =
            switch field {
            case .given, .family, .middle: names
            case .born: born
            case .place: places
            default: others
            }
        return words[min(level, words.count - 1)]
    }

    private static let unknown = Text(en: "not known", cy: "anhysbys")
    private static let names = [
        unknown, Text(en: "the same", cy: "yr un"), Text(en: "two spellings of one name", cy: "dwy ffurf ar un enw"),
        Text(en: "a slip of the key", cy: "llithriad bysell"), Text(en: "nearly the same", cy: "bron yr un"),
        Text(en: "an initial that fits", cy: "llythyren gyntaf sy’n ffitio"),
        Text(en: "part of the other", cy: "rhan o’r llall"), Text(en: "the other’s middle name", cy: "enw canol y llall"),
        Text(en: "given and family name changed places", cy: "yr enw cyntaf a’r cyfenw wedi cyfnewid"),
        Text(en: "a little alike", cy: "ychydig yn debyg"), Text(en: "two names", cy: "dau enw"),
        Text(en: "two names, of a woman", cy: "dau enw, menyw"),
        Text(en: "given and middle name changed places", cy: "yr enw cyntaf a’r enw canol wedi cyfnewid"),
    ]
    private static let born = [
        unknown, Text(en: "the same", cy: "yr un"),
        Text(en: "day and month changed places", cy: "y diwrnod a’r mis wedi cyfnewid"),
        Text(en: "one slip of the key", cy: "un llithriad bysell"),
        Text(en: "the same day and month", cy: "yr un diwrnod a mis"),
        Text(en: "the year, and 1 January", cy: "y flwyddyn, a 1 Ionawr"),
        Text(en: "two digits apart", cy: "dau ddigid ar wahân"),
        Text(en: "the same year", cy: "yr un flwyddyn"), Text(en: "within five years", cy: "o fewn pum mlynedd"),
        Text(en: "two dates", cy: "dau ddyddiad"),
    ]
    private static let places = [
        unknown, Text(en: "the same house and postcode", cy: "yr un tŷ a chod post"),
        Text(en: "the same postcode", cy: "yr un cod post"),
        Text(en: "the same postcode, another house", cy: "yr un cod post, tŷ arall"),
        Text(en: "the same house, a slip in the postcode", cy: "yr un tŷ, llithriad yn y cod post"),
        Text(en: "the same house and street", cy: "yr un tŷ a stryd"),
        Text(en: "the same house number and district", cy: "yr un rhif tŷ ac ardal"),
        Text(en: "the same district", cy: "yr un ardal"), Text(en: "the same postcode area", cy: "yr un ardal god post"),
        Text(en: "two places", cy: "dau le"),
    ]
    private static let others = [
        unknown, Text(en: "the same", cy: "yr un"), Text(en: "nearly the same", cy: "bron yr un"),
        Text(en: "different", cy: "gwahanol"),
    ]
}
