import Domain
import Foundation
import Store

/// Why two records were linked or held apart, kept as it was said then: the rule's code, and the points for and against.
struct MatchExplanation: Codable, Sendable {
    struct Point: Codable, Sendable {
        let points: Int
        let en: String
        let cy: String

        var text: Text { Text(en: en, cy: cy) }
    }

    /// The record that this one was compared with.
    let with: Int64
    let points: [Point]

    init(_ comparison: PersonComparison) {
        with = comparison.record
        points = comparison.verdict.points.map { Point(points: $0.points, en: $0.text.en, cy: $0.text.cy) }
    }

    var total: Int { points.reduce(0) { $0 + $1.points } }

    /// `{"with":12,"points":[{"points":35,"en":"Same name","cy":"Yr un enw"}]}`
    var json: String {
        let list = points.map { "{\"points\":\($0.points),\"en\":\(quotedJSON($0.en)),\"cy\":\(quotedJSON($0.cy))}" }
        return "{\"with\":\(with),\"points\":[\(list.joined(separator: ","))]}"
    }

    /// nil for a link without an explanation: the first record of a person, or one that an officer decided.
    static func read(_ json: String) -> MatchExplanation? {
        json.isEmpty ? nil : try? JSONDecoder().decode(MatchExplanation.self, from: Data(json.utf8))
    }
}
