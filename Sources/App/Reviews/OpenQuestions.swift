import Domain
import Store

/// When a question about two records still stands: nobody has answered it for good, and the records are of two people; or somebody
/// looked a second time and disagreed, or what linked them by rule no longer holds. Queue, panels, tiles and imports ask here.
enum OpenQuestions {
    /// Waits for the word of a second officer.
    static let second = "second"
    /// Was answered, and somebody who looked a second time said otherwise.
    static let reopened = "reopened"

    static let states = ["open", ReviewVerdict.notYet.rawValue, ReviewVerdict.askAgency.rawValue, second, reopened]

    /// The question `v` with its records `a` and `b`.
    static let pairs: SQL =
        "match_review v JOIN record a ON a.id = v.record_id JOIN record b ON b.id = v.other_record_id"

    /// Over `pairs`. Records that were joined otherwise leave nothing to answer.
    static let stand: SQL = """
        v.state IN (\(list: states))
          AND (a.person_id <> b.person_id OR v.state = \(reopened) OR v.rule = \(MatchRule.noLongerHolds.rawValue))
        """

    /// The people whom standing questions are about.
    static let people: SQL = """
        SELECT a.person_id FROM \(pairs) WHERE \(stand) UNION SELECT b.person_id FROM \(pairs) WHERE \(stand)
        """
}
