import Domain

/// The form of a page. It carries the token, and the language switch sends it along so that nothing typed is lost.
enum MainForm {
    static func html(
        _ visit: Visit, action: Path, upload: Bool = false, submit: Text, cancel: Path? = nil, _ fields: HTML
    ) -> HTML {
        let kept = visit.form.raw(KeptForm.window)
        let window: HTML? =
            kept.isEmpty ? nil : "<input type=\"hidden\" name=\"\(KeptForm.window)\" value=\"\(kept)\">"
        let way: HTML? = cancel.map { "<a href=\"\($0)\">\(Text(en: "Cancel", cy: "Canslo"))</a>" }
        return """
            <form id="main-form" method="post" action="\(action)" novalidate\
            \(attribute: "enctype", upload ? "multipart/form-data" : nil)>
            <input type="hidden" name="csrf" value="\(visit.csrf)">\(window)
            \(fields)
            <div class="actions"><button class="button">\(submit)</button>\(way)</div>
            </form>
            """
    }

    /// A form of one button, for an act that asks nothing.
    static func button(
        _ visit: Visit, action: Path, _ label: Text, secondary: Bool = true, sending fields: [(String, String)] = []
    ) -> HTML {
        let hidden: [HTML] = fields.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" }
        return """
            <form class="one-button" method="post" action="\(action)"><input type="hidden" name="csrf" value="\(visit.csrf)">\(hidden)\
            <button class="button\(secondary ? " secondary" : "")">\(label)</button></form>
            """
    }
}
