import Domain

/// A percentage as a number with a small bar; `marks` are the thresholds of its bands.
enum ScoreBar {
    static func html(_ percent: Int, marks: [Int] = []) -> HTML {
        let width = min(100, max(0, percent))
        let lines: [HTML] = marks.map { "<rect class=\"threshold\" x=\"\($0)\" width=\"1\" height=\"8\"/>" }
        return """
            <span class="score-bar"><span class="score-number">\(percent)%</span>\
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect class="track" width="100" height="8"/><rect class="share" width="\(width)" height="8"/>\(lines)</svg></span>
            """
    }
}

/// What a score was made of: each part adds to or takes from those before it, as numbers and as bars.
enum Waterfall {
    static func html(_ caption: Text, _ parts: [ScorePart], places: Int = 3, total: (label: Text, value: Text)? = nil) -> HTML {
        let scale = Scale(parts.map(\.value))
        var sum = 0.0
        let rows: [HTML] = parts.map { part in
            let bar = scale.bar(from: sum, to: sum + part.value)
            sum += part.value
            return """
                <tr><th scope="row">\(part.label)</th><td>\(part.input)</td>\
                <td class="numeric">\(signed(part.value, places: places))</td><td class="bar">\(bar)</td></tr>
                """
        }
        let foot: HTML? = total.map { label, value in
            """
            <tfoot><tr><th scope="row" colspan="2">\(label)</th><td class="numeric">\(value)</td><td></td></tr></tfoot>
            """
        }
        return """
            <div class="table-scroll" tabindex="0" role="region" aria-label="\(caption)"><table class="data-table waterfall">\
            <caption>\(caption)</caption><thead><tr>\
            <th scope="col">\(Text(en: "What was looked at", cy: "Yr hyn yr edrychwyd arno"))</th>\
            <th scope="col">\(Text(en: "Found", cy: "Canfuwyd"))</th>\
            <th scope="col" class="numeric">\(Text(en: "Adds", cy: "Yn ychwanegu"))</th>\
            <td class="bar"></td></tr></thead><tbody>\(rows)</tbody>\(foot)</table></div>
            """
    }

    /// `+0.123`, `−1.250`: with a sign, a true minus, and always as many places.
    static func signed(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        let unit = (0..<places).reduce(1.0) { unit, _ in unit * 10 }
        let whole = Int((value.magnitude * unit).rounded())
        let digits = String(repeating: "0", count: max(0, places + 1 - String(whole).count)) + String(whole)
        let sign = whole == 0 ? "" : value < 0 ? "−" : "+"
        return sign + digits.dropLast(places) + (places > 0 ? "." : "") + digits.suffix(places)
    }
}

/// Where the running sums of a waterfall lie on a line of 200 units.
private struct Scale {
    let low: Double
    let high: Double

    init(_ values: [Double]) {
        var sum = 0.0
        var (low, high) = (0.0, 0.0)
        for value in values where value.isFinite {
            sum += value
            low = min(low, sum)
            high = max(high, sum)
        }
        self.low = low
        self.high = high
    }

    func bar(from start: Double, to end: Double) -> HTML {
        let (from, to) = (place(start), place(end))
        let kind = end < start ? "takes" : "adds"
        return """
            <svg viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect class="zero" x="\(place(0))" width="1" height="12"/>\
            <rect class="\(kind)" x="\(min(from, to))" y="2" width="\(max(2, abs(to - from)))" height="8"/></svg>
            """
    }

    private func place(_ value: Double) -> Int {
        guard high > low, value.isFinite else { return 0 }
        return Int(((value - low) / (high - low) * 198).rounded())
    }
}
