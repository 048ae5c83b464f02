import Domain

/// One choice of radios, checkboxes or a select.
struct Option: Sendable {
    let value: String
    let label: Text
    var hint: Text? = nil
}

/// Form fields: label, hint, the problem at the field, the input with what was typed.
enum Field {
    /// A single line. `width`: one of `short`, `medium`, `long`.
    static func text(
        _ name: String, _ label: Text, value: String, problems: [Problem] = [], hint: Text? = nil, type: String = "text",
        width: String = "long", autocomplete: String? = nil, inputmode: String? = nil
    ) -> HTML {
        wrapped(name, label, problems, hint) { described in
            """
            <input class="input \(width)" id="\(name)" name="\(name)" type="\(type)" value="\(value)"\
            \(attribute: "autocomplete", autocomplete)\(attribute: "inputmode", inputmode)\
            \(attribute: "aria-describedby", described)>
            """
        }
    }

    /// A file to upload. `accept`: the kinds offered first, like `.csv,text/csv`.
    static func file(
        _ name: String, _ label: Text, accept: String? = nil, problems: [Problem] = [], hint: Text? = nil
    ) -> HTML {
        wrapped(name, label, problems, hint) { described in
            """
            <input class="input file" id="\(name)" name="\(name)" type="file"\(attribute: "accept", accept)\
            \(attribute: "aria-describedby", described)>
            """
        }
    }

    static func area(
        _ name: String, _ label: Text, value: String, problems: [Problem] = [], hint: Text? = nil, rows: Int = 4
    ) -> HTML {
        wrapped(name, label, problems, hint) { described in
            """
            <textarea class="input long" id="\(name)" name="\(name)" rows="\(rows)"\
            \(attribute: "aria-describedby", described)>
            \(value)</textarea>
            """
        }
    }

    /// `byName`: in the order of the options' names; the one without a value comes first.
    static func select(
        _ name: String, _ label: Text, options: [Option], value: String, byName: Bool = false, problems: [Problem] = [],
        hint: Text? = nil
    ) -> HTML {
        func html(_ options: [Option]) -> HTML {
            HTML.joined(
                options.map {
                    "<option value=\"\($0.value)\"\(attribute: "selected", $0.value == value)>\($0.label)</option>"
                })
        }
        let (fixed, named) = (options.filter { $0.value.isEmpty }, options.filter { !$0.value.isEmpty })
        let choices: HTML = byName ? "\(html(fixed))\(HTML.ordered(named, by: \.label, html))" : html(options)
        return wrapped(name, label, problems, hint) { described in
            """
            <select class="input" id="\(name)" name="\(name)"\(attribute: "aria-describedby", described)>\(choices)</select>
            """
        }
    }

    static func radios(
        _ name: String, _ legend: Text, options: [Option], value: String, problems: [Problem] = [], hint: Text? = nil
    ) -> HTML {
        choices(name, legend, options, [value], problems, hint, type: "radio")
    }

    static func checkboxes(
        _ name: String, _ legend: Text, options: [Option], values: [String], byName: Bool = false, problems: [Problem] = [],
        hint: Text? = nil
    ) -> HTML {
        func html(_ options: [Option]) -> HTML { choices(name, legend, options, values, problems, hint, type: "checkbox") }
        return byName ? HTML.ordered(options, by: \.label, html) : html(options)
    }

    /// Three boxes: day, month, year; shows what was typed, else `value`.
    static func day(
        _ name: String, _ legend: Text, form: Form = Form(), value: Day? = nil, problems: [Problem] = [],
        hint: Text? = nil
    ) -> HTML {
        let typed = ["day", "month", "year"].map { form["\(name)-\($0)"] }
        let filled = typed.allSatisfy(\.isEmpty) ? value.map { [$0.day, $0.month, $0.year].map(String.init) } : nil
        let values = filled ?? typed
        let labels = [Text(en: "Day", cy: "Diwrnod"), Text(en: "Month", cy: "Mis"), Text(en: "Year", cy: "Blwyddyn")]
        let boxes: [HTML] = zip(["day", "month", "year"], zip(labels, values)).enumerated().map { index, item in
            let id = index == 0 ? name : "\(name)-\(item.0)"
            return """
                <div><label for="\(id)">\(item.1.0)</label><input class="input \(index == 2 ? "year" : "two")" id="\(id)" \
                name="\(name)-\(item.0)" inputmode="numeric" value="\(item.1.1)"></div>
                """
        }
        return fieldset(name, legend, problems, hint) { "<div class=\"date-field\">\(boxes)</div>" }
    }

    private static func choices(
        _ name: String, _ legend: Text, _ options: [Option], _ values: [String], _ problems: [Problem], _ hint: Text?,
        type: String
    ) -> HTML {
        fieldset(name, legend, problems, hint) {
            let items: [HTML] = options.enumerated().map { index, option in
                let id = index == 0 ? name : "\(name)-\(option.value)"
                return """
                    <div class="choice"><input id="\(id)" name="\(name)" type="\(type)" value="\(option.value)"\
                    \(attribute: "checked", values.contains(option.value))\
                    \(attribute: "aria-describedby", option.hint == nil ? nil : "\(id)-hint")>\
                    <label for="\(id)">\(option.label)</label>\
                    \(option.hint.map { hint -> HTML in "<p class=\"hint\" id=\"\(id)-hint\">\(hint)</p>" })</div>
                    """
            }
            return "<div class=\"choices\">\(items)</div>"
        }
    }

    private static func wrapped(
        _ name: String, _ label: Text, _ problems: [Problem], _ hint: Text?, _ input: (String?) -> HTML
    ) -> HTML {
        let (error, described) = notes(name, problems, hint)
        return """
            <div class="field\(error == nil ? "" : " wrong")"><label for="\(name)">\(label)</label>\
            \(hint.map { hint -> HTML in "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>" })\(error)\
            \(input(described))</div>
            """
    }

    private static func fieldset(
        _ name: String, _ legend: Text, _ problems: [Problem], _ hint: Text?, _ content: () -> HTML
    ) -> HTML {
        let (error, described) = notes(name, problems, hint)
        return """
            <div class="field\(error == nil ? "" : " wrong")"><fieldset\(attribute: "aria-describedby", described)>\
            <legend>\(legend)</legend>\
            \(hint.map { hint -> HTML in "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>" })\(error)\
            \(content())</fieldset></div>
            """
    }

    private static func notes(_ name: String, _ problems: [Problem], _ hint: Text?) -> (HTML?, String?) {
        let problem = problems.first { $0.field == name }
        let error: HTML? = problem.map {
            """
            <p class="error" id="\(name)-error"><span class="hidden">\(Text(en: "Error:", cy: "Gwall:")) </span>\
            \($0.message)</p>
            """
        }
        let ids = (hint == nil ? [] : ["\(name)-hint"]) + (problem == nil ? [] : ["\(name)-error"])
        return (error, ids.isEmpty ? nil : ids.joined(separator: " "))
    }
}
