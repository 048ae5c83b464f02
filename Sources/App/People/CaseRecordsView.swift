import Domain

/// Each agency's record as received, what was made of it, and why it is thought to be of this person.
enum CaseRecordsView {
    static func page(_ page: CaseRecordsPage, _ tables: CaseTables, _ today: Day, mayUnlink: Bool, isUnlinked: Bool) -> Page {
        if let notice = PartNotice.html(page.file, .source) { return CaseHead.page(page.file, .records, today, notice) }
        let own = page.file.own
        let here = Dictionary(page.file.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let weakest = CaseLink.weakest(page.links, of: page.file.person.id)
        let parts: [HTML] = page.file.records.map { record in
            section(
                record, page.file.person.id, page.links.filter { $0.record == record.id }, here, page.sources[record.sourceRow],
                tables, isWeakest: weakest == record.id,
                unlinking: mayUnlink && own.count > 1 && record.kind != "pnc"
                    ? "/people/\(page.file.person.id)/records/\(record.id)/unlinking" : nil)
        }
        return CaseHead.page(
            page.file, .records, today, banner: isUnlinked ? unlinked : nil,
            """
            <p>\(Text(
                en: "Records are linked, never overwritten. What hangs on a record follows it.",
                cy: "Cysylltir cofnodion; ni chânt eu trosysgrifo byth. Mae’r hyn sy’n perthyn i gofnod yn ei ddilyn."))</p>
            \(HTML.joined(parts))
            \(left(page.links.filter { here[$0.record] == nil }))
            """)
    }

    /// Of records that belong elsewhere now, that they were here and why they are not: nothing of the records themselves.
    private static func left(_ links: [CaseLink]) -> HTML? {
        guard !links.isEmpty else { return nil }
        let title = Text(en: "Records that were here once", cy: "Cofnodion a fu yma ar un adeg")
        return "<section aria-labelledby=\"left\"><h2 id=\"left\">\(title)</h2>\(links.map(line))</section>"
    }

    private static let unlinked = Banner.success(
        Text(
            en: "The record was unlinked. This is its own case now.",
            cy: "Datgysylltwyd y cofnod. Dyma ei achos ei hun bellach."))

    private static func section(
        _ record: CaseRecord, _ person: Int64, _ links: [CaseLink], _ here: [Int64: CaseRecord], _ source: CaseSource?,
        _ tables: CaseTables, isWeakest: Bool, unlinking: Path?
    ) -> HTML {
        let button: HTML? = unlinking.map {
            """
            <p><a class="button secondary" href="\($0)">\(Text(en: "Unlink this record", cy: "Datgysylltu’r cofnod hwn"))\
            <span class="hidden">: \(record.reference)</span></a></p>
            """
        }
        let weakest: HTML? = isWeakest ? "<p>\(WeightWords.weakest)</p>" : nil
        return """
            <section aria-labelledby="record-\(record.id)">
            <h2 id="record-\(record.id)">\(record.agencyName): \(record.reference)</h2>
            \(SummaryList.html(RecordFacts.lines(record)))
            \(linked(record, links, person, here))
            \(weakest)
            \(received(source))
            \(button)</section>
            """
    }

    /// The points of a link to somebody else compare with that person's records and are not shown here.
    private static func linked(
        _ record: CaseRecord, _ links: [CaseLink], _ person: Int64, _ here: [Int64: CaseRecord]
    ) -> HTML {
        let items: [HTML] = links.enumerated().map { place, link in
            guard link.person == person, let explanation = link.explanation else { return line(link) }
            // The newest stands first. Each but the oldest moved all records of a person, by what two say of which this may be neither.
            let isOwn = place == links.count - 1 && (explanation.of ?? record.id) == record.id
            let weighed = isOwn ? explanation.waterfall(WeightWords.caption(record)) : tied(explanation, here)
            return "\(line(link))\(weighed.map { Details.html(WeightWords.title, $0) })"
        }
        return "<h3>\(Text(en: "How it was linked", cy: "Sut y’i cysylltwyd"))</h3>\(HTML.joined(items))"
    }

    /// What tied two people together. Of a record that is elsewhere now nothing is said here, nor how it compares.
    private static func tied(_ explanation: MatchExplanation, _ here: [Int64: CaseRecord]) -> HTML? {
        guard !explanation.points.isEmpty else { return nil }
        let one = explanation.of.flatMap { here[$0] }
        guard let other = here[explanation.with], one != nil || explanation.of == nil else {
            return "<p>\(WeightWords.elsewhere)</p>"
        }
        return explanation.waterfall(WeightWords.tied(one, other))
    }

    /// When, by what rule or by whom and why; and the same of its end.
    private static func line(_ link: CaseLink) -> HTML {
        func by(_ name: String?) -> Text? { name.map { Text(en: "by \($0)", cy: "gan \($0)") } }
        let why: HTML? = link.reason.isEmpty ? nil : ": \(link.reason)"
        let ended: HTML? = link.endedAt.map {
            "<p>\(Text(en: "Ended on", cy: "Daeth i ben ar")) \($0) \(by(link.endedBy)): \(link.endedReason)</p>"
        }
        return "<p><strong>\(LinkWords.rule(link.rule))</strong>, \(link.since) \(by(link.officer))\(why)</p>\(ended)"
    }

    private static func received(_ source: CaseSource?) -> HTML? {
        guard let source else { return nil }
        let headings = source.headings
        let older: [HTML] = source.versions.map { version in
            let why =
                version.why == "superseded"
                ? Text(en: "came later but was older", cy: "daeth yn ddiweddarach ond roedd yn hŷn")
                : Text(en: "replaced by a newer row", cy: "disodlwyd gan res newydd")
            return "<h4>\(version.updatedAt): \(why)</h4>\(fields(version.fields, headings))"
        }
        return Details.html(
            Text(en: "As received (\(source.feed))", cy: "Fel y’i derbyniwyd (\(source.feed))"),
            "\(fields(source.fields, headings))\(HTML.joined(older))")
    }

    private static func fields(_ fields: [String], _ headings: [String]) -> HTML {
        let lines: [HTML] = fields.enumerated().filter { !$1.isEmpty }.map { index, value in
            let heading =
                index < headings.count ? Text(same: headings[index]) : Text(en: "Field \(index + 1)", cy: "Maes \(index + 1)")
            return "<div><dt>\(heading)</dt><dd>\(value)</dd></div>"
        }
        return "<dl class=\"summary-list\">\(lines)</dl>"
    }
}

/// What is said above a waterfall.
enum WeightWords {
    static let title = Text(en: "What speaks for and against", cy: "Beth sydd o blaid ac yn erbyn")
    static let weakest = Text(
        en: "Of the links by rule that make this person, this one weighs the least. Look here first if something does not fit.",
        cy:
            "O’r cysylltiadau yn ôl rheol sy’n gwneud y person hwn, hwn sy’n pwyso leiaf. Edrychwch yma gyntaf os nad yw rhywbeth yn ffitio."
    )

    static func caption(_ record: CaseRecord) -> Text {
        Text(
            en: "Whether \(record.agencyName.en) \(record.reference) is of this person",
            cy: "A yw \(record.agencyName.cy) \(record.reference) am y person hwn")
    }

    /// - Parameter one: nil where it was not kept which it was.
    static func tied(_ one: CaseRecord?, _ other: CaseRecord) -> Text {
        let second = other.agencyName + Text(same: " \(other.reference)")
        guard let one else {
            return Text(
                en: "Two records tied the people together, one of them ",
                cy: "Clymodd dau gofnod y bobl ynghyd, ac un ohonynt oedd ")
                + second
        }
        return Text(en: "These two records tied the people together: ", cy: "Y ddau gofnod hyn a glymodd y bobl ynghyd: ")
            + one.agencyName + Text(en: " \(one.reference) beside ", cy: " \(one.reference) wrth ymyl ") + second
    }

    static let elsewhere = Text(
        en: "What tied the people together was said of a record that is elsewhere now, so it is not shown here.",
        cy: "Am gofnod sydd mewn man arall bellach y dywedwyd yr hyn a glymodd y bobl ynghyd, felly nis dangosir yma.")
}

/// What a record says of its person, a fact a line: the same lines on a case and in a review.
enum RecordFacts {
    static let address = Text(en: "Address", cy: "Cyfeiriad")
    static let postcode = Text(en: "Postcode", cy: "Cod post")
    static let updated = Text(en: "Last updated", cy: "Diweddarwyd ddiwethaf")

    static func lines(_ record: CaseRecord) -> [(Text, HTML)] {
        facts(record).filter { !$0.value.en.isEmpty }.map { ($0.label, "\($0.value)") }
    }

    /// Every fact, also those the record leaves empty, in one order.
    static func facts(_ record: CaseRecord) -> [(label: Text, value: Text)] {
        let unverified = Text(en: " (not verified)", cy: " (heb ei wirio)")
        func number(_ value: String?, _ verified: Bool) -> Text {
            guard let value, !value.isEmpty else { return Text(same: "") }
            return verified ? Text(same: value) : Text(same: value) + unverified
        }
        return [
            (Text(en: "Name", cy: "Enw"), Text(same: record.name.familyFirst)),
            (
                Text(en: "Also known as", cy: "A elwir hefyd yn"),
                Text(same: record.aliases.shown.joined(separator: " · "))
            ),
            (Text(en: "Date of birth", cy: "Dyddiad geni"), record.dateOfBirth?.words ?? Text(same: "")),
            (Text(en: "Sex", cy: "Rhyw"), record.sex.map(CaseWords.sex) ?? Text(same: "")),
            (address, Text(same: record.address)),
            (postcode, Text(same: record.postcode)),
            (IdentifierKind.pnc.label, number(record.pnc, record.pncVerified)),
            (IdentifierKind.cro.label, number(record.cro, record.croVerified)),
            (IdentifierKind.crn.label, number(record.crn, true)),
            (IdentifierKind.prisonNumber.label, number(record.prisonNumber, true)),
            (Text(en: "Area", cy: "Ardal"), record.area.name),
            (RecordFacts.updated, record.updated),
        ]
    }
}
