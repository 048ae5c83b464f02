import Domain
import HTTPTypes

/// The two pages that anybody may read: how accessible Carfan is, and whose data it holds.
struct OpenPages: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/accessibility", needs: .anyone) { _ in .page(OpenViews.accessibility(contact: site.config.contact)) },
            Route(.get, "/about", needs: .anyone) { _ in .page(OpenViews.about(contact: site.config.contact)) },
        ]
    }
}

/// The words of the pages that are open to everyone.
enum OpenViews {
    /// The statement of the Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018.
    static func accessibility(contact: String) -> Page {
        let title = Text(en: "Accessibility statement", cy: "Datganiad hygyrchedd")
        return Page(
            title: title,
            body: """
                <div class="prose"><h1>\(title)</h1>
                <p>\(Text(
                    en: "Carfan is meant to be used by everyone who works with it: by keyboard, with a screen reader, at "
                        + "400% zoom, on a phone, with scripts switched off, and in Welsh or English.",
                    cy: "Bwriad Carfan yw bod pawb sy’n gweithio gyda hi yn gallu ei defnyddio: â bysellfwrdd, gyda "
                        + "darllenydd sgrin, ar chwyddiad o 400%, ar ffôn, heb sgriptiau, ac yn Gymraeg neu’n Saesneg."))</p>
                <h2>\(Text(en: "How it was tested", cy: "Sut y’i profwyd"))</h2>
                <p>\(Text(
                    en: "Every kind of page, in every state and in both languages, is checked with axe-core against the "
                        + "Web Content Accessibility Guidelines 2.2, level AA, before a version is released. Those checks "
                        + "find no failure. Pages are also looked at 320 pixels wide and walked through by keyboard.",
                    cy: "Caiff pob math o dudalen, ym mhob cyflwr ac yn y ddwy iaith, ei wirio ag axe-core yn ôl "
                        + "Canllawiau Hygyrchedd Cynnwys y We 2.2, lefel AA, cyn rhyddhau fersiwn. Nid yw’r gwiriadau "
                        + "hynny’n canfod dim methiant. Edrychir ar dudalennau hefyd yn 320 picsel o led, a cherddir "
                        + "drwyddynt â bysellfwrdd."))</p>
                <h2>\(Text(en: "What we do not know yet", cy: "Yr hyn na wyddom eto"))</h2>
                <p>\(Text(
                    en: "An automatic check finds only part of what gets in people's way. Carfan has not been audited by "
                        + "an independent body, nor tested with disabled people who do this work.",
                    cy: "Dim ond rhan o’r hyn sy’n rhwystro pobl a ganfyddir gan wiriad awtomatig. Nid yw Carfan "
                        + "wedi’i harchwilio gan gorff annibynnol, na’i phrofi gyda phobl anabl sy’n gwneud y gwaith "
                        + "hwn."))</p>
                <h2>\(Text(en: "If something is in your way", cy: "Os oes rhywbeth yn eich rhwystro"))</h2>
                \(ask(contact))
                <p>\(Text(
                    en: "If you are not happy with the answer, contact the Equality Advisory and Support Service. The "
                        + "Equality and Human Rights Commission enforces the accessibility regulations.",
                    cy: "Os nad ydych yn fodlon ar yr ateb, cysylltwch â’r Gwasanaeth Cynghori a Chymorth "
                        + "Cydraddoldeb. Y Comisiwn Cydraddoldeb a Hawliau Dynol sy’n gorfodi’r rheoliadau hygyrchedd."))</p>
                <p class="hint">\(Text(en: "Prepared on", cy: "Paratowyd ar")) \(prepared).</p></div>
                """)
    }

    static func about(contact: String) -> Page {
        let title = Text(en: "About the data", cy: "Am y data")
        return Page(
            title: title,
            body: """
                <div class="prose"><h1>\(title)</h1>
                <p>\(Text(
                    en: "Carfan holds records about people in Integrated Offender Management and related schemes in "
                        + "Wales. They come from the files of police, probation and prisons, and from the people who work "
                        + "with each case.",
                    cy: "Mae Carfan yn dal cofnodion am bobl sydd mewn Rheoli Integredig Troseddwyr a chynlluniau "
                        + "cysylltiedig yng Nghymru. Daw’r cofnodion o ffeiliau’r heddlu, y gwasanaeth prawf a’r "
                        + "carchardai, a chan y bobl sy’n gweithio gyda phob achos."))</p>
                <h2>\(Text(en: "Whose it is", cy: "Pwy biau’r data"))</h2>
                <p>\(Text(
                    en: "Each agency answers for its own records. What an officer sees depends on their agency, role and area.",
                    cy: "Mae pob asiantaeth yn atebol am ei chofnodion ei hun. Mae’r hyn a wêl swyddog yn dibynnu ar "
                        + "ei asiantaeth, ei rôl a’i ardal."))</p>
                <h2>\(Text(en: "What is recorded about its use", cy: "Yr hyn a gofnodir am ei ddefnyddio"))</h2>
                <p>\(Text(
                    en: "Every look at a case and every change is entered in a journal before the page is shown: who, "
                        + "when and what, never the contents.",
                    cy: "Cofnodir pob golwg ar achos a phob newid mewn dyddlyfr cyn dangos y dudalen: pwy, pryd a beth, byth y "
                        + "cynnwys."))</p>
                <h2>\(Text(en: "Scores and decisions", cy: "Sgorau a phenderfyniadau"))</h2>
                <p>\(Text(
                    en: "Scores only put a list in order, and show what they were made of. People decide, by name and "
                        + "with a reason.",
                    cy: "Dim ond trefnu rhestr y mae sgorau, gan ddangos o beth y’u gwnaed. Pobl sy’n penderfynu, "
                        + "wrth eu henwau a chyda rheswm."))</p>
                <h2>\(Text(en: "The demonstration", cy: "Yr arddangosiad"))</h2>
                <p>\(Text(
                    en: "All people shown in the demonstration are invented.",
                    cy: "Mae pawb a ddangosir yn yr arddangosiad yn ddychmygol."))</p>
                <h2>\(Text(en: "Questions", cy: "Cwestiynau"))</h2>
                \(ask(contact))</div>
                """)
    }

    private static let prepared = Day(year: 2026, month: 11, day: 21)?.words ?? Text(same: "")

    private static func ask(_ contact: String) -> HTML {
        if contact.isEmpty {
            return """
                <p>\(Text(
                    en: "Tell the administrator or coordinator who gave you your account.",
                    cy: "Dywedwch wrth y gweinyddwr neu’r cydlynydd a roddodd eich cyfrif i chi."))</p>
                """
        }
        return "<p>\(Text(en: "Contact", cy: "Cysylltwch â")): \(contact)</p>"
    }
}
