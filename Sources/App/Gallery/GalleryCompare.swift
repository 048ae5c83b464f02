import Domain

/// Two records that may be of one person.
enum GalleryCompare {
    static func page(_ visit: Visit) -> Page {
        Page(
            title: title, section: .reviews, hasForm: true, before: BackLink.html("/components/list"),
            body: """
                <h1>\(title)</h1>
                \(SideBySide.html(
                    title, left: Text(en: "Gwent Police", cy: "Heddlu Gwent"), right: Text(en: "Probation", cy: "Gwasanaeth Prawf"),
                    lines))
                \(WeightWaterfall.html(
                    WeightWords.title, start: -20.5, bars, WeightWaterfall.Lines(join: 10, review: -4), isBits: true))
                \(MainForm.html(
                    visit, action: "/components/comparison", submit: Text(en: "Save", cy: "Cadw"),
                    Field.radios(
                        "answer", Text(en: "Are they of one person?", cy: "Ai un person sydd yma?"),
                        options: [
                            Option(value: "same", label: Text(en: "The same person", cy: "Yr un person")),
                            Option(value: "different", label: Text(en: "Different people", cy: "Pobl wahanol")),
                            Option(value: "later", label: Text(en: "Not yet sure", cy: "Ddim yn siŵr eto")),
                        ], value: "")))
                """)
    }

    private static let title = Text(en: "Is this one person?", cy: "Ai un person yw hwn?")

    private static let bars = [
        WeightWaterfall.Bar(Text(en: "Forename: Rhys on both", cy: "Enw cyntaf: Rhys ar y ddau"), 9.4),
        WeightWaterfall.Bar(
            Text(
                en: "Family name: ap Llywelyn, another form of Llewellyn", cy: "Cyfenw: ap Llywelyn, ffurf arall ar Llewellyn"),
            7.2),
        WeightWaterfall.Bar(Text(en: "Date of birth: the same", cy: "Dyddiad geni: yr un"), 13.1),
        WeightWaterfall.Bar(Text(en: "Postcode: different", cy: "Cod post: gwahanol"), -1.9),
    ]

    private static let lines = [
        SideBySide.Line(Text(en: "Name", cy: "Enw"), "Rhys ap Llywelyn", "Rhys Llewellyn", .similar),
        SideBySide.Line(Text(en: "Date of birth", cy: "Dyddiad geni"), "14/03/1989", "14/03/1989", .same),
        SideBySide.Line(Text(en: "Postcode", cy: "Cod post"), "NP20 1AB", "NP44 2XY", .different),
        SideBySide.Line(Text(same: "PNC"), "2004/0012345K", .empty, .onlyLeft),
        SideBySide.Line(Text(same: "CRN"), .empty, "X320741", .onlyRight),
        SideBySide.Line(Text(en: "Sex", cy: "Rhyw"), .empty, .empty, .neither),
    ]
}
