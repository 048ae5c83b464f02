import Domain

/// Tasks and how far they are. The whole row leads to the task; a task without a path cannot be begun yet.
enum TaskList {
    struct Item: Sendable {
        let title: Text
        var path: Path? = nil
        var hint: Text? = nil
        let status: HTML
    }

    static func html(_ items: [Item], id: String = "task") -> HTML {
        let rows: [HTML] = items.enumerated().map { index, item in
            let number = "\(id)-\(index + 1)"
            let described = (item.hint == nil ? "" : "\(number)-hint ") + "\(number)-status"
            let title: HTML =
                item.path.map { path -> HTML in
                    "<a href=\"\(path)\" aria-describedby=\"\(described)\">\(item.title)</a>"
                } ?? "\(item.title)"
            return """
                <li><div>\(title)\(item.hint.map { hint -> HTML in "<p class=\"hint\" id=\"\(number)-hint\">\(hint)</p>" })</div>\
                <div class="task-status" id="\(number)-status">\(item.status)</div></li>
                """
        }
        return "<ul class=\"task-list\">\(rows)</ul>"
    }
}
