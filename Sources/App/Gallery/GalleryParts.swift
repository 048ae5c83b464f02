import Domain

/// The small parts, one under the other.
enum GalleryParts {
    static let page = Page(
        title: Text(en: "Components", cy: "Cydrannau"),
        body: """
            <div class="page-head"><h1>\(Text(en: "Components", cy: "Cydrannau"))</h1>\
            <div class="actions"><a class="button" href="/components/form">\(Text(en: "A form", cy: "Ffurflen"))</a>\
            <a class="button secondary" href="/components/list">\(Text(en: "A list", cy: "Rhestr"))</a></div></div>
            \(Banner.important(Text(
                en: "Two files arrived after the last panel list was made.",
                cy: "Cyrhaeddodd dwy ffeil wedi i restr ddiwethaf y panel gael ei llunio.")))
            \(figures)\(tags)\(tasks)\(remarks)
            """)

    private static let figures: HTML = """
        <h2>\(Text(en: "Figures", cy: "Ffigurau"))</h2>
        \(Figures.html([
            Figures.Tile(
                Text(en: "For the next panel", cy: "Ar gyfer y panel nesaf"), 47,
                note: Text(en: "12 new since 2 November", cy: "12 yn newydd ers 2 Tachwedd"), path: "/components/list"),
            Figures.Tile(Text(en: "In the fixed cohort", cy: "Yn y garfan sefydlog"), 1_284),
            Figures.Tile(
                Text(en: "Reviews overdue", cy: "Adolygiadau yn hwyr"), 6, note: Text(en: "oldest: 9 days", cy: "hynaf: 9 diwrnod")),
            Figures.Tile(Text(en: "Records refused", cy: "Cofnodion a wrthodwyd"), 213),
        ]))
        """

    private static let tags: HTML = """
        <h2>\(Text(en: "Tags, badges and scores", cy: "Tagiau, bathodynnau a sgorau"))</h2>
        <p class="tags">\([
            Tag.html(Text(en: "Proposed", cy: "Cynigiwyd"), .blue), Tag.html(Text(en: "Adopted", cy: "Mabwysiadwyd"), .green),
            Tag.html(Text(en: "Deferred", cy: "Gohiriwyd"), .amber), Tag.html(Text(en: "Declined", cy: "Gwrthodwyd"), .grey),
            Tag.html(Text(en: "Overdue", cy: "Yn hwyr"), .red), Tag.html(Text(en: "Flex", cy: "Hyblyg"), .purple),
        ])</p>
        <p class="tags">\([
            Badge.html(Text(en: "Very high risk", cy: "Risg uchel iawn")),
            Badge.html(Text(en: "Medium risk", cy: "Risg canolig"), .amber),
            Badge.html(Text(en: "MAPPA level 2", cy: "MAPPA lefel 2"), .purple),
            Badge.html(Text(en: "Low risk", cy: "Risg isel"), .green), Badge.html(Text(en: "Not assessed", cy: "Heb ei asesu"), .grey),
            Badge.html(Text(en: "In custody", cy: "Yn y ddalfa"), .blue),
        ])</p>
        <p class="tags">\([4, 48, 62, 91, 100].map { ScoreBar.html($0, marks: [50, 75, 90]) })</p>
        """

    private static let tasks: HTML = """
        <h2>\(Text(en: "Task list", cy: "Rhestr dasgau"))</h2>
        \(TaskList.html([
            TaskList.Item(
                title: Text(en: "Check the refused records", cy: "Gwirio’r cofnodion a wrthodwyd"), path: "/components/empty",
                hint: Text(en: "213 records in 4 files", cy: "213 o gofnodion mewn 4 ffeil"),
                status: Tag.html(Text(en: "In progress", cy: "Yn mynd rhagddo"), .blue)),
            TaskList.Item(
                title: Text(en: "Compare unsure matches", cy: "Cymharu parau ansicr"), path: "/components/comparison",
                status: "\(Text(en: "Complete", cy: "Wedi’i gwblhau"))"),
            TaskList.Item(
                title: Text(en: "Send the list to the panel", cy: "Anfon y rhestr at y panel"),
                status: "<span class=\"hint\">\(Text(en: "Cannot start yet", cy: "Ni ellir dechrau eto"))</span>"),
        ]))
        """

    private static let remarks: HTML = """
        <h2>\(Text(en: "Remarks", cy: "Sylwadau"))</h2>
        \(Banner.warning(Text(
            en: "A decision stands until the panel makes another. It cannot be taken back.",
            cy: "Saif penderfyniad nes i’r panel wneud un arall. Ni ellir ei dynnu’n ôl.")))
        \(Withheld.html(
            Text(en: "One intelligence record", cy: "Un cofnod cudd-wybodaeth"),
            ask: Text(en: "the Gwent Police coordinator", cy: "gydlynydd Heddlu Gwent")))
        \(Details.html(
            Text(en: "Why is this person proposed?", cy: "Pam y cynigir y person hwn?"),
            "<p>\(Text(en: "Rule F2: OGRS3 of 50 or more.", cy: "Rheol F2: OGRS3 o 50 neu fwy."))</p>"))
        \(Details.html(Text(en: "Source of the rule", cy: "Ffynhonnell y rheol"), open: true, """
            <p>\(Text(en: "Strategy, paragraph 4.2.", cy: "Strategaeth, paragraff 4.2."))</p>
            """))
        """

    static let progress = Page(
        title: Text(en: "Reading the file", cy: "Yn darllen y ffeil"), section: .imports, refresh: 2,
        body: """
            <h1>\(Text(en: "Reading the file", cy: "Yn darllen y ffeil"))</h1>
            \(ProgressBar.html(
                Text(en: "gwent-police/nominals.csv", cy: "gwent-police/nominals.csv"), done: 12_400, total: 54_100,
                words: Text(
                    en: "12,400 of 54,100 rows, about 3 seconds left", cy: "12,400 o 54,100 rhes, tua 3 eiliad ar ôl")))
            \(ProgressBar.html(
                Text(en: "Linking records", cy: "Cysylltu cofnodion"), done: 0, total: 0,
                words: Text(en: "Waiting for the file", cy: "Yn aros am y ffeil"), id: "linking"))
            <p>\(Text(
                en: "You can leave this page. The work goes on, and the result waits here.",
                cy: "Gallwch adael y dudalen hon. Mae’r gwaith yn parhau, a bydd y canlyniad yn aros yma."))</p>
            """)

    static let interruption = Page(
        title: Text(en: "This case is outside your caseload", cy: "Mae’r achos hwn y tu allan i’ch llwyth achosion"),
        body: InterruptionCard.html(
            Text(en: "This case is outside your caseload", cy: "Mae’r achos hwn y tu allan i’ch llwyth achosion"),
            """
            <p>\(Text(
                en: "You may open it if your work needs it. You will be asked for a reason, and the lead officer is told.",
                cy: "Cewch ei agor os oes ei angen ar gyfer eich gwaith. Gofynnir i chi am reswm, a dywedir wrth y "
                    + "prif swyddog."))</p>
            """,
            go: (Text(en: "Give a reason and go on", cy: "Rhoi rheswm a pharhau"), "/components/form"),
            back: (Text(en: "Back to my cases", cy: "Yn ôl i’m hachosion"), "/components/list")))
}
