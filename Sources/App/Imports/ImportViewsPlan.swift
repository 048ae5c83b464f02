import Domain

/// What stands in the rows of a file: examples of each outcome, what is odd, what is refused and why.
struct ImportPlanView {
    let file: ImportFile
    let report: ImportReport

    var html: HTML {
        let outcomes: [HTML] = report.outcomes.map { outcome($0.outcome, $0.examples) }
        return """
            \(outcomes)\(ImportCareersView(file: file, report: report).html)\(unsure)\(warnings)\(refusals)
            """
    }

    private func outcome(_ outcome: StagedOutcome, _ examples: [ImportReport.Example]) -> HTML {
        let changed = outcome == .changed
        let heads =
            ImportPlanView.heads
            + (changed ? [DataTable.Head(Text(en: "What changes", cy: "Beth sy’n newid"))] : [])
        return """
            <section id="\(outcome.rawValue)" aria-labelledby="\(outcome.rawValue)-title">
            <h2 id="\(outcome.rawValue)-title">\(outcome.label): \(grouped(file.counts[outcome]))</h2>
            <p class="hint">\(explanation(outcome))</p>
            \(DataTable.html(
                outcome.label + Text(en: ": the first rows", cy: ": y rhesi cyntaf"), captionHidden: true, heads,
                examples.map { ImportPlanView.cells($0) + (changed ? [ImportPlanView.changes($0)] : []) }))
            </section>
            """
    }

    private static let heads = [
        DataTable.Head(Text(en: "Reference", cy: "Cyfeirnod")),
        DataTable.Head(Text(en: "Name or offence", cy: "Enw neu drosedd")),
        DataTable.Head(Text(en: "Row", cy: "Rhes"), numeric: true),
        DataTable.Head(Text(en: "Line", cy: "Llinell"), numeric: true),
    ]

    private static func cells(_ example: ImportReport.Example) -> [HTML] {
        ["\(example.reference)", "\(example.says)", "\(grouped(example.row))", "\(grouped(example.line))"]
    }

    private static func changes(_ example: ImportReport.Example) -> HTML {
        if example.isWithheld {
            return """
                <span class="hint">\(Text(
                    en: "What Carfan holds is withheld: the case is not open to you, or the address in it is kept.",
                    cy: "Mae’r hyn y mae Carfan yn ei ddal yn cael ei atal: nid yw’r achos ar agor i chi, neu cedwir y cyfeiriad sydd ynddo."))</span>
                """
        }
        if example.isBack, example.changes.isEmpty { return "\(Text(en: "It counts again", cy: "Mae’n cyfrif eto"))" }
        let lines = changes(example.changes)
        return lines ?? "\(Text(en: "How it is written", cy: "Sut mae wedi’i hysgrifennu"))"
    }

    static func changes(_ changes: [ImportReport.Difference]) -> HTML? {
        let empty = Text(en: "empty", cy: "gwag")
        let lines: [HTML] = changes.map { change in
            let old: HTML = change.old.isEmpty ? "<em>\(empty)</em>" : "\(change.old)"
            let new: HTML = change.new.isEmpty ? "<em>\(empty)</em>" : "\(change.new)"
            return "<li><strong>\(change.field)</strong>: \(old) → \(new)</li>"
        }
        return lines.isEmpty ? nil : "<ul>\(lines)</ul>"
    }

    private func explanation(_ outcome: StagedOutcome) -> Text {
        switch outcome {
        case .new: Text(en: "Rows that Carfan does not hold yet.", cy: "Rhesi nad yw Carfan yn eu dal eto.")
        case .changed:
            Text(
                en: "Rows that Carfan holds and that say something else now. What they said is kept as history.",
                cy: "Rhesi y mae Carfan yn eu dal ac sy’n dweud rhywbeth arall nawr. Cedwir yr hyn a ddywedent fel hanes.")
        case .unchanged:
            Text(en: "Rows that Carfan holds as they are.", cy: "Rhesi y mae Carfan yn eu dal fel y maent.")
        case .duplicate:
            Text(
                en: "Every field equals an earlier row of the file. Each is counted once.",
                cy: "Mae pob maes yr un fath â rhes gynharach yn y ffeil. Cyfrifir pob un unwaith.")
        case .superseded:
            Text(
                en: "Rows that were updated later, in this file or before. They are kept as history and overwrite nothing.",
                cy:
                    "Rhesi a ddiweddarwyd yn ddiweddarach, yn y ffeil hon neu cynt. Fe’u cedwir fel hanes ac nid ydynt yn disodli dim."
            )
        case .refused: Text(en: "Rows that cannot be taken.", cy: "Rhesi na ellir eu cymryd.")
        }
    }

    private var unsure: HTML? {
        guard !report.unsure.isEmpty else { return nil }
        return """
            <section aria-labelledby="unsure-title">
            <h2 id="unsure-title">\(ImportWords.unsure): \(grouped(file.counts.unsure))</h2>
            <p class="hint">\(Text(
                en: "These may be people whom Carfan knows already. They are imported, and each waits for somebody to decide.",
                cy: "Gallai’r rhain fod yn bobl y mae Carfan eisoes yn eu hadnabod. Fe’u mewnforir, ac mae pob un yn aros i rywun benderfynu."))</p>
            \(DataTable.html(
                Text(en: "To review: the first rows", cy: "I’w hadolygu: y rhesi cyntaf"), captionHidden: true,
                ImportPlanView.heads, report.unsure.map(ImportPlanView.cells)))
            </section>
            """
    }

    private var warnings: HTML? {
        guard !report.warnings.isEmpty else { return nil }
        let rows: [[HTML]] = report.warnings.map { warning in
            [
                "\(warning.reason.message())<span class=\"hint\">\(warning.reason.rawValue)</span>",
                "\(warning.headers.joined(separator: ", "))", "\(grouped(warning.count))",
            ]
        }
        return """
            <section aria-labelledby="warnings-title">
            <h2 id="warnings-title">\(Text(en: "Taken, with a remark", cy: "Wedi’u cymryd, gyda sylw"))</h2>
            \(DataTable.html(
                Text(en: "Remarks and how many rows have each", cy: "Sylwadau a faint o resi sydd â phob un"), captionHidden: true,
                [
                    .init(Text(en: "Remark", cy: "Sylw")), .init(Text(en: "Columns", cy: "Colofnau")),
                    .init(Text(en: "Rows", cy: "Rhesi"), numeric: true),
                ], rows))
            </section>
            """
    }

    private var refusals: HTML? {
        guard !report.refusals.isEmpty else { return nil }
        let groups: [HTML] = report.refusals.map { group in
            """
            <h3>\(group.reason.rawValue): \(ImportWords.rows(group.count))</h3>
            \(DataTable.html(
                Text(same: group.reason.rawValue) + Text(en: ": the first rows", cy: ": y rhesi cyntaf"), captionHidden: true,
                [
                    .init(Text(en: "Row", cy: "Rhes")), .init(Text(en: "Line", cy: "Llinell"), numeric: true),
                    .init(Text(en: "Column", cy: "Colofn")), .init(Text(en: "What is wrong", cy: "Beth sydd o’i le")),
                ], group.first.map(ImportPlanView.cells)))
            """
        }
        return """
            <section id="refused" aria-labelledby="refused-title">
            <h2 id="refused-title">\(StagedOutcome.refused.label): \(grouped(file.counts[.refused]))</h2>
            <p>\(Text(
                en: "Refused rows stay here. Download them, put them right at the source or in the file, and import that file.",
                cy: "Mae rhesi a wrthodwyd yn aros yma. Lawrlwythwch nhw, cywirwch nhw yn y ffynhonnell neu yn y ffeil, a mewnforiwch y ffeil honno."))</p>
            <p><a href="/imports/\(file.id)/refused.csv">\(Text(
                en: "Download the refused rows with their reasons (CSV)", cy: "Lawrlwytho’r rhesi a wrthodwyd gyda’u rhesymau (CSV)"))</a></p>
            \(ImportAgain.html(file))
            \(unknownNominals)
            \(groups)
            </section>
            """
    }

    /// The plan says what held when it was made: nominals that come later do not change it.
    private var unknownNominals: HTML? {
        guard file.state == .planned, report.refusals.contains(where: { $0.reason == .unknownNominal }) else { return nil }
        return Banner.warning(
            Text(
                en: "Some rows name people whom Carfan does not know yet. They can be taken once the force’s nominals are in: "
                    + "set this file aside, import the nominals, and send this file again.",
                cy:
                    "Mae rhai rhesi’n enwi pobl nad yw Carfan yn eu hadnabod eto. Gellir eu cymryd unwaith y bydd enwolion yr heddlu "
                    + "i mewn: rhowch y ffeil hon o’r neilltu, mewnforiwch yr enwolion, ac anfonwch y ffeil hon eto."))
    }

    private static func cells(_ refused: Quarantine.Refused) -> [HTML] {
        let headers = refused.findings.map(\.header).filter { !$0.isEmpty }.joined(separator: ", ")
        let words = Text.joined(refused.findings.map { $0.reason.message($0.detail) }, separator: "; ")
        return ["\(grouped(refused.row))", "\(grouped(refused.line))", "\(headers)", "\(words)"]
    }
}
