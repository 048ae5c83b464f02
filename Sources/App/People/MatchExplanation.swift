import Domain
import Foundation
import Store

/// Why two records were linked or held apart, kept as it was said then: what spoke for and against, and by which version of the model.
struct MatchExplanation: Codable, Sendable {
    struct Point: Codable, Sendable {
        /// Bits of weight: each doubles the odds that it is one person, or halves them when negative.
        let points: Double
        let en: String
        let cy: String
        /// It says where somebody lives; left out where it does not.
        var home: Bool?

        var text: Text { Text(en: en, cy: cy) }
    }

    /// The record that was compared; nil where only the other was kept, as it once was.
    private(set) var of: Int64?
    /// The record that it was compared with.
    private(set) var with: Int64
    private(set) var points: [Point]
    /// The number of the model version that weighed; nil where rules gave points.
    var model: Int64?
    /// The code of the rule that no weight overrides.
    var rule: String?
    /// The weights from which records are joined without a person, and from which a person is asked.
    var join: Double?
    var review: Double?

    init(_ comparison: PersonComparison, _ matching: Matching) {
        (of, with) = (comparison.subject, comparison.record)
        points = matching.points(comparison.verdict).map {
            Point(
                points: ($0.bits * 100).rounded() / 100, en: $0.text.en, cy: $0.text.cy, home: $0.isHome ? true : nil)
        }
        let model = matching.version.model
        self.model = matching.version.number
        rule = comparison.verdict.overriding?.rawValue
        join = (model.join * 100).rounded() / 100
        review = (model.review * 100).rounded() / 100
    }

    var total: Double { points.reduce(0) { $0 + ($1.points.isFinite ? $1.points : 0) } }

    /// The total as a whole number, which orders the queue.
    var rounded: Int { Int(max(-1e6, min(1e6, total)).rounded()) }

    /// `{"of":34,"with":12,"points":[{"points":12.5,"en":"Same name","cy":"Yr un enw"}],"model":3,"rule":"relatives","join":14,"review":1}`;
    /// what is not known is left out.
    var json: String {
        let list = points.map {
            "{\"points\":\(MatchExplanation.number($0.points)),\"en\":\(quotedJSON($0.en)),\"cy\":\(quotedJSON($0.cy))\($0.home == true ? ",\"home\":true" : "")}"
        }
        let more = [
            model.map { "\"model\":\($0)" }, rule.map { "\"rule\":\(quotedJSON($0))" },
            join.map { "\"join\":\(MatchExplanation.number($0))" }, review.map { "\"review\":\(MatchExplanation.number($0))" },
        ].compactMap { $0.map { ",\($0)" } }
        return
            "{\(of.map { "\"of\":\($0)," } ?? "")\"with\":\(with),\"points\":[\(list.joined(separator: ","))]\(more.joined())}"
    }

    /// JSON has no number that is not finite.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    /// nil for a link without an explanation: the first record of a person, or one that an officer decided.
    static func read(_ json: String) -> MatchExplanation? {
        json.isEmpty ? nil : try? JSONDecoder().decode(MatchExplanation.self, from: Data(json.utf8))
    }
}

extension MatchExplanation {
    /// The same of two records that are known to be those: the one that was kept stays the one that it was compared with.
    func between(_ one: Int64, _ other: Int64) -> MatchExplanation {
        var named = self
        (named.of, named.with) = with == one ? (other, one) : (one, other)
        return named
    }

    /// The same without how two homes agree, only whether: one bar, and the sum stays.
    var withoutHomes: MatchExplanation {
        let homes = points.filter { $0.home == true }
        guard let first = points.firstIndex(where: { $0.home == true }) else { return self }
        let sum = homes.reduce(0) { $0 + $1.points }
        let (name, word) = (LinkageField.place.label, WithheldAgreement(sum).words)
        var less = self
        less.points.removeAll { $0.home == true }
        less.points.insert(
            Point(points: (sum * 100).rounded() / 100, en: "\(name.en): \(word.en)", cy: "\(name.cy): \(word.cy)"), at: first)
        return less
    }

    /// The waterfall of it; nil where nothing was weighed.
    func waterfall(_ caption: Text, captionHidden: Bool = false) -> HTML? {
        guard !points.isEmpty else { return nil }
        let lines = WeightWaterfall.Lines(join: join, review: review)
        let bars = points.map { WeightWaterfall.Bar($0.text, $0.points) }
        let stop: HTML? = rule.map {
            """
            <p><strong>\(Text(en: "No weight overrides this rule", cy: "Nid oes pwysau a all wrthdroi’r rheol hon")):</strong> \
            \(LinkWords.rule($0)).</p>
            """
        }
        return "\(WeightWaterfall.html(caption, captionHidden: captionHidden, bars, lines, isBits: model != nil))\(stop)"
    }
}
