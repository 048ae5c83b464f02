import Domain

/// A Monday morning's work list, and the same list with nothing in it.
enum GalleryList {
    static let page = Page(
        title: title, section: .panels,
        body: """
            \(Banner.success(Text(en: "The decision about Dafydd Pugh is saved.", cy: "Cadwyd y penderfyniad am Dafydd Pugh.")))
            <h1>\(title)</h1>
            \(SearchBox.html(
                action: "/components/list", Text(en: "Name or identifier", cy: "Enw neu ddynodydd"), value: "", keep: [("area", "gwent")]))
            \(Filter.beside(filter, """
                <p class="showing">\(Pagination.showing(page: 2, size: 6, count: 6, total: 47))</p>
                \(DataTable.html(title, captionHidden: true, heads, rows, stacks: true))
                \(Pagination.html(page: 2, hasNext: true) { "/components/list?page=\($0)" })
                """))
            """)

    static let empty = Page(
        title: title, section: .panels,
        body: """
            <h1>\(title)</h1>
            \(EmptyState.html(
                Text(
                    en: "Nobody is waiting for a decision in Gwent.", cy: "Nid oes neb yn aros am benderfyniad yng Ngwent."),
                action: "<p><a href=\"/components/list\">\(Text(en: "Show all areas", cy: "Dangos pob ardal"))</a></p>"))
            """)

    private static let title = Text(en: "Panel list: Gwent, December 2026", cy: "Rhestr y panel: Gwent, Rhagfyr 2026")

    private static let filter = Filter.html(
        action: "/components/list",
        chosen: [
            Filter.Chosen(Text(en: "Area", cy: "Ardal"), Text(same: "Gwent"), without: "/components/list"),
            Filter.Chosen(
                Text(en: "State", cy: "Statws"), Text(en: "New", cy: "Newydd"), without: "/components/list"),
        ],
        clear: "/components/list", keep: [("sort", "score")],
        """
        \(Field.select("area", Text(en: "Area", cy: "Ardal"), options: [
            Option(value: "", label: Text(en: "All", cy: "Pob un")), Option(value: "gwent", label: Text(same: "Gwent")),
        ], value: "gwent"))
        \(Field.checkboxes("state", Text(en: "State", cy: "Statws"), options: [
            Option(value: "new", label: Text(en: "New", cy: "Newydd")),
            Option(value: "changed", label: Text(en: "Changed", cy: "Wedi newid")),
            Option(value: "unsure", label: Text(en: "Unsure", cy: "Ansicr")),
        ], values: ["new"]))
        """)

    private static let heads = [
        DataTable.Head(Text(en: "Person", cy: "Person"), sort: SortLink(.none, "/components/list?sort=name")),
        DataTable.Head(Text(en: "Born", cy: "Ganwyd")),
        DataTable.Head(
            Text(en: "OGRS3, 2 years", cy: "OGRS3, 2 flynedd"), sort: SortLink(.descending, "/components/list?sort=score")),
        DataTable.Head(Text(en: "Rule", cy: "Rheol")),
        DataTable.Head(Text(en: "Offences", cy: "Troseddau"), numeric: true),
        DataTable.Head(Text(en: "Status", cy: "Statws")),
    ]

    private static let rows: [[HTML]] = [
        row("Rhys ap Llywelyn", "14/03/1989", 91, fixed, 34, Tag.html(new, .blue)),
        row("Siân O'Neill", "02/11/1994", 78, fixed, 19, Tag.html(Text(en: "Changed", cy: "Wedi newid"), .amber)),
        row("Gwilym Prosser-Davies", "29/02/1992", 66, fixed, 12, Tag.html(Text(en: "Unsure", cy: "Ansicr"), .purple)),
        row("Tŷra Bowen", "23/07/2001", 51, fixed, 7, Tag.html(new, .blue)),
        row(
            "Marged Ellis", "05/01/1979", 48, Text(en: "Flex, would be Fixed at 50", cy: "Hyblyg, byddai’n sefydlog ar 50"), 22,
            Tag.html(Text(en: "Unchanged", cy: "Heb newid"))),
        row(
            "Ieuan Whitcombe", "17/09/1998", nil, Text(en: "None: no conviction date", cy: "Dim: dim dyddiad euogfarn"), 3,
            Tag.html(Text(en: "Not scored", cy: "Heb sgôr"), .red)),
    ]

    private static let fixed = Text(en: "Fixed", cy: "Sefydlog")
    private static let new = Text(en: "New", cy: "Newydd")

    private static func row(_ name: String, _ born: String, _ score: Int?, _ rule: Text, _ count: Int, _ status: HTML) -> [HTML]
    {
        [
            "<a href=\"/components/case\">\(name)</a>", "\(born)", score.map { ScoreBar.html($0, marks: [50, 75, 90]) } ?? "–",
            "\(rule)", "\(count)", status,
        ]
    }
}
