import Store

/// Which decided pairs somebody looks at a second time without knowing what was decided: one in fifty, by the number of the question, so
/// that nobody chooses them.
enum ReviewSample {
    /// Multiplied and cut, the numbers are spread evenly (Knuth, The Art of Computer Programming 3, 6.4: Fibonacci hashing).
    private static let (factor, cut, below): (Int64, Int64, Int64) = (40_503, 65_536, 1_311)

    static func holds(_ review: Int64) -> Bool { review * factor % cut < below }

    /// The same over `OpenQuestions.pairs`: decided by an officer, as it stands now, and not looked at yet.
    static let waits: SQL = """
        (v.id * \(factor)) % \(cut) < \(below) AND v.officer_id > 0 AND ((v.state = 'same' AND a.person_id = b.person_id)
          OR (v.state = 'different' AND a.person_id <> b.person_id))
        AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = v.id AND o.compared <> '' AND o.at >= v.decided_at)
        """
}
