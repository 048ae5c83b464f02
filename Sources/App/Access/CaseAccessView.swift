import Domain

/// Who may see a case, in words.
enum CaseAccessView {
    static func page(_ access: CaseAccess, _ today: Day) -> Page {
        let agencies = Set(access.file.records.map(\.agency)).compactMap { Agency.find($0)?.name }
        return CaseHead.page(
            access.file, .access, today,
            """
            \(rules)
            <p>\(Text(en: "Records of this person are held by", cy: "Mae cofnodion o’r person hwn gan")): \(Text.listed(agencies)).</p>
            \(restriction(access))
            \(bars(access))
            \(marking(access))
            \(unmaskings(access))
            <h2>\(Text(en: "Officers who may open this case today", cy: "Swyddogion a gaiff agor yr achos hwn heddiw"))</h2>
            \(HTML.ordered(access.holders, by: { Text(same: $0.officer.name) }, table))
            <p><a href="\("/people/\(access.file.person.id)/relation" as Path)">\(Text(
                en: "I know this person: close the case to me", cy: "Rwy’n adnabod y person hwn: cau’r achos i mi"))</a></p>
            """)
    }

    /// The policy in words: `Access`, `AccessPolicy.opens`, `PartRules`.
    private static let rules: HTML = """
        <p>\(Text(
            en: "Coordinators open the cases of their areas. Police offender managers, probation practitioners and victim liaison officers open a case of their areas when their own agency holds a record of the person, or while the person stands deferred, adopted or active after a panel’s decision there. A proposal that nobody has decided, a refusal and an ended enrolment open nothing. A victim liaison officer sees who the person is and the victims’ part, and nothing else.",
            cy: "Mae cydlynwyr yn agor achosion eu hardaloedd. Mae rheolwyr troseddwyr yr heddlu, ymarferwyr prawf a swyddogion cyswllt dioddefwyr yn agor achos yn eu hardaloedd pan fo gan eu hasiantaeth gofnod o’r person, neu tra bo’r person wedi’i ohirio, wedi’i fabwysiadu neu’n weithredol ar ôl penderfyniad panel yno. Nid yw cynnig heb ei benderfynu, gwrthodiad na chofrestriad a ddaeth i ben yn agor dim. Mae swyddog cyswllt dioddefwyr yn gweld pwy yw’r person a rhan y dioddefwyr, a dim byd arall."))</p>
        <p>\(Text(
            en: "Practitioners of partners, and officers of other agencies, open what was shared with them and they accepted, until its last day. In an emergency coordinators, police offender managers and probation practitioners open a case for three hours by breaking the glass. Neither opens a case to somebody to whom it was closed. Analysts, administrators and information officers open none.",
            cy: "Mae ymarferwyr partner, a swyddogion asiantaethau eraill, yn agor yr hyn a rannwyd â hwy ac a dderbyniwyd ganddynt, hyd ei ddiwrnod olaf. Mewn argyfwng bydd cydlynwyr, rheolwyr troseddwyr yr heddlu ac ymarferwyr prawf yn agor achos am dair awr drwy dorri’r gwydr. Nid yw’r naill na’r llall yn agor achos i rywun y caewyd ef iddo. Nid yw dadansoddwyr, gweinyddwyr na swyddogion gwybodaeth yn agor yr un."))</p>
        """

    private static func restriction(_ access: CaseAccess) -> HTML? {
        let id = access.file.person.id
        let title = Text(en: "Restriction", cy: "Cyfyngiad")
        guard !access.restrictions.isEmpty else {
            guard access.isOwner else { return nil }
            return """
                <h2>\(title)</h2><p>\(Text(en: "None.", cy: "Dim.")) <a href="\("/people/\(id)/restriction" as Path)">\(Text(
                    en: "Restrict this case to named officers", cy: "Cyfyngu’r achos hwn i swyddogion a enwir"))</a></p>
                """
        }
        let lists: [HTML] = access.restrictions.map { rule in
            SummaryList.html([(Text(en: "Only", cy: "Dim ond"), "\(rule.officers.joined(separator: ", "))")] + facts(rule))
        }
        let acts: HTML? =
            access.isOwner
            ? """
            <p><a href="\("/people/\(id)/restriction" as Path)">\(Text(en: "Change the restriction", cy: "Newid y cyfyngiad"))</a> · \
            <a href="\("/people/\(id)/restriction/end" as Path)">\(Text(en: "Lift the restriction", cy: "Codi’r cyfyngiad"))</a></p>
            """ : nil
        return "<h2>\(title)</h2>\(HTML.joined(lists))\(acts)"
    }

    /// For the owner alone.
    private static func bars(_ access: CaseAccess) -> HTML? {
        guard access.isOwner else { return nil }
        let id = access.file.person.id
        let items: [HTML] = access.bars.map { rule in
            let name = rule.officers.joined(separator: ", ")
            return SummaryList.card(
                "\(name)",
                actions: """
                    <a href="\("/people/\(id)/exclusions/\(rule.id)/end" as Path)">\(Text(en: "Open it again", cy: "Ei agor eto"))\
                    <span class="hidden">: \(name)</span></a>
                    """, facts(rule))
        }
        return """
            <h2>\(Text(en: "Closed to", cy: "Ar gau i"))</h2>\(HTML.joined(items))
            <p><a href="\("/people/\(id)/exclusions" as Path)">\(Text(
                en: "Close this case to an officer", cy: "Cau’r achos hwn i swyddog"))</a></p>
            """
    }

    private static func marking(_ access: CaseAccess) -> HTML {
        let act: HTML? =
            access.isOwner
            ? """
            <p><a href="\("/people/\(access.file.person.id)/marking" as Path)">\(Text(en: "Change the marking", cy: "Newid y marc"))</a></p>
            """ : nil
        let words: HTML = "<span lang=\"en\">\(access.file.person.marking.words)</span>"
        let lines = [(Text(en: "Marked", cy: "Marc"), words)] + (access.marking.map { Array(facts($0).dropFirst()) } ?? [])
        return "<h2>\(Text(en: "Marking", cy: "Marcio"))</h2>\(SummaryList.html(lines))\(act)"
    }

    /// What was masked and seen for a reason.
    private static func unmaskings(_ access: CaseAccess) -> HTML? {
        guard !access.unmaskings.isEmpty else { return nil }
        let title = Text(en: "Seen for a reason", cy: "Gwelwyd am reswm")
        let rows: [[HTML]] = access.unmaskings.map { seen in
            let part = seen.part == .identity ? Text(en: "The address", cy: "Y cyfeiriad") : seen.part?.name
            return ["\(London.words(seen.at))", "\(seen.officer)", "\(part)", "\(seen.reason)"]
        }
        return """
            <h2>\(title)</h2>
            \(DataTable.html(
                title, captionHidden: true,
                [
                    DataTable.Head(Text(en: "When", cy: "Pryd")), DataTable.Head(Text(en: "Who", cy: "Pwy")),
                    DataTable.Head(Text(en: "What was masked", cy: "Yr hyn a guddiwyd")), DataTable.Head(why),
                ], rows, stacks: true))
            """
    }

    private static let why = Text(en: "Why", cy: "Pam")

    private static func facts(_ rule: CaseRule) -> [(Text, HTML)] {
        [
            (Text(en: "What it does", cy: "Yr hyn a wna"), "\(rule.what)"), (why, "\(rule.reason)"),
            (Text(en: "By", cy: "Gan"), "\(rule.madeBy), \(London.words(rule.madeAt))"),
        ]
    }

    private static func table(_ holders: [CaseHolder]) -> HTML {
        let rows: [[HTML]] = holders.map { holder in
            let officer = holder.officer
            return [
                "\(officer.name)", "\(officer.role.name)", "\(officer.agencyName)", "\(officer.areaNames)",
                holder.ground.map { "\(ground($0)) \(holder.until.map { London.words($0) })" } ?? PeopleListView.unknown,
            ]
        }
        return DataTable.html(
            Text(en: "Officers who may open this case", cy: "Swyddogion a gaiff agor yr achos hwn"), captionHidden: true,
            [
                DataTable.Head(Text(en: "Name", cy: "Enw")), DataTable.Head(Text(en: "Role", cy: "Rôl")),
                DataTable.Head(Text(en: "Agency", cy: "Asiantaeth")), DataTable.Head(Text(en: "Areas", cy: "Ardaloedd")),
                DataTable.Head(Text(en: "Opened for a time", cy: "Ar agor am gyfnod")),
            ], rows, stacks: true)
    }

    private static func ground(_ ground: CaseGrant.Ground) -> Text {
        switch ground {
        case .share: Text(en: "shared, until", cy: "rhannwyd, hyd")
        case .glass: Text(en: "broke the glass, until", cy: "torrodd y gwydr, hyd")
        case .unmasking: Text(same: "")
        }
    }
}
