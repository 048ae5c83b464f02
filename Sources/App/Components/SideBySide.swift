import Domain

/// Two records line by line: what is the same, what differs, what only one of them knows. Said in words, and marked.
enum SideBySide {
    enum Verdict: String, Sendable {
        case same, similar, different
        case onlyLeft = "only-left"
        case onlyRight = "only-right"
        case neither

        var words: Text {
            switch self {
            case .same: Text(en: "Same", cy: "Yr un peth")
            case .similar: Text(en: "Similar", cy: "Tebyg")
            case .different: Text(en: "Different", cy: "Gwahanol")
            case .onlyLeft: Text(en: "Only in the first", cy: "Dim ond yn y cyntaf")
            case .onlyRight: Text(en: "Only in the second", cy: "Dim ond yn yr ail")
            case .neither: Text(en: "In neither", cy: "Yn y naill na’r llall")
            }
        }
    }

    struct Line: Sendable {
        let label: Text
        let left: HTML
        let right: HTML
        /// nil when the two need not agree.
        let verdict: Verdict?
        /// Both values are withheld; only whether they agree is said.
        private(set) var withheld: WithheldAgreement?

        init(_ label: Text, _ left: HTML, _ right: HTML, _ verdict: Verdict?) {
            self.label = label
            self.left = left
            self.right = right
            self.verdict = verdict
        }

        init(_ label: Text, withheld: WithheldAgreement) {
            let value: HTML = "<span class=\"hint\">\(Text(en: "withheld", cy: "wedi’i gadw’n ôl"))</span>"
            let verdict: Verdict =
                switch withheld {
                case .agrees: .same
                case .differs: .different
                case .unknown: .neither
                }
            self.init(label, value, value, verdict)
            self.withheld = withheld
        }

        var words: Text? { withheld?.sentence ?? verdict?.words }
    }

    static func html(_ caption: Text, left: Text, right: Text, _ lines: [Line]) -> HTML {
        let comparison = Text(en: "Comparison", cy: "Cymhariaeth")
        let rows: [HTML] = lines.map { line in
            """
            <tr role="row"\(attribute: "class", line.verdict?.rawValue)><th scope="row" role="rowheader">\(line.label)</th>\
            <td role="cell" data-label="\(left)">\(value(line.left))</td><td role="cell" data-label="\(right)">\(value(line.right))</td>\
            <td role="cell" data-label="\(comparison)">\(line.words.map { words -> HTML in "<span class=\"verdict\">\(words)</span>" })</td></tr>
            """
        }
        let heads: [HTML] = [Text(en: "Fact", cy: "Ffaith"), left, right, comparison].map {
            "<th scope=\"col\" role=\"columnheader\">\($0)</th>"
        }
        return """
            <table class="data-table stacks compare" role="table"><caption class="hidden">\(caption)</caption>\
            <thead role="rowgroup"><tr role="row">\(heads)</tr></thead><tbody role="rowgroup">\(rows)</tbody></table>
            """
    }

    private static func value(_ value: HTML) -> HTML {
        value[.english].isEmpty && value[.welsh].isEmpty
            ? "<span class=\"hint\">\(Text(en: "not recorded", cy: "heb ei gofnodi"))</span>" : value
    }
}
