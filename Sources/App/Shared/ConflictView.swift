import Domain

/// Somebody else was faster: both versions side by side, and the way back to the form with what was typed.
enum ConflictView {
    /// What a form was opened with: it comes anew from the page, all else is kept.
    private static let stamps: Set = ["csrf", "seen", "sequence", "round", "version", "newest", "base"]

    static func page(_ conflict: Conflict, _ visit: Visit) -> Page {
        Page(
            title: conflict.title, hasForm: true,
            body: """
                <h1>\(conflict.title)</h1>
                <p>\(Text(
                    en: "Somebody else saved first. Their version stands; yours was not saved. Compare them, then decide "
                        + "again.",
                    cy: "Cadwodd rhywun arall yn gyntaf. Eu fersiwn nhw sy’n sefyll; ni chadwyd eich un chi. Cymharwch y ddwy, "
                        + "yna penderfynwch eto."))</p>
                <div class="side-by-side">
                <section><h2>\(Text(en: "What stands", cy: "Yr hyn sy’n sefyll"))</h2>\(list(conflict.theirs))</section>
                <section><h2>\(Text(en: "What you sent", cy: "Yr hyn a anfonwyd gennych"))</h2>\(list(conflict.yours))</section>
                </div>
                \(again(conflict, visit))
                """)
    }

    /// Asks for the form as the change of language does: nothing is decided by it.
    private static func again(_ conflict: Conflict, _ visit: Visit) -> HTML {
        let kept: [HTML] = visit.form.fields.filter { !stamps.contains($0.name) }.map {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
        }
        return """
            <form id="main-form" method="post" action="\(Path(local: visit.path) ?? conflict.back)">
            <input type="hidden" name="csrf" value="\(visit.csrf)">\(kept)
            <div class="actions"><button class="button" name="switch-language" value="\(HTML(en: "en", cy: "cy"))">\(Text(
                en: "Back to the form with what I typed", cy: "Yn ôl i’r ffurflen gyda’r hyn a deipiais"))</button>\
            <a href="\(conflict.back)">\(Text(en: "Leave what stands", cy: "Gadael yr hyn sy’n sefyll"))</a></div>
            </form>
            """
    }

    private static func list(_ lines: [(Text, Text)]) -> HTML {
        let rows: [HTML] = lines.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }
        return "<dl class=\"summary-list\">\(rows)</dl>"
    }
}
