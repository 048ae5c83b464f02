/// The words for what is wrong with a profile.
enum ProfileProblem {
    static func agency(_ code: String) -> Text {
        Text(en: "“\(code)” is no agency that Carfan knows", cy: "Nid yw “\(code)” yn asiantaeth y mae Carfan yn ei hadnabod")
    }

    static func choice(_ value: String, _ known: [String]) -> Text {
        let list = known.joined(separator: ", ")
        return Text(en: "“\(value)” is not one of: \(list)", cy: "Nid yw “\(value)” yn un o’r rhain: \(list)")
    }

    static let version = Text(en: "The version is a whole number from 1", cy: "Rhif cyfan o 1 i fyny yw’r fersiwn")

    static func meaning(_ key: String, _ kind: ImportKind?) -> Text {
        guard let kind else {
            return Text(
                en: "“\(key)” is nothing that a column can say", cy: "Nid yw “\(key)” yn rhywbeth y gall colofn ei ddweud")
        }
        return Text(
            en: "“\(key)” is nothing that a column of \(kind.name.en) can say",
            cy: "Nid yw “\(key)” yn rhywbeth y gall colofn mewn ffeil \(kind.name.cy) ei ddweud")
    }

    static func twice(_ meaning: ColumnMeaning) -> Text {
        Text(
            en: "Name the column for \(meaning.label.en) only once",
            cy: "Enwch y golofn ar gyfer \(meaning.label.cy) unwaith yn unig")
    }

    static func noHeader(_ meaning: ColumnMeaning) -> Text {
        Text(
            en: "Give the header of the column for \(meaning.label.en)",
            cy: "Rhowch bennawd y golofn ar gyfer \(meaning.label.cy)")
    }

    static func oneHeader(_ meaning: ColumnMeaning) -> Text {
        Text(
            en: "Only one column can be for \(meaning.label.en)",
            cy: "Dim ond un golofn a all fod ar gyfer \(meaning.label.cy)")
    }

    static func missing(_ meaning: ColumnMeaning) -> Text {
        Text(
            en: "Name the column for \(meaning.label.en): without it no row can be accepted",
            cy: "Enwch y golofn ar gyfer \(meaning.label.cy): hebddi ni ellir derbyn yr un rhes")
    }

    static let nameTwice = Text(
        en: "The name stands in one column or in several, not in both",
        cy: "Mae’r enw mewn un golofn neu mewn sawl un, nid yn y ddau")

    static let emptyHeader = Text(en: "A header must not be empty", cy: "Ni chaiff pennawd fod yn wag")

    static func repeated(_ header: String) -> Text {
        Text(en: "The header “\(header)” is named twice", cy: "Mae’r pennawd “\(header)” wedi’i enwi ddwywaith")
    }

    static func dateForm(_ pattern: String) -> Text {
        Text(
            en: "“\(pattern)” is not the form of a date. Use YYYY, MM or Mon, DD, and for times HH, MM, SS: DD/MM/YYYY HH:MM",
            cy:
                "Nid yw “\(pattern)” yn ffurf ar ddyddiad. Defnyddiwch YYYY, MM neu Mon, DD, ac ar gyfer amser HH, MM, SS: DD/MM/YYYY HH:MM"
        )
    }

    static let timeNeeded = Text(
        en: "An arrest needs the time of day: add HH and MM to the form",
        cy: "Mae angen yr amser ar arestiad: ychwanegwch HH ac MM at y ffurf")

    static let emptySeparator = Text(en: "Give the separator", cy: "Rhowch y gwahanydd")

    static func separatorNeeded(_ meaning: ColumnMeaning) -> Text {
        Text(
            en: "Say what stands between two values of \(meaning.label.en)",
            cy: "Nodwch beth sydd rhwng dau werth ar gyfer \(meaning.label.cy)")
    }
}
