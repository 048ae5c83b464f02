import Domain

/// The two records of a pair side by side: what a full run would do about them and why, and what can be done before.
enum LinkageFoundPairView {
    static func path(_ record: Int64, _ other: Int64, _ version: Int64) -> Path {
        ("/linkage/found/\(record)/\(other)" as Path).query([("number", String(version))])
    }

    /// - Parameter isOtherwise: somebody asked for what no longer is as they saw it.
    static func page(_ pair: LinkageFoundPair, _ visit: Visit, isOtherwise: Bool = false) -> Page {
        let title = Text(
            en: "Would a full run be right about these two records?", cy: "A fyddai rhediad llawn yn iawn am y ddau gofnod hyn?"
        )
        return Page(
            title: title, section: .settings,
            before: BackLink.html(LinkageFoundView.path(pair.version, pair.finding?.kind), LinkageFoundView.title),
            body: """
                <h1>\(title)</h1>
                \(isOtherwise ? Banner.warning(otherwise) : nil)
                \(pair.isCounted ? nil : Banner.warning(uncounted))
                \(pair.finding.map { proposal($0, pair) } ?? nothing(pair))
                \(ComparedView.html(pair.sides, leadsToCases: true))
                \(pair.finding.map { ComparedView.weights($0.explanation, pair.sides) })
                \(pair.finding.map { act($0, pair, visit) })
                """)
    }

    private static let otherwise = Text(
        en: "What a full run would do about these two is not what you saw. Nothing was done: look again.",
        cy: "Nid yr hyn a welsoch yw’r hyn a wnâi rhediad llawn am y ddau hyn. Ni wnaed dim: edrychwch eto.")

    private static let uncounted = Text(
        en:
            "What was counted holds no longer: a full run came since, or nothing was counted. Below is what one would do today.",
        cy:
            "Nid yw’r hyn a gyfrifwyd yn dal mwyach: bu rhediad llawn ers hynny, neu ni chyfrifwyd dim. Isod mae’r hyn a wnâi un heddiw."
    )

    private static func proposal(_ finding: LinkageFinding, _ pair: LinkageFoundPair) -> HTML {
        """
        <p>\(what(finding.kind))</p>
        \(SummaryList.html([
            (Text(en: "Weighed by", cy: "Pwyswyd yn ôl"), "\(LinkageViews.name(pair.version))"),
            (Text(en: "Rule", cy: "Rheol"), "\(LinkWords.rule(finding.rule.rawValue))"),
        ]))
        """
    }

    private static func what(_ kind: LinkageFinding.Kind) -> Text {
        switch kind {
        case .join:
            Text(
                en:
                    "A full run would join these two people by rule. It is a proposal, and no question yet: nothing is linked, nobody is asked, and the join could be undone.",
                cy:
                    "Byddai rhediad llawn yn cysylltu’r ddau berson hyn yn ôl rheol. Cynnig ydyw, nid cwestiwn eto: nid oes dim wedi’i gysylltu, ni ofynnir i neb, a gellid dadwneud y cysylltiad."
            )
        case .doubt:
            Text(
                en:
                    "A full run would put these two people to review. It is a proposal, and no question yet: nobody is asked, and nothing is linked without somebody’s word.",
                cy:
                    "Byddai rhediad llawn yn anfon y ddau berson hyn i’w hadolygu. Cynnig ydyw, nid cwestiwn eto: ni ofynnir i neb, ac ni chysylltir dim heb air rhywun."
            )
        case .loose:
            Text(
                en:
                    "The rules linked these two records to one person, and would not do so today. A full run would ask about them. It is a proposal, and no question yet; nothing is parted by itself.",
                cy:
                    "Cysylltodd y rheolau’r ddau gofnod hyn ag un person, ac ni fyddent yn gwneud hynny heddiw. Byddai rhediad llawn yn holi amdanynt. Cynnig ydyw, nid cwestiwn eto; ni wahenir dim ohono’i hun."
            )
        }
    }

    /// Why a full run would leave them alone.
    private static func nothing(_ pair: LinkageFoundPair) -> HTML {
        if let asked = pair.asked {
            return """
                <p>\(Text(
                    en: "Somebody is asked about these two, or has answered: a full run leaves it at that.",
                    cy: "Gofynnir i rywun am y ddau hyn, neu mae rhywun wedi ateb: mae rhediad llawn yn gadael iddo."))
                <a href="/reviews/\(asked)">\(Text(en: "Open the question", cy: "Agor y cwestiwn"))</a></p>
                """
        }
        guard !pair.sides.areOne else {
            return Banner.warning(
                Text(
                    en:
                        "This no longer holds: the two records are of one person by now, and a full run does nothing about them.",
                    cy:
                        "Nid yw hyn yn dal mwyach: un person sydd yn y ddau gofnod erbyn hyn, ac nid yw rhediad llawn yn gwneud dim yn eu cylch."
                ))
        }
        return Banner.warning(
            Text(
                en: "This no longer holds: weighed today, a full run would neither join these two people nor ask about them.",
                cy:
                    "Nid yw hyn yn dal mwyach: o’u pwyso heddiw, ni fyddai rhediad llawn yn cysylltu’r ddau berson hyn nac yn holi amdanynt."
            ))
    }

    private static func act(_ finding: LinkageFinding, _ pair: LinkageFoundPair, _ visit: Visit) -> HTML {
        """
        <h2>\(Text(en: "Before a full run is done", cy: "Cyn gwneud rhediad llawn"))</h2>
        <p>\(Text(
            en: "Put to review, the two wait for somebody’s word, and a full run no longer joins them. There you can say that they are one, that they are never the same, or ask the agency.",
            cy: "O’u hanfon i’w hadolygu, mae’r ddau’n aros am air rhywun, ac nid yw rhediad llawn yn eu cysylltu mwyach. Yno cewch ddweud mai un ydynt, neu nad yr un ydynt byth, neu ofyn i’r asiantaeth."))</p>
        \(MainForm.button(
            visit, action: "/linkage/found/\(finding.record)/\(finding.other)/question",
            Text(en: "Put to review", cy: "Anfon i’w adolygu"), secondary: false,
            sending: [("number", String(pair.version)), ("seen", finding.kind.rawValue)]))
        """
    }
}
