import Domain
import Foundation
import Store
import Support
import Testing

@testable import App

@Suite("A plan counts by rule and keeps, without names, the pairs that most deserve a look")
struct LinkageFoundTests {
    private static func finding(
        _ kind: LinkageFinding.Kind, _ record: Int64, _ other: Int64, _ weight: Double, _ rule: MatchRule = .weight
    ) -> LinkageFinding {
        LinkageFinding(
            kind: kind, record: record, other: other, person: kind == .loose ? 1 : record,
            otherPerson: kind == .loose ? 1 : other,
            weight: weight, rule: rule, explanation: "Gwenllian Prosser")
    }

    private static func plan(_ findings: [LinkageFinding]) -> LinkagePlan {
        var plan = LinkagePlan()
        for part in [findings.prefix(7), findings.dropFirst(7)] { plan.add(Array(part), crowded: 0, records: 9) }
        return plan
    }

    @Test("The weakest joins first, the strongest doubts, the weakest links; equal ones by their numbers")
    func order() {
        let weights = [20.0, 12.345, 31, 12.345]
        var findings: [LinkageFinding] = []
        for (index, kind) in LinkageFinding.Kind.allCases.enumerated() {
            for (place, weight) in weights.enumerated() {
                let hundreds = Int64(100 * index)
                findings.append(Self.finding(kind, hundreds + Int64(90 - place), hundreds + Int64(10 + place), weight))
            }
        }
        let plan = Self.plan(findings)
        func records(_ kind: LinkageFinding.Kind) -> [Int64] {
            plan.deservingALook.filter { $0.kind == kind }.map { $0.record % 100 }
        }
        #expect(records(.join) == [87, 89, 90, 88])
        #expect(records(.loose) == [87, 89, 90, 88])
        #expect(records(.doubt) == [88, 90, 87, 89])
        #expect(plan.deservingALook.first { $0.record == 89 }?.weight == 12.35)
    }

    @Test("Of each kind at most a hundred are kept, whatever came first", arguments: LinkageFinding.Kind.allCases)
    func bounded(_ kind: LinkageFinding.Kind) {
        var many: [LinkageFinding] = []
        var expected: [Double] = []
        for number in Int64(1)...1000 {
            let weight: Int64 = number * 7919 % 1000
            many.append(Self.finding(kind, 10_000 + number, number, Double(weight)))
        }
        for place in 0..<100 { expected.append(Double(kind == .doubt ? 999 - place : place)) }
        let kept = Self.plan(many).deservingALook.map(\.weight)
        #expect(kept == expected)
        #expect(Self.plan(many).counts == [kind: 1000])
    }

    @Test("By rule, the most first; who is found from either side counts once")
    func rules() {
        let plan = Self.plan([
            Self.finding(.join, 5, 2, 20), Self.finding(.join, 2, 5, 30), Self.finding(.join, 6, 2, 20, .sharedIdentifier),
            Self.finding(.doubt, 7, 2, 9, .relatives), Self.finding(.doubt, 8, 2, 9, .relatives),
            Self.finding(.doubt, 9, 2, 20),
            Self.finding(.loose, 4, 3, 1, .noLongerHolds), Self.finding(.loose, 3, 4, 1, .noLongerHolds),
        ])
        #expect(plan.byRule.map(\.rule) == ["relatives", "weight", "no-longer-holds", "shared-identifier"])
        let lines: [[Int]] = plan.byRule.map { [$0.joins, $0.doubts, $0.loose] }
        let expected: [[Int]] = [[0, 2, 0], [1, 1, 0], [0, 0, 1], [1, 0, 0]]
        #expect(lines == expected)
        #expect(plan.counts == [.join: 2, .doubt: 3, .loose: 1] && plan.deservingALook.count == 6)
        #expect(plan.deservingALook.first { $0.other == 2 }?.weight == 20)
    }

    @Test("What was kept comes back; what was counted before has neither, and says its counts")
    func decodes() throws {
        let counts = LinkageCounts(Self.plan([Self.finding(.join, 5, 2, 20), Self.finding(.doubt, 7, 2, -0.5, .likely)]))
        let bytes = try JSONEncoder().encode(counts)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("Prosser"))
        #expect(try JSONDecoder().decode(LinkageCounts.self, from: bytes) == counts)
        let old = try JSONDecoder().decode(
            LinkageCounts.self, from: Data("{\"records\":9,\"joins\":3,\"doubts\":2,\"loose\":1,\"crowded\":0}".utf8))
        #expect(old.found == nil && old.rules == nil && LinkageFinding.Kind.allCases.map { old[$0] } == [3, 2, 1])
    }
}
