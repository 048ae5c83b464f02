import Domain

/// A form that was sent after its session had ended, or before somebody had confirmed who they are. It travels on inside the
/// page, and is stored nowhere.
struct KeptForm: Sendable {
    let path: Path
    let fields: [(name: String, value: String)]

    private static let prefix = "kept:"
    private static let address = "kept-to"

    /// The form of a request that came without a session. Only one that a page of ours sent is kept, and
    /// none with a password in it.
    init?(unsent visit: Visit) {
        guard visit.isFromOwnPage, let path = Path(local: visit.address) else { return nil }
        let fields = visit.form.fields.filter { $0.name != "csrf" }
        guard !fields.isEmpty, !fields.contains(where: { $0.name.contains("password") }) else { return nil }
        self.path = path
        self.fields = fields
    }

    /// The form of a request with a right token that waits until it is confirmed who sent it.
    init?(waiting visit: Visit) {
        guard let path = Path(local: visit.address) else { return nil }
        self.path = path
        fields = visit.form.fields.filter { $0.name != "csrf" && !$0.name.contains("password") }
    }

    /// The form that a sign-in page carries along.
    init?(carried form: Form) {
        guard let path = Path(local: form[KeptForm.address]) else { return nil }
        self.path = path
        fields = form.fields.compactMap { field in
            guard field.name.hasPrefix(KeptForm.prefix) else { return nil }
            return (String(field.name.dropFirst(KeptForm.prefix.count)), field.value)
        }
    }

    /// As hidden fields of the sign-in form.
    var hidden: HTML { "\(carried.map { KeptForm.input($0.0, $0.1) })" }

    /// As the fields that another form carries.
    var carried: [(String, String)] {
        [(KeptForm.address, path.text)] + fields.map { (KeptForm.prefix + $0.name, $0.value) }
    }

    private static let codes = [SecondFactorViews.code, SecondFactorViews.recovery, SecondFactorViews.codes]

    /// Passwords and codes are never kept.
    var withoutSecrets: KeptForm {
        KeptForm(
            path, fields.filter { $0.name != "csrf" && !$0.name.contains("password") && !KeptForm.codes.contains($0.name) })
    }

    private init(_ path: Path, _ fields: [(name: String, value: String)]) {
        self.path = path
        self.fields = fields
    }

    /// Opens the page with everything that was typed, in the present language; nothing is decided by it.
    func goingOn(_ visit: Visit, _ label: Text) -> HTML {
        let typed = fields.filter { $0.name != "switch-language" } + [(name: "switch-language", value: visit.language.rawValue)]
        return """
            <form class="one-button" method="post" action="\(path)">\(KeptForm.input("csrf", visit.csrf))\
            \(typed.map { KeptForm.input($0.name, $0.value) })<button class="button">\(label)</button></form>
            """
    }

    /// Sends the form where it was meant to go: by itself or, without scripts, by one button.
    func onwardPage(csrf: String) -> Page {
        let title = Text(en: "Confirmed – it goes on", cy: "Wedi’i gadarnhau – ymlaen")
        return Page(
            title: title, hasForm: true,
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "What you were doing goes on with everything that you typed. If nothing happens, press the button.",
                    cy: "Mae’r hyn roeddech yn ei wneud yn mynd ymlaen gyda phopeth a deipiwyd gennych. Os na ddigwydd dim, pwyswch "
                        + "y botwm."))</p>
                \(form(
                    csrf, sendsItself: true, submit: Text(en: "Go on", cy: "Ymlaen"),
                    back: "<a href=\"\(path)\">\(Text(en: "Back to the page", cy: "Yn ôl i’r dudalen"))</a>"))
                """)
    }

    /// One button sends the form where it was meant to go.
    func page(csrf: String) -> Page {
        let title = Text(
            en: "You are signed in again – your text is kept", cy: "Rydych wedi mewngofnodi eto – cadwyd eich testun")
        return Page(
            title: title, hasForm: true,
            body: """
                <h1>\(title)</h1>
                <p>\(Text(
                    en: "Nothing has been sent yet. Send the form now as you typed it; if something in it is wrong you "
                        + "will see it again.",
                    cy: "Nid oes dim wedi’i anfon eto. Anfonwch y ffurflen nawr fel y’i teipiwyd; os oes rhywbeth o’i le ynddi "
                        + "fe’i gwelwch eto."))</p>
                \(form(
                    csrf, submit: Text(en: "Send what I typed", cy: "Anfon yr hyn a deipiais"),
                    back: "<a href=\"/\">\(Text(en: "Do not send it", cy: "Peidio â’i hanfon"))</a>"))
                """)
    }

    private func form(_ csrf: String, sendsItself: Bool = false, submit: Text, back: HTML) -> HTML {
        """
        <form id="main-form" method="post" action="\(path)"\(attribute: "data-onward", sendsItself ? "" : nil)>
        \(KeptForm.input("csrf", csrf))\(fields.map { KeptForm.input($0.name, $0.value) })
        <div class="actions"><button class="button">\(submit)</button>\(back)</div>
        </form>
        """
    }

    private static func input(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }
}
