import Domain
import Foundation
import Support
import Testing

@Suite("Matching: the 2,000 people of the agency files")
struct MatchWalesTests {
    @Test("No link is wrong, and few are missed")
    func wales() throws {
        let files = MatchWalesFiles()
        let truth = try files.table("truth/records.csv")
        var owner: [String: (person: String, reference: String)] = [:]
        for row in truth where row["outcome"] == "ACCEPT" || row["outcome"] == "WARN" {
            owner["\(row["file"] ?? ""):\(row["row"] ?? "")"] = (row["person_id"] ?? "", row["local_reference"] ?? "")
        }
        let entries = try files.entries { owner["\($0):\($1)"] != nil }
        #expect(entries.count > 3_800)

        var world = MatchWorld()
        for entry in entries { world.take(entry.record) }
        let figures = Figures(entries, owner: owner, world: world)
        #expect(figures.wrong.isEmpty)
        #expect(figures.shareOfLinks > 0.92, Comment(rawValue: figures.summary))
        #expect(
            figures.rightDoubts > 5 * figures.falseDoubts && figures.falseDoubts < 50,
            Comment(rawValue: figures.summary))
    }

    struct Figures {
        var wrong: [String] = []
        var links = 0
        var found = 0
        var missed: [String] = []
        var rightDoubts = 0
        var falseDoubts = 0

        /// A link is one step from a reference of a person to the others: a person known by n references has n - 1.
        init(
            _ entries: [MatchWalesFiles.Entry], owner: [String: (person: String, reference: String)], world: MatchWorld
        ) {
            var persons: [String: Set<Int64>] = [:]
            var references: [String: Set<String>] = [:]
            var truths: [Int64: Set<String>] = [:]
            var ownerOf: [Int64: String] = [:]
            for entry in entries {
                guard let known = owner["\(entry.file):\(entry.row)"],
                    let person = world.person(of: entry.record.number)
                else { continue }
                persons[known.person, default: []].insert(person)
                references[known.person, default: []].insert("\(entry.file):\(known.reference)")
                truths[person, default: []].insert(known.person)
                ownerOf[entry.record.number] = known.person
            }
            wrong = truths.filter { $0.value.count > 1 }.map { "\($0.key): \($0.value.sorted())" }
            for (person, held) in references {
                links += held.count - 1
                found += held.count - (persons[person]?.count ?? 0)
            }
            missed = persons.filter { $0.value.count > 1 }.keys.sorted()
            for doubt in Set(world.doubts) {
                if ownerOf[doubt.low] == ownerOf[doubt.high] { rightDoubts += 1 } else { falseDoubts += 1 }
            }
        }

        var shareOfLinks: Double { Double(found) / Double(max(links, 1)) }

        var summary: String {
            "Wrong persons \(wrong.count) \(wrong); links found \(found) of \(links) (\(shareOfLinks)); persons in parts "
                + "\(missed.count); doubts \(rightDoubts + falseDoubts), of which \(rightDoubts) one person"
        }
    }
}
