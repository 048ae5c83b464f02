/// Why a reading stands out. A rule flags; it never concludes: a person looks at what it found, and says what it was.
///
/// | rule | what stands out | counted | limits (dated, `unusual-access.csv`) | source |
/// |---|---|---|---|---|
/// | outOfArea | a case without any record or enrolment in the officer's home area | looks at the person that day | none | proposed default |
/// | outOfHours | anything read at night, at a weekend or on a bank holiday | readings that day | 07:00–20:00 | proposed default |
/// | lookAlike | several people of nearly one name | people within so many minutes | 3 people, 60 minutes | proposed default |
/// | ownRelation | the officer's own family name, if it is no common one | looks at the person that day | 5 bearers, 10 per mille | proposed default |
/// | manyAnHour, manyADay | more people than work explains | cases opened | 60, 300 | OWASP ASVS 2.4.1 |
/// | refused | case numbers asked for that do not open | numbers within an hour | 10 | proposed default |
public enum UnusualRule: String, Sendable, CaseIterable {
    case outOfArea = "out_of_area"
    case outOfHours = "out_of_hours"
    case lookAlike = "look_alike"
    case ownRelation = "own_relation"
    case manyAnHour = "many_an_hour"
    case manyADay = "many_a_day"
    case refused

    public var name: Text {
        switch self {
        case .outOfArea: Text(en: "Outside the officer’s area", cy: "Y tu allan i ardal y swyddog")
        case .outOfHours: Text(en: "Out of hours", cy: "Y tu allan i oriau gwaith")
        case .lookAlike: Text(en: "People of nearly one name", cy: "Pobl ac iddynt bron yr un enw")
        case .ownRelation: Text(en: "The officer’s own family name", cy: "Cyfenw’r swyddog ei hun")
        case .manyAnHour: Text(en: "Many people in an hour", cy: "Llawer o bobl mewn awr")
        case .manyADay: Text(en: "Many people in a day", cy: "Llawer o bobl mewn diwrnod")
        case .refused: Text(en: "Cases that did not open", cy: "Achosion na wnaethant agor")
        }
    }

    /// What was counted, and why that stands out.
    public func why(_ count: Int, _ limits: UnusualLimits, on day: Day) -> Text {
        switch self {
        case .outOfArea:
            Text(
                en: "No agency of the officer’s home area holds a record of this person, and they are not enrolled there. "
                    + "Looked at: \(count)×.",
                cy:
                    "Nid oes gan unrhyw asiantaeth yn ardal gartref y swyddog gofnod o’r person hwn, ac nid yw wedi’i gofrestru "
                    + "yno. Edrychwyd: \(count)×.")
        case .outOfHours:
            Text(
                en: "Read at night (outside \(clock(limits, day))), at a weekend or on a bank holiday: \(count)×.",
                cy: "Darllenwyd gyda’r nos (y tu allan i \(clock(limits, day))), ar benwythnos neu ar ŵyl y banc: \(count)×.")
        case .lookAlike:
            Text(
                en: "The cases of \(count) people whose names differ by little or nothing were opened within "
                    + "\(limits[.alikeMinutes, day]) minutes.",
                cy: "Agorwyd achosion \(count) o bobl nad yw eu henwau’n gwahaniaethu fawr ddim o fewn "
                    + "\(limits[.alikeMinutes, day]) munud.")
        case .ownRelation:
            Text(
                en: "The person has the officer’s own family name, which few people here have. It may be chance. "
                    + "Looked at: \(count)×.",
                cy:
                    "Mae gan y person yr un cyfenw â’r swyddog, ac ychydig o bobl yma sydd â’r enw. Gall fod yn gyd-ddigwyddiad. "
                    + "Edrychwyd: \(count)×.")
        case .manyAnHour:
            Text(
                en:
                    "The cases of \(grouped(count)) people were opened within an hour; more than \(limits[.anHour, day]) stand out.",
                cy: "Agorwyd achosion \(grouped(count)) o bobl o fewn awr; mae mwy na \(limits[.anHour, day]) yn anarferol.")
        case .manyADay:
            Text(
                en: "The cases of \(grouped(count)) people were opened in a day; more than \(limits[.aDay, day]) stand out.",
                cy: "Agorwyd achosion \(grouped(count)) o bobl mewn diwrnod; mae mwy na \(limits[.aDay, day]) yn anarferol.")
        case .refused:
            Text(
                en: "\(grouped(count)) case numbers that are not open to the officer were asked for within an hour.",
                cy: "Gofynnwyd am \(grouped(count)) o rifau achos nad ydynt ar agor i’r swyddog o fewn awr.")
        }
    }

    private func clock(_ limits: UnusualLimits, _ day: Day) -> String {
        "\(limits[.opens, day]):00–\(limits[.closes, day]):00"
    }
}
