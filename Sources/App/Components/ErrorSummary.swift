import Domain

/// What is wrong with a form, at the top of the page; each line leads to its field.
enum ErrorSummary {
    static func html(_ problems: [Problem]) -> HTML? {
        guard !problems.isEmpty else { return nil }
        let lines: [HTML] = problems.map { "<li><a href=\"#\($0.field)\">\($0.message)</a></li>" }
        return """
            <div class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
            <h2 id="error-summary-title">\(Text(en: "There is a problem", cy: "Mae yna broblem"))</h2>
            <ul>\(lines)</ul>
            </div>
            """
    }
}
