import Domain

/// Takes a record from a person, with a reason.
enum UnlinkingView {
    static func page(
        _ unlinking: CaseUnlinking, _ visit: Visit, _ today: Day, _ problems: [Problem] = []
    ) -> Page {
        let (file, record) = (unlinking.file, unlinking.record)
        let title = Text(en: "Unlink a record", cy: "Datgysylltu cofnod")
        return Page(
            title: title, section: .people, hasForm: true, hasProblems: !problems.isEmpty,
            before: CaseHead.bar(file, today),
            body: """
                \(ErrorSummary.html(problems))
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "The record leaves this person. Its arrests, orders and sentences go with it, and so do the panel decisions and enrolments that began on it; nothing is lost. The rules will not link it to this person again. Proposals of the current round stay as they were made: score everybody again.",
                    cy: "Bydd y cofnod yn gadael y person hwn. Bydd ei arestiadau, ei orchmynion a’i ddedfrydau’n mynd gydag ef, a hefyd benderfyniadau panel a chofrestriadau a ddechreuodd arno; ni chollir dim. Ni fydd y rheolau’n ei gysylltu â’r person hwn eto. Mae cynigion y cylch presennol yn aros fel y’u gwnaed: sgoriwch bawb eto."))</p>
                <h2>\(record.agencyName): \(record.reference)</h2>
                \(SummaryList.html(RecordFacts.lines(record)))
                \(MainForm.html(
                    visit, action: "/people/\(file.person.id)/records/\(record.id)/unlinking",
                    submit: Text(en: "Unlink", cy: "Datgysylltu"),
                    """
                    \(extent(unlinking, visit, problems))
                    \(Field.area("reason", Text(en: "Why is this record of another person?", cy: "Pam mae’r cofnod hwn am berson arall?"), value: visit.form["reason"], problems: problems))
                    """))
                <p><a href="\(CaseHead.Part.records.path(file.person.id))">\(Text(en: "Cancel", cy: "Canslo"))</a></p>
                """)
    }

    /// Asked only when other records came together with this one.
    private static func extent(_ unlinking: CaseUnlinking, _ visit: Visit, _ problems: [Problem]) -> HTML? {
        guard !unlinking.companions.isEmpty else { return nil }
        let names = unlinking.companions.map { $0.agencyName + Text(same: " \($0.reference)") }
        return Field.radios(
            "extent",
            Text(en: "Other records came here together with this one", cy: "Daeth cofnodion eraill yma gyda’r un hwn"),
            options: [
                Option(
                    value: UnlinkExtent.whole.rawValue,
                    label: Text(en: "Undo the whole link. With it go: ", cy: "Dadwneud y cysylltiad cyfan. Gydag ef â: ")
                        + Text.joined(names)),
                Option(value: UnlinkExtent.record.rawValue, label: Text(en: "This record alone", cy: "Y cofnod hwn yn unig")),
            ], value: visit.form["extent"], problems: problems)
    }
}
