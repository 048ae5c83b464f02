import Domain

/// What a file takes from careers: convictions that would no longer count, and those that count on though the file lacks them.
struct ImportCareersView {
    static let superseded = Text(en: "Superseded convictions", cy: "Euogfarnau wedi’u disodli")
    static let kept = Text(en: "Missing, but counting on", cy: "Ar goll, ond yn dal i gyfrif")

    let file: ImportFile
    let report: ImportReport

    static func tile(_ file: ImportFile, _ report: ImportReport?) -> Figures.Tile {
        let isShown = report?.withdrawn.isEmpty == false
        return Figures.Tile(
            superseded, file.counts.withdrawn,
            note: Text(en: "held, and not in this newer file", cy: "yn cael eu dal, heb fod yn y ffeil fwy newydd hon"),
            path: isShown ? ("/imports/\(file.id)" as Path).fragment("withdrawn") : nil)
    }

    var html: HTML { "\(withdrawn)\(kept)" }

    private var withdrawn: HTML? {
        guard !report.withdrawn.isEmpty else { return nil }
        let isPlan = file.state == .planned
        let instead = DataTable.Head(Text(en: "What the file says instead", cy: "Beth mae’r ffeil yn ei ddweud yn ei lle"))
        return """
            <section id="withdrawn" aria-labelledby="withdrawn-title">
            <h2 id="withdrawn-title">\(ImportCareersView.superseded): \(grouped(file.counts.withdrawn))</h2>
            <p class="hint">\(Text(
                en: "The file is a newer extract of these people’s records and does not have these rows. They are kept as history and "
                    + "count in no score, proposal or list.",
                cy: "Mae’r ffeil yn echdyniad mwy newydd o gofnodion y bobl hyn ac nid yw’r rhesi hyn ynddi. Fe’u cedwir fel hanes ac "
                    + "nid ydynt yn cyfrif mewn unrhyw sgôr, cynnig na rhestr."))</p>
            \(DataTable.html(
                ImportCareersView.superseded + Text(en: ": the first rows", cy: ": y rhesi cyntaf"), captionHidden: true,
                ImportCareersView.heads + (isPlan ? [instead] : []), report.withdrawn.map { cells($0, isPlan) }))
            \(report.leavesOut ? ImportCareersView.leftOut : nil)
            </section>
            """
    }

    private static let leftOut: HTML = """
        <p class="hint">\(Text(
            en: "Rows of people whose case is not open to you, or whose address is kept, are left out.",
            cy: "Gadewir allan resi pobl nad yw eu hachos ar agor i chi, neu y cedwir eu cyfeiriad."))</p>
        """

    private static let heads = [
        DataTable.Head(Text(en: "Reference", cy: "Cyfeirnod")), DataTable.Head(Text(en: "Court date", cy: "Dyddiad llys")),
        DataTable.Head(Text(en: "Offence", cy: "Trosedd")), DataTable.Head(Text(en: "Outcome", cy: "Canlyniad")),
        DataTable.Head(Text(en: "Sentence", cy: "Dedfryd")),
    ]

    private func cells(_ example: ImportReport.Withdrawn, _ isPlan: Bool) -> [HTML] {
        let row = example.row
        let instead =
            ImportPlanView.changes(example.changes)
            ?? "\(Text(en: "Nothing: the row is not there", cy: "Dim: nid yw’r rhes yno"))"
        return [
            "\(example.reference)", "\(row.courtDate.short)", "\(row.offence) <span class=\"hint\">\(row.offenceCode)</span>",
            "\(RecordWords.adjudication(row.adjudication))", CaseOffencesView.disposal(row),
        ] + (isPlan ? [instead] : [])
    }

    private var kept: HTML? {
        guard file.counts.kept > 0 else { return nil }
        return """
            <section aria-labelledby="kept-title">
            <h2 id="kept-title">\(ImportCareersView.kept): \(grouped(file.counts.kept))</h2>
            <p>\(Text(
                en: "These convictions are held and are not in the file, but the file may not have the whole record of these people: a row "
                    + "of theirs was refused, a refused row near theirs names nobody, or it has less than half of their court dates. "
                    + "Nothing is taken away until a file has the whole record.",
                cy: "Mae’r euogfarnau hyn yn cael eu dal ac nid ydynt yn y ffeil, ond efallai nad oes gan y ffeil gofnod cyfan y bobl hyn: "
                    + "gwrthodwyd un o’u rhesi, mae rhes a wrthodwyd yn ymyl eu rhesi nhw heb enwi neb, neu mae ganddi lai na hanner eu "
                    + "dyddiadau llys. Ni thynnir dim ymaith nes bydd gan ffeil y cofnod cyfan."))</p>
            </section>
            """
    }
}
