import Domain

/// Offences and sentences by court date, orders, prison and custody events.
enum CaseOffencesView {
    static func page(_ file: CaseFile, _ tables: CaseTables, _ today: Day) -> Page {
        if let notice = PartNotice.html(file, .offences) { return CaseHead.page(file, .offences, today, notice) }
        return CaseHead.page(
            file, .offences, today,
            """
            <h2>\(Text(en: "Convictions and cautions", cy: "Euogfarnau a rhybuddion"))</h2>
            \(convictions(file, tables))
            \(CaseFormerView.html(file.former, tables))
            <h2>\(Text(en: "Orders and licences", cy: "Gorchmynion a thrwyddedau"))</h2>
            \(orders(file.orders, tables))
            <h2>\(Text(en: "Prison sentences", cy: "Dedfrydau o garchar"))</h2>
            \(prison(file.prison, tables))
            <h2>\(Text(en: "Arrests and custody", cy: "Arestiadau a dalfa"))</h2>
            \(custody(file, tables))
            """)
    }

    static let none: HTML = "<p>\(Text(en: "None known.", cy: "Dim yn hysbys."))</p>"

    /// Rows of one court date stand together: one sanction.
    static func convictions(_ file: CaseFile, _ tables: CaseTables, limit: Int = .max) -> HTML {
        guard !file.convictions.isEmpty else { return none }
        var rows: [[HTML]] = []
        var dates = 0
        var previous: Day?
        for row in file.convictions {
            if row.courtDate != previous {
                dates += 1
                if dates > limit { break }
            }
            let first = row.courtDate != previous
            previous = row.courtDate
            rows.append([
                first ? "\(row.courtDate.short)" : "<span class=\"hidden\">\(row.courtDate.short)</span>",
                first ? "\(row.court)" : "",
                "\(tables.offence(row.offenceCode, agency: row.offence)) <span class=\"hint\">\(row.offenceCode)</span>",
                "\(RecordWords.adjudication(row.adjudication)) \(InvolvementTag.html(row.category))", disposal(row),
            ])
        }
        return DataTable.html(
            Text(
                en: "Convictions and cautions by court date, newest first",
                cy: "Euogfarnau a rhybuddion yn ôl dyddiad llys, y diweddaraf yn gyntaf"),
            captionHidden: true,
            [
                DataTable.Head(Text(en: "Court date", cy: "Dyddiad llys")), DataTable.Head(Text(en: "Court", cy: "Llys")),
                DataTable.Head(Text(en: "Offence", cy: "Trosedd")), DataTable.Head(Text(en: "Outcome", cy: "Canlyniad")),
                DataTable.Head(Text(en: "Sentence", cy: "Dedfryd")),
            ], rows, stacks: true)
    }

    static func disposal(_ row: CaseConviction) -> HTML {
        let word = PNCDisposal.name(row.disposalCode) ?? Text(same: row.disposal)
        guard row.sentenceDays > 0 else { return "\(word)" }
        return "\(word), \(RecordWords.days(row.sentenceDays))"
    }

    static func orders(_ orders: [CaseOrder], _ tables: CaseTables) -> HTML {
        guard !orders.isEmpty else { return none }
        return DataTable.html(
            Text(en: "Orders and licences, newest first", cy: "Gorchmynion a thrwyddedau, y diweddaraf yn gyntaf"),
            captionHidden: true,
            [
                DataTable.Head(Text(en: "Order", cy: "Gorchymyn")), DataTable.Head(Text(en: "From", cy: "O")),
                DataTable.Head(Text(en: "To", cy: "Hyd")), DataTable.Head(Text(en: "Convicted", cy: "Euogfarnwyd")),
                DataTable.Head(Text(en: "Main offence", cy: "Prif drosedd")),
                DataTable.Head(Text(en: "Held by", cy: "Yn nwylo")),
            ],
            orders.map { row in
                [
                    "\(RecordWords.order(row.type))", "\(row.start.short)",
                    row.end.map { "\($0.short)" } ?? PeopleListView.unknown,
                    "\(row.convictionDate.short)",
                    row.offenceCode.isEmpty ? PeopleListView.unknown : "\(tables.offence(row.offenceCode))",
                    holder(row, tables),
                ]
            }, stacks: true)
    }

    private static func holder(_ row: CaseOrder, _ tables: CaseTables) -> HTML {
        let parts = [Text(same: row.officer), Text(same: row.team), tables.bodies.name(row.pdu)].filter { !$0.en.isEmpty }
        return "\(Text.joined(parts))"
    }

    static func prison(_ sentences: [CasePrison], _ tables: CaseTables) -> HTML {
        guard !sentences.isEmpty else { return none }
        return DataTable.html(
            Text(en: "Prison sentences, newest first", cy: "Dedfrydau o garchar, y diweddaraf yn gyntaf"), captionHidden: true,
            [
                DataTable.Head(Text(en: "Prison", cy: "Carchar")), DataTable.Head(Text(en: "Received", cy: "Derbyniwyd")),
                DataTable.Head(Text(en: "Sentence", cy: "Dedfryd")), DataTable.Head(Text(en: "Release", cy: "Rhyddhau")),
                DataTable.Head(Text(en: "How", cy: "Sut")),
            ],
            sentences.map { row in
                [
                    "\(tables.bodies.name(row.prison))", "\(row.reception.short)",
                    row.sentenceDays.map { "\(RecordWords.days($0))" } ?? PeopleListView.unknown, "\(row.release.short)",
                    "\(RecordWords.release(row.releaseType))",
                ]
            }, stacks: true)
    }

    static func custody(_ file: CaseFile, _ tables: CaseTables, limit: Int = .max) -> HTML {
        guard !file.custody.isEmpty else { return none }
        return DataTable.html(
            Text(en: "Custody events, newest first", cy: "Digwyddiadau dalfa, y diweddaraf yn gyntaf"), captionHidden: true,
            [
                DataTable.Head(Text(en: "Arrested", cy: "Arestiwyd")), DataTable.Head(Text(en: "Station", cy: "Gorsaf")),
                DataTable.Head(Text(en: "Offence", cy: "Trosedd")), DataTable.Head(Text(en: "Outcome", cy: "Canlyniad")),
                DataTable.Head(Text(en: "Custody number", cy: "Rhif dalfa")),
            ],
            file.custody.prefix(limit).map { row in
                [
                    row.arrestedAt.map { "\(London.day(of: $0).short) \(London.time(of: $0))" } ?? PeopleListView.unknown,
                    "\(row.station)", "\(tables.offence(row.offenceCode, agency: row.offence))",
                    "\(RecordWords.custody(row.disposal)) \(InvolvementTag.html(file.category(row)))", "\(row.reference)",
                ]
            }, stacks: true)
    }
}
