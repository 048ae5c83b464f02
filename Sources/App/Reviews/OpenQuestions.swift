import Store

/// When a question about two records still stands: nobody has answered it, or somebody cannot tell yet, and the records are of
/// two people. Queue, panels, tiles and imports ask here.
enum OpenQuestions {
    private static let states = ["open", ReviewVerdict.notYet.rawValue]

    /// The question `v` with its records `a` and `b`.
    static let pairs: SQL =
        "match_review v JOIN record a ON a.id = v.record_id JOIN record b ON b.id = v.other_record_id"

    /// Over `pairs`. Records that were joined otherwise leave nothing to answer.
    static let stand: SQL = "v.state IN (\(list: states)) AND a.person_id <> b.person_id"

    /// The people whom standing questions are about.
    static let people: SQL = """
        SELECT a.person_id FROM \(pairs) WHERE \(stand) UNION SELECT b.person_id FROM \(pairs) WHERE \(stand)
        """
}
