import Domain
import Store

/// What is kept of questions about records beside the questions themselves: who is asked, and what each officer said.
enum ReviewSchema {
    private static let identity = Holding(.offender, .identity, .personal, .caseFile)
    // Which agency knows somebody says much about them.
    private static let known = Holding(.offender, .source, .personal, .caseFile)
    private static let staff = Holding(.officer, .staff, .personal, .caseFile)

    static let steps: [Migration.Step] = [
        // The code of the rule that made it a question.
        .addColumn(table: "match_review", Column("rule", .text, "NOT NULL DEFAULT ''", holds: identity)),
        // While an agency is asked: which.
        .addColumn(table: "match_review", Column("asked_agency", .text, "NOT NULL DEFAULT ''", holds: known)),
        .index("match_review_decided", on: "match_review (decided_at)"),
        // Every answer, in the order in which they were given.
        .table(
            Table(
                "review_opinion",
                [
                    Column("id", .id, holds: nil),
                    Column("review_id", .integer, "NOT NULL REFERENCES match_review(id)", holds: nil),
                    Column("officer_id", .integer, "NOT NULL", holds: staff),
                    // same, different, not_yet, ask_agency
                    Column("verdict", .text, "NOT NULL", holds: identity),
                    // Of a second opinion, given blind: what the first had said; else empty.
                    Column("compared", .text, "NOT NULL DEFAULT ''", holds: identity),
                    Column("reason", .text, "NOT NULL", holds: identity),
                    Column("at", .text, "NOT NULL", holds: nil),
                ])),
        .index("review_opinion_review", on: "review_opinion (review_id, id)"),
        .index("review_opinion_compared", on: "review_opinion (compared) WHERE compared <> ''"),
        // A case asks for its look-alikes from either side.
        .index("match_lock_other", on: "match_lock (record_b)"),
    ]
}
