/// A record's word on the date of birth.
public struct BirthDateVote: Sendable, Hashable {
    /// Who holds the record; decides a tie.
    public enum Holder: Sendable, Hashable {
        case prison
        case probation
        /// When the nominal was last updated.
        case police(updated: Instant)
    }

    public let holder: Holder
    /// The nominal reference, CRN or prison number.
    public let reference: String
    /// nil where the record leaves it blank: a blank does not vote.
    public let dateOfBirth: Day?

    public init(holder: Holder, reference: String, dateOfBirth: Day?) {
        self.holder = holder
        self.reference = reference
        self.dateOfBirth = dateOfBirth
    }
}

/// The date of birth that most records hold; on a tie the prison's, else probation's, else that of the police record last
/// updated. One vote for each reference. Source: agency files, "The people".
public func agreedDateOfBirth(_ votes: [BirthDateVote]) -> Day? {
    let cast = votes.compactMap { vote in vote.dateOfBirth.map { (day: $0, vote: vote) } }
    guard let first = cast.first else { return nil }
    if cast.allSatisfy({ $0.day == first.day }) { return first.day }
    let tally = Dictionary(grouping: onePerReference(cast.map(\.vote)), by: \.dateOfBirth)
    let best = tally.compactMap { day, votes in
        day.map { (day: $0, count: votes.count, standing: votes.map(\.holder.standing).max() ?? .lowest) }
    }
    // Where even the standing is equal, the earlier date, so that the order of records never matters.
    return best.max { ($0.count, $0.standing, $1.day) < ($1.count, $1.standing, $0.day) }?.day
}

/// Rows of one reference that disagree speak with the value most of them hold; the later row on a tie.
private func onePerReference(_ votes: [BirthDateVote]) -> [BirthDateVote] {
    struct Reference: Hashable {
        let agency: Int
        let text: String
    }
    let groups = Dictionary(grouping: votes) { Reference(agency: $0.holder.agency, text: $0.reference) }
    return groups.values.compactMap { rows in
        rows.enumerated().max { left, right in
            let counts = [left, right].map { row in rows.count { $0.dateOfBirth == row.element.dateOfBirth } }
            return (counts[0], left.offset) < (counts[1], right.offset)
        }?.element
    }
}

extension BirthDateVote.Holder {
    fileprivate struct Standing: Comparable {
        let agency: Int
        let updated: Instant

        static let lowest = Standing(agency: -1, updated: Instant(microseconds: .min))

        static func < (left: Standing, right: Standing) -> Bool {
            (left.agency, left.updated) < (right.agency, right.updated)
        }
    }

    fileprivate var agency: Int {
        switch self {
        case .prison: 2
        case .probation: 1
        case .police: 0
        }
    }

    fileprivate var standing: Standing {
        if case .police(let updated) = self { return Standing(agency: agency, updated: updated) }
        return Standing(agency: agency, updated: Instant(microseconds: 0))
    }
}
