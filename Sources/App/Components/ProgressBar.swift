import Domain

/// How far something is that takes a while. Give the page a `refresh`; the script then replaces the page's main part in place.
enum ProgressBar {
    /// `total` 0: how much there is to do is not known yet.
    static func html(_ label: Text, done: Int, total: Int, words: Text, id: String = "progress") -> HTML {
        let percent = total > 0 ? min(100, max(0, done) * 100 / total) : nil
        let value: HTML? = percent.map { " value=\"\($0)\"" }
        let shown: HTML? = percent.map { "<span class=\"progress-percent\">\($0)%</span> " }
        return """
            <div class="progress"><label for="\(id)">\(label)</label>\
            <progress id="\(id)" max="100"\(value)></progress>\
            <p class="progress-words" data-announce>\(shown)\(words)</p></div>
            """
    }
}
