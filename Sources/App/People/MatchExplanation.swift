import Domain
import Foundation
import Store

/// Why two records were linked or held apart, kept as it was said then: the version of the model, and the bits for and against.
struct MatchExplanation: Codable, Sendable {
    struct Point: Codable, Sendable {
        /// Bits of weight.
        let points: Double
        let en: String
        let cy: String

        var text: Text { Text(en: en, cy: cy) }
    }

    /// The record that this one was compared with.
    let with: Int64
    let points: [Point]
    /// The version of the model; 0 for the shipped one.
    let model: Int64?
    /// The rule that decided.
    let rule: String?
    /// Weights from which the model joins, and from which somebody is asked.
    let join: Double?
    let review: Double?

    init(_ comparison: PersonComparison, _ matching: Matching) {
        with = comparison.record
        points = matching.points(comparison.verdict).map {
            Point(points: ($0.bits * 100).rounded() / 100, en: $0.text.en, cy: $0.text.cy)
        }
        model = matching.version.number
        rule = comparison.verdict.rule.rawValue
        join = (matching.version.model.join * 100).rounded() / 100
        review = (matching.version.model.review * 100).rounded() / 100
    }

    var total: Double { points.reduce(0) { $0 + $1.points } }

    /// `{"with":12,"model":0,"rule":"likely","join":9.1,"review":-2,"points":[{"points":8.21,"en":"Given name: the same","cy":"…"}]}`
    var json: String {
        let list = points.map { "{\"points\":\($0.points),\"en\":\(quotedJSON($0.en)),\"cy\":\(quotedJSON($0.cy))}" }
        let head = "{\"with\":\(with),\"model\":\(model ?? 0),\"rule\":\(quotedJSON(rule ?? ""))"
        return head + ",\"join\":\(join ?? 0),\"review\":\(review ?? 0),\"points\":[\(list.joined(separator: ","))]}"
    }

    /// nil for a link without an explanation: the first record of a person, or one that an officer decided.
    static func read(_ json: String) -> MatchExplanation? {
        json.isEmpty ? nil : try? JSONDecoder().decode(MatchExplanation.self, from: Data(json.utf8))
    }
}
