import Domain
import Foundation

/// What speaks for and against two records being of one person: each weight begins where the one before ended. The bars only repeat
/// what the table says in words and numbers.
enum WeightWaterfall {
    struct Bar: Sendable {
        let label: Text
        /// Positive speaks for one person.
        let weight: Double

        init(_ label: Text, _ weight: Double) {
            (self.label, self.weight) = (label, weight)
        }
    }

    /// From which weight records are joined, and from which somebody is asked; drawn where they are known.
    struct Lines: Sendable {
        var join: Double?
        var review: Double?

        var all: [Double] { [review, join].compactMap(\.self) }
    }

    /// - Parameters:
    ///   - start: the weight before anything was compared.
    ///   - isBits: the weights are bits, so that their sum says how likely it is; else points, which only order.
    static func html(
        _ caption: Text, captionHidden: Bool = false, start: Double = 0, _ bars: [Bar], _ lines: Lines = Lines(), isBits: Bool
    ) -> HTML {
        let begin = start == 0 ? [] : [Bar(Text(en: "Before comparing", cy: "Cyn cymharu"), start)]
        let steps = steps(begin + bars)
        let scale = WeightScale(steps, lines.all)
        let rows: [HTML] = steps.map { step in
            row(step.label, StrengthWords.of(step.tenths, isBits: isBits), step.tenths, scale.bar(step.from, step.to, lines))
        }
        let total = steps.last?.to ?? 0
        let likelihood: HTML? = isBits ? "<p>\(StrengthWords.likelihood(Double(total) / 10))</p>" : nil
        return """
            <table class="data-table waterfall weights"><caption\(attribute: "class", captionHidden ? "hidden" : nil)>\(caption)</caption><thead><tr>\
            <th scope="col">\(Text(en: "What was found", cy: "Yr hyn a ganfuwyd"))</th>\
            <th scope="col">\(Text(en: "For or against", cy: "O blaid neu yn erbyn"))</th>\
            <th scope="col" class="numeric">\(isBits ? Text(en: "Weight", cy: "Pwysau") : Text(en: "Points", cy: "Pwyntiau"))</th>\
            <td class="bar"></td></tr></thead><tbody>\(rows)</tbody><tfoot><tr><th scope="row" colspan="2">\
            \(Text(en: "In all", cy: "Cyfanswm"))</th><td class="numeric">\(tenths(total))</td>\
            <td class="bar">\(scale.bar(0, total, lines))</td></tr></tfoot></table>
            \(likelihood)\(legend(lines))
            """
    }

    private static func row(_ label: Text, _ words: Text, _ weight: Int, _ bar: HTML) -> HTML {
        """
        <tr><th scope="row">\(label)</th><td>\(words)</td><td class="numeric">\(tenths(weight))</td><td class="bar">\(bar)</td></tr>
        """
    }

    /// In tenths, so that the bars add up to the sum exactly as shown, and the sum is the right one rounded.
    static func steps(_ bars: [Bar]) -> [(label: Text, from: Int, to: Int, tenths: Int)] {
        var (sum, last) = (0.0, 0)
        return bars.map { bar in
            if bar.weight.isFinite { sum += bar.weight }
            let next = WeightScale.tenths(sum)
            defer { last = next }
            return (bar.label, last, next, next - last)
        }
    }

    /// `+4.5`, `−12`: with a sign, a true minus, and a place only where it says something.
    static func tenths(_ value: Int) -> String {
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 10)
        return (value == 0 ? "" : value < 0 ? "−" : "+") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }

    /// The same of a weight.
    static func weight(_ bits: Double) -> String { tenths(WeightScale.tenths(bits)) }

    /// `10`, `−4.5`: a limit has a sign only below nothing.
    private static func limit(_ weight: Double) -> String {
        let text = tenths(WeightScale.tenths(weight))
        return text.hasPrefix("+") ? String(text.dropFirst()) : text
    }

    private static func legend(_ lines: Lines) -> HTML? {
        let parts = [
            lines.review.map { weight in
                let from = limit(weight)
                return Text(
                    en: "From \(from) on somebody is asked, and always where a verified number is shared.",
                    cy: "O \(from) ymlaen, gofynnir i rywun, a phob tro y rhennir rhif wedi’i wirio.")
            },
            lines.join.map { weight in
                let from = limit(weight)
                return Text(
                    en: "From \(from) on records are linked without a person, unless a rule stops it.",
                    cy: "O \(from) ymlaen, cysylltir cofnodion heb berson, oni bai fod rheol yn ei atal.")
            },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "<p class=\"hint\">\(Text.joined(parts, separator: " "))</p>"
    }
}

/// Weights in words.
enum StrengthWords {
    /// - Parameter tenths: of a bit; of a point, which has no strength of its own.
    static func of(_ tenths: Int, isBits: Bool) -> Text {
        guard tenths != 0 else { return Text(en: "says nothing", cy: "ddim yn dweud dim") }
        let side = tenths > 0 ? Text(en: "for", cy: "o blaid") : Text(en: "against", cy: "yn erbyn")
        guard isBits else { return side }
        switch tenths.magnitude {
        case ..<20: return Text(en: "slightly \(side.en)", cy: "ychydig \(side.cy)")
        case ..<50: return Text(en: "clearly \(side.en)", cy: "yn glir \(side.cy)")
        case ..<100: return Text(en: "strongly \(side.en)", cy: "yn gryf \(side.cy)")
        default: return Text(en: "very strongly \(side.en)", cy: "yn gryf iawn \(side.cy)")
        }
    }

    /// The probability 2^w / (1 + 2^w) as one in so many.
    static func likelihood(_ bits: Double) -> Text {
        let odds = odds(bits)
        return Text(en: "By the weight it is \(odds.en).", cy: "Yn ôl y pwysau, mae \(odds.cy).")
    }

    /// The same within a sentence, or alone: `about 1 in 65 that they are two people`.
    static func odds(_ bits: Double) -> Text {
        guard abs(bits) >= 1 else {
            return Text(
                en: "about as likely one person as two", cy: "bron mor debygol mai un person sydd yma â dau")
        }
        let (en, cy) = bits > 0 ? ("they are two people", "dau berson ydynt") : ("they are one person", "un person ydynt")
        let odds = exp2(min(abs(bits), 40)) + 1
        guard odds <= 1_000_000 else {
            return Text(en: "less than 1 in a million that \(en)", cy: "llai nag 1 siawns mewn miliwn mai \(cy)")
        }
        let number = grouped(twoPlaces(odds))
        return Text(en: "about 1 in \(number) that \(en)", cy: "tua 1 siawns mewn \(number) mai \(cy)")
    }

    /// Rounded to two significant digits.
    private static func twoPlaces(_ value: Double) -> Int {
        var unit = 1.0
        while value / unit >= 99.5 { unit *= 10 }
        return Int((value / unit).rounded() * unit)
    }
}

/// Where the running sums lie on a line of 200 units, with room for the lines.
private struct WeightScale {
    private let low, high: Int

    /// What is no number counts nothing.
    static func tenths(_ weight: Double) -> Int {
        weight.isFinite ? Int((max(-1e6, min(1e6, weight)) * 10).rounded()) : 0
    }

    init(_ steps: [(label: Text, from: Int, to: Int, tenths: Int)], _ lines: [Double]) {
        let all = steps.map(\.to) + lines.map(WeightScale.tenths)
        (low, high) = (min(0, all.min() ?? 0), max(0, all.max() ?? 0))
    }

    func bar(_ from: Int, _ to: Int, _ lines: WeightWaterfall.Lines) -> HTML {
        let (left, right) = (place(min(from, to)), place(max(from, to)))
        let review: HTML? = lines.review.map { line("review", $0) }
        let join: HTML? = lines.join.map { line("join", $0) }
        return """
            <svg viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect class="zero" x="\(place(0))" width="1" height="12"/>\
            <rect class="\(to < from ? "takes" : "adds")" x="\(left)" y="2" width="\(max(2, right - left))" height="8"/>\
            \(review)\(join)</svg>
            """
    }

    private func line(_ kind: String, _ weight: Double) -> HTML {
        "<rect class=\"\(kind)\" x=\"\(place(WeightScale.tenths(weight)))\" width=\"1\" height=\"12\"/>"
    }

    private func place(_ tenths: Int) -> Int {
        high > low ? (tenths - low) * 198 / (high - low) : 0
    }
}
