import Domain
import Store

/// How often a second officer says the same: a share with the interval in which it truly lies in 95 of 100 such counts.
struct ReviewAgreement: Sendable, Equatable {
    let agreed: Int
    let of: Int

    /// nil for too few.
    var interval: (low: Double, high: Double)? { Proportion(agreed, of: of).interval }
}

/// How the reviewing goes, over the pairs that are open to the officer.
struct ReviewFigures: Sendable {
    static let days = 30

    /// Pairs decided for good in the last days.
    let decided: Int
    /// Hours by the clock in which anybody decided one of them.
    let hours: Int
    let agreement: ReviewAgreement

    /// In tenths; nil when nobody decided anything.
    var perHour: Double? { hours > 0 ? Double(decided) / Double(hours) : nil }

    /// - Parameter opens: over `OpenQuestions.pairs`, that the officer may open both cases.
    static func queries(_ opens: SQL, at now: Instant) -> [SQL] {
        let (verdicts, since) = (
            [ReviewVerdict.same, .different].map(\.rawValue), now.adding(seconds: Int64(-days) * 86_400)
        )
        return [
            """
            SELECT COUNT(*) AS decided, COUNT(DISTINCT substr(v.decided_at, 1, 13)) AS hours FROM \(OpenQuestions.pairs)
            WHERE v.state IN (\(list: verdicts)) AND v.officer_id > 0 AND v.decided_at >= \(since) AND \(opens)
            """,
            """
            SELECT COUNT(*) AS total, COALESCE(SUM(CASE WHEN o.verdict = o.compared THEN 1 ELSE 0 END), 0) AS agreed
            FROM \(OpenQuestions.pairs) JOIN review_opinion o ON o.review_id = v.id
            WHERE o.compared <> '' AND o.verdict IN (\(list: verdicts)) AND \(opens)
            """,
        ]
    }

    init(_ answers: ArraySlice<[Row]>) throws {
        let (counts, opinions) = (answers.first?.first, answers.dropFirst().first?.first)
        decided = try counts?.get("decided") ?? 0
        hours = try counts?.get("hours") ?? 0
        agreement = ReviewAgreement(agreed: try opinions?.get("agreed") ?? 0, of: try opinions?.get("total") ?? 0)
    }
}
