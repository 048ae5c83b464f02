import Foundation

@testable import Domain

/// Records and people weighed by the model that is shipped.
enum MatchTrial {
    struct Person {
        let number: Int64
        let records: [MatchRecord]
    }

    private struct File: Decodable {
        let model: LinkageModel
        let terms: String
    }

    static let version: LinkageVersion = {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/App/Resources/linkage/model.json")
        do {
            let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: path))
            guard let data = Data(base64Encoded: file.terms), let terms = LinkageTerms(bytes: [UInt8](data)) else {
                fatalError("the shipped model has no frequencies")
            }
            return LinkageVersion(0, file.model, terms)
        } catch { fatalError("the shipped model cannot be read: \(error)") }
    }()

    static func compare(_ one: MatchRecord, _ other: MatchRecord) -> MatchVerdict { explained(one, other).verdict }

    static func explained(_ one: MatchRecord, _ other: MatchRecord) -> (verdict: MatchVerdict, points: [MatchPoint]) {
        var table = MatchTable()
        let (left, right) = (table.read(one), table.read(other))
        var matching = Matching(version, table)
        let verdict = matching.compare(left, right)
        return (verdict, matching.points(verdict))
    }

    static func place(_ record: MatchRecord, among people: [Person], locks: Set<RecordPair> = []) -> Placement {
        var table = MatchTable()
        let subject = table.read(record)
        let known = people.map { MatchPerson(number: $0.number, records: $0.records.map { table.read($0) }) }
        var matching = Matching(version, table)
        return matching.place(subject, among: known, locks: locks)
    }
}
