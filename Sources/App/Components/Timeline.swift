import Domain

/// What happened, newest first. `when` is shown as given: a day without a time stays without one.
enum Timeline {
    struct Item: Sendable {
        let title: Text
        let when: Text
        /// For the machine: `2026-11-01` or a UTC time.
        let datetime: String
        /// Who or what made it.
        let by: Text
        let body: HTML
    }

    static func html(_ items: [Item]) -> HTML {
        let rows: [HTML] = items.map {
            """
            <li><h3>\($0.title)</h3><p class="timeline-when"><time datetime="\($0.datetime)">\($0.when)</time> · \($0.by)</p>\
            \($0.body)</li>
            """
        }
        return "<ol class=\"timeline\">\(rows)</ol>"
    }
}
