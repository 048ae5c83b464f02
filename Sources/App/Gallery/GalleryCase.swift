import Domain

/// A case page.
enum GalleryCase {
    static let page = Page(
        title: Text(same: "Rhys ap Llywelyn"), section: .people,
        before: IdentityBar.html(
            [
                (nil, "Rhys ap Llywelyn"),
                (Text(en: "Born", cy: "Ganwyd"), "\(Text(en: "14 March 1989", cy: "14 Mawrth 1989"))"),
                (Text(same: "CRN"), "X320741"), (Text(same: "PNC"), "2004/0012345K"),
                (nil, Badge.html(Text(en: "Very high risk", cy: "Risg uchel iawn"))),
            ],
            actions:
                "<a class=\"button\" href=\"/components/form\">\(Text(en: "Record a decision", cy: "Cofnodi penderfyniad"))</a>"
        ),
        body: """
            \(SubNavigation.html(Text(en: "Parts of the case", cy: "Rhannau’r achos"), [
                (Text(en: "Summary", cy: "Crynodeb"), "/components/case", true),
                (Text(en: "Scores", cy: "Sgorau"), "/components", false),
                (Text(en: "Offences", cy: "Troseddau"), "/components", false),
                (Text(en: "Records", cy: "Cofnodion"), "/components/comparison", false),
                (Text(en: "Timeline", cy: "Llinell amser"), "/components", false),
            ]))
            <h1>\(Text(en: "Summary", cy: "Crynodeb"))</h1>
            \(work)\(beside)
            """)

    private static let work: HTML = """
        <h2>\(Text(en: "Why proposed", cy: "Pam y’i cynigir"))</h2>
        <p>\(Text(
            en: "Fixed: OGRS3 of 50 or more and a neighbourhood crime in the last 12 months.",
            cy: "Sefydlog: OGRS3 o 50 neu fwy a throsedd yn y gymdogaeth yn ystod y 12 mis diwethaf."))</p>
        \(Waterfall.html(Text(en: "OGRS3 over two years, by its parts", cy: "OGRS3 dros ddwy flynedd, fesul rhan"), parts,
            total: (Text(en: "Together: 91%", cy: "Gyda’i gilydd: 91%"), Text(same: "+2.314"))))
        <h2>\(Text(en: "Timeline", cy: "Llinell amser"))</h2>
        \(Timeline.html([
            Timeline.Item(
                title: Text(en: "Adopted as Fixed", cy: "Mabwysiadwyd yn y garfan sefydlog"),
                when: Text(en: "16 November 2026 at 10:20", cy: "16 Tachwedd 2026 am 10:20"), datetime: "2026-11-16T10:20:00Z",
                by: Text(en: "Gwent panel", cy: "panel Gwent"),
                body: """
                    <p>\(Text(
                        en: "Three burglaries since May; agreed by police and probation.",
                        cy: "Tair bwrgleriaeth ers mis Mai; cytunwyd gan yr heddlu a’r gwasanaeth prawf."))</p>
                    """),
            Timeline.Item(
                title: Text(en: "Released from HMP Cardiff", cy: "Rhyddhawyd o garchar Caerdydd"),
                when: Text(en: "2 November 2026", cy: "2 Tachwedd 2026"), datetime: "2026-11-02",
                by: Text(en: "prison file", cy: "ffeil y carchar"),
                body: """
                    <p><a href="/components">\(Text(en: "Licence conditions", cy: "Amodau’r drwydded"))\
                    <span class="hidden"> 2/11/2026</span></a></p>
                    """),
        ]))
        """

    private static let beside: HTML = """
        <h2>\(Text(en: "At a glance", cy: "Ar unwaith"))</h2>
        \(SummaryList.html([
            (Text(en: "Scheme", cy: "Cynllun"), Tag.html(Text(en: "Fixed", cy: "Sefydlog"), .green)),
            (
                Text(en: "Next review", cy: "Yr adolygiad nesaf"), "\(Text(en: "14 December 2026", cy: "14 Rhagfyr 2026"))"
            ),
            (Text(en: "Lead officer", cy: "Prif swyddog"), "Elin Pritchard"),
            (Text(en: "Language", cy: "Iaith"), "\(Text(en: "Welsh", cy: "Cymraeg"))"),
        ]))
        \(SummaryList.card(
            "\(Text(en: "Gwent Police", cy: "Heddlu Gwent"))",
            actions: "<a href=\"/components/comparison\">\(Text(en: "Compare", cy: "Cymharu"))</a>",
            [(Text(en: "Reference", cy: "Cyfeirnod"), "GP-004417"), (Text(en: "Updated", cy: "Diweddarwyd"), "01/11/2026")]))
        """

    private static let parts = [
        ScorePart(
            name: "constant", label: Text(en: "Starting point", cy: "Man cychwyn"), input: Text(en: "all", cy: "pawb"),
            value: -0.42),
        ScorePart(
            name: "copas", label: Text(en: "Copas rate", cy: "Cyfradd Copas"),
            input: Text(en: "34 sanctions in 19 years", cy: "34 sancsiwn mewn 19 mlynedd"), value: 2.318),
        ScorePart(
            name: "age", label: Text(en: "Age and sex", cy: "Oedran a rhyw"), input: Text(en: "male, 37", cy: "gwryw, 37"),
            value: -0.615),
        ScorePart(
            name: "offence", label: Text(en: "Current offence", cy: "Y drosedd bresennol"),
            input: Text(en: "burglary, domestic", cy: "bwrgleriaeth, annedd"), value: 1.031),
    ]
}
