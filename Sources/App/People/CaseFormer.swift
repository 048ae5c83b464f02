import Domain
import Store

/// A conviction that a newer extract of the career no longer had: history.
struct CaseFormer: Sendable {
    let row: CaseConviction
    /// The file that superseded it, and the day of its extract.
    let file: Int64
    let extract: Day
    let at: Instant
    /// A newer extract still has it again.
    let countsAgain: Bool

    init(_ row: Row) throws {
        self.row = try CaseConviction(row)
        file = try row.get("import_id")
        extract = try row.get("as_of")
        at = try row.get("at")
        countsAgain = try row.get("counts_again")
    }

    /// The latest first.
    static func all(_ connection: any Connection, _ person: Int64) throws -> [CaseFormer] {
        try connection.query(
            """
            SELECT \(CaseConviction.columns), c.import_id, c.at, i.as_of,
              CASE WHEN EXISTS (SELECT 1 FROM conviction v WHERE v.source_row_id = c.source_row_id) THEN 1 ELSE 0 END AS counts_again
            FROM record r JOIN former_conviction c ON c.record_id = r.id JOIN import_file i ON i.id = c.import_id
            WHERE r.person_id = \(person) ORDER BY c.id DESC
            """
        ).map(CaseFormer.init)
    }

    var source: Text {
        Text(
            en: "file \(file), extract of \(extract.words.en)", cy: "ffeil \(file), echdyniad \(extract.words.cy)")
    }
}

/// What no longer counts, below what does.
enum CaseFormerView {
    static let title = Text(en: "Superseded, no longer counted", cy: "Wedi’u disodli, heb gyfrif mwyach")

    static func html(_ former: [CaseFormer], _ tables: CaseTables) -> HTML? {
        let gone = former.filter { !$0.countsAgain }
        guard !gone.isEmpty else { return nil }
        return """
            <h3>\(title)</h3>
            <p class="hint">\(Text(
                en: "A newer extract of this person’s record does not have these rows.",
                cy: "Nid yw’r rhesi hyn mewn echdyniad mwy newydd o gofnod y person hwn."))</p>
            \(DataTable.html(
                title, captionHidden: true,
                [
                    DataTable.Head(Text(en: "Court date", cy: "Dyddiad llys")), DataTable.Head(Text(en: "Offence", cy: "Trosedd")),
                    DataTable.Head(Text(en: "Outcome", cy: "Canlyniad")), DataTable.Head(Text(en: "Sentence", cy: "Dedfryd")),
                    DataTable.Head(Text(en: "Superseded by", cy: "Disodlwyd gan")),
                ], gone.map { cells($0, tables) }, stacks: true))
            """
    }

    private static func cells(_ former: CaseFormer, _ tables: CaseTables) -> [HTML] {
        let row = former.row
        return [
            "\(row.courtDate.short)",
            "\(tables.offence(row.offenceCode, agency: row.offence)) <span class=\"hint\">\(row.offenceCode)</span>",
            "\(RecordWords.adjudication(row.adjudication))", CaseOffencesView.disposal(row), "\(former.source)",
        ]
    }

    private static let again = Text(en: ". It counts again", cy: ". Mae’n cyfrif eto")

    static func event(_ former: CaseFormer, _ tables: CaseTables, by agency: Text) -> CaseEvent {
        let row = former.row
        return CaseEvent(
            former.at, Text(en: "Conviction superseded", cy: "Disodlwyd euogfarn"), by: agency,
            """
            <p>\(row.courtDate.short), \(tables.offence(row.offenceCode, agency: row.offence)): \
            \(RecordWords.adjudication(row.adjudication)), \(CaseOffencesView.disposal(row)). \(former.source)\(former.countsAgain ? again : nil)</p>
            """)
    }
}
