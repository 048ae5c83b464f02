import Domain

/// Something that few need to read, behind a line that says what it is.
enum Details {
    static func html(_ summary: Text, open: Bool = false, _ content: HTML) -> HTML {
        """
        <details class="details"\(attribute: "open", open)><summary>\(summary)</summary>\
        <div class="details-content">\(content)</div></details>
        """
    }
}
