import Domain
import Store

/// What people decided of a pair of records, by their last word: what models are taught, and what they are measured on.
struct DecidedPair: Sendable {
    /// The number of the question.
    let number: Int64
    let pair: RecordPair
    /// One person.
    let isSame: Bool
    /// Whose the two records are today.
    let people: [Int64]

    /// Nobody has undone it in another way since: one person are one, two people are two.
    var stands: Bool { isSame == (Set(people).count == 1) }

    private static let verdicts = [ReviewVerdict.same, .different].map(\.rawValue)

    /// The decided questions `v` with their records `a` and `b`. Where two officers disagree, nothing is decided.
    static let all: SQL = "\(OpenQuestions.pairs) WHERE v.state IN (\(list: verdicts)) AND v.officer_id > 0"

    /// A second officer said otherwise, and nothing has been decided since.
    static let disputed: SQL = """
        match_review v WHERE v.state NOT IN (\(list: verdicts)) AND EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = v.id
          AND o.compared <> '' AND o.verdict IN (\(list: verdicts)) AND o.verdict <> o.compared)
        """

    static let columns: SQL = "v.id, v.record_id, v.other_record_id, v.state, a.person_id AS one, b.person_id AS other"

    init(_ row: Row) throws {
        number = try row.get("id")
        pair = RecordPair(try row.get("record_id"), try row.get("other_record_id"))
        isSame = try row.get("state", as: String.self) == ReviewVerdict.same.rawValue
        people = [try row.get("one", as: Int64?.self), try row.get("other", as: Int64?.self)].compactMap(\.self)
    }
}
