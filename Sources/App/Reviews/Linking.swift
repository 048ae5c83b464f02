import Domain
import Store

/// Why two people cannot become one.
enum LinkRefusal: Refusal {
    case lockedApart(String, String)
    case alreadyOne
    case enrolledTwice(Area)

    var field: String? { "verdict" }

    var message: Text {
        switch self {
        case .lockedApart(let one, let other):
            Text(
                en: "Somebody decided that the records \(one) and \(other) are of different people. Unlink one of them first",
                cy: "Penderfynodd rhywun fod y cofnodion \(one) ac \(other) am bobl wahanol. Datgysylltwch un ohonynt yn gyntaf"
            )
        case .alreadyOne:
            Text(
                en: "These records are linked to one person by now. Unlink the wrong one on the case’s page of records",
                cy:
                    "Mae’r cofnodion hyn wedi’u cysylltu ag un person erbyn hyn. Datgysylltwch yr un anghywir ar dudalen gofnodion yr achos"
            )
        case .enrolledTwice(let area):
            Text(
                en: "Both people are enrolled in \(area.name.en). One person has one enrolment there: end one of the two first",
                cy:
                    "Mae’r ddau berson wedi’u cofrestru yn ardal \(area.name.cy). Un cofrestriad sydd gan un person yno: dewch ag un o’r ddau i ben yn gyntaf"
            )
        }
    }
}

/// Links and unlinks records on an officer's word: entered as a combination, or as a change where nobody’s record moves, with the reason
/// kept beside it.
struct Linking: Sendable {
    let site: Site

    /// Answers a question about two records.
    /// - Parameters:
    ///   - agency: which one is asked, when the answer is to ask.
    ///   - seen: the state of the question when the officer looked at it; anything newer is a `Conflict`.
    func decide(
        _ review: Int64, _ verdict: ReviewVerdict, reason: String, agency: String, seen: String, _ visit: Visit
    ) async throws -> ReviewOutcome {
        let viewer = try visit.viewer().byRight
        let now = site.clock()
        return try await site.change(try visit.actor()) { connection in
            let pair = try ReviewStore.pair(connection, viewer, review)
            guard pair.canAnswer, pair.stamp == seen else { throw pair.conflict(with: verdict, reason) }
            var deciding = ReviewDeciding(
                connection, pair, verdict, reason: reason, agency: agency, officer: viewer.officer.id, at: now)
            try deciding.check()
            return try deciding.change()
        }
    }

    /// Both people become the one with the lower number.
    /// - Returns: what the entry commits to.
    static func unite(
        _ connection: any Connection, _ pair: ReviewPair, reason: String, officer: Int64, at now: Instant
    ) throws -> [[UInt8]] {
        guard pair.person != pair.otherPerson else { return [] }
        let locked = try connection.first(
            """
            SELECT a.reference AS one, b.reference AS other FROM match_lock k
            JOIN record a ON a.id = k.record_a JOIN record b ON b.id = k.record_b
            WHERE (a.person_id = \(pair.person) AND b.person_id = \(pair.otherPerson))
               OR (a.person_id = \(pair.otherPerson) AND b.person_id = \(pair.person))
            """)
        if let locked { throw LinkRefusal.lockedApart(try locked.get("one"), try locked.get("other")) }
        let people = [pair.person, pair.otherPerson]
        if let area = try RunningEnrolments(connection, people).twice(people) {
            throw LinkRefusal.enrolledTwice(area)
        }
        return try PersonCombination.combine(
            connection, into: min(pair.person, pair.otherPerson), [max(pair.person, pair.otherPerson)],
            rule: LinkWords.decidedSame, explanation: pair.bothNamed, officer: officer, reason: reason, at: now)
    }

    /// Takes a record from a person, alone or with all that came with it, and locks it apart from what stays.
    /// - Returns: the person whose it is now.
    func unlink(
        _ record: Int64, _ extent: UnlinkExtent?, from person: Int64, reason: String, _ visit: Visit
    ) async throws -> Int64 {
        let viewer = try visit.viewer().byRight
        let now = site.clock()
        return try await site.change(try visit.actor()) { connection in
            let file = try CaseStore.whole(connection, viewer, person)
            let parting = try RecordParting(connection, file, record, extent)
            var (new, commitments) = try PersonCombination.separate(
                connection, parting, rule: LinkWords.separated, officer: viewer.officer.id, reason: reason, at: now)
            commitments += try Linking.lock(connection, parting.pairs, reason: reason, officer: viewer.officer.id, at: now)
            commitments += try Linking.answer(connection, parting.pairs, reason: reason, officer: viewer.officer.id, at: now)
            let event = Event(
                .combination, subjects: Array(Set([person, new, parting.home ?? new])).sorted(),
                records: parting.moving.map { "record:\($0)" } + parting.pairs.map(Linking.name(ofLock:_:)),
                fields: ["person_id", "decisions", "enrolment"],
                reason: LinkWords.separated, commitments: commitments)
            return Change(new, event)
        }
    }

    /// Questions about records that are locked apart have their answer.
    private static func answer(
        _ connection: any Connection, _ pairs: [(Int64, Int64)], reason: String, officer: Int64, at now: Instant
    ) throws -> [[UInt8]] {
        var commitments: [[UInt8]] = []
        for (one, other) in pairs {
            let answered = try connection.query(
                """
                UPDATE match_review SET state = \(ReviewVerdict.different.rawValue), officer_id = \(officer), reason = \(reason),
                  decided_at = \(now), asked_agency = ''
                WHERE record_id IN (\(one), \(other)) AND other_record_id IN (\(one), \(other))
                  AND state IN (\(list: OpenQuestions.states)) RETURNING id
                """)
            for review in answered {
                commitments += try connection.commit("match_review:\(try review.get("id", as: Int64.self))", ["reason": reason])
            }
        }
        return commitments
    }

    /// Two records that are not of one person: for ever, the lower number first.
    /// - Returns: what the entry commits to.
    @discardableResult
    static func lock(
        _ connection: any Connection, _ pairs: [(Int64, Int64)], reason: String, officer: Int64, at now: Instant
    ) throws -> [[UInt8]] {
        var commitments: [[UInt8]] = []
        for (one, other) in pairs {
            let (low, high) = (min(one, other), max(one, other))
            let made = try connection.changes(
                """
                INSERT INTO match_lock (record_a, record_b, officer_id, reason, at)
                VALUES (\(low), \(high), \(officer), \(reason), \(now))
                ON CONFLICT (record_a, record_b) DO NOTHING
                """)
            if made > 0 { commitments += try connection.commit(name(ofLock: low, high), ["reason": reason]) }
        }
        return commitments
    }

    /// As entries of the journal call it.
    static func name(ofLock one: Int64, _ other: Int64) -> String { "match_lock:\(min(one, other))-\(max(one, other))" }
}

extension CaseRecord {
    /// It holds, verified, the PNC ID of that record of the PNC.
    func names(_ other: CaseRecord) -> Bool {
        pncVerified && pnc != nil && (pnc == other.pnc || pnc == other.reference)
    }
}
