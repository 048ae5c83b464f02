/// A record against a person, by the person's record that fits best.
public struct PersonComparison: Sendable {
    /// The record that was compared with the person.
    public let subject: Int64
    public let person: Int64
    /// The person's record that fits best.
    public let record: Int64
    public let verdict: MatchVerdict

    /// Same before unsure before different; then the heavier; then the older person and record.
    func isBetter(than other: PersonComparison) -> Bool {
        if verdict.outcome != other.verdict.outcome { return verdict.outcome < other.verdict.outcome }
        let (mine, theirs) = (verdict.weight, other.verdict.weight)
        return mine == theirs ? (person, record) < (other.person, other.record) : mine > theirs
    }

    func with(_ verdict: MatchVerdict, record other: Int64? = nil) -> PersonComparison {
        PersonComparison(subject: subject, person: person, record: other ?? record, verdict: verdict)
    }
}

/// Where a record belongs. The doubts beside it go to the review queue.
public enum Placement: Sendable {
    /// To this person.
    case join(PersonComparison, doubts: [PersonComparison])
    /// To a person of its own.
    case new
    /// To a person of its own for now; somebody must look at these.
    case unsure([PersonComparison])
    /// To all of these: the record shows that they are one person, and nothing keeps them apart.
    case combine([PersonComparison], doubts: [PersonComparison])

    /// A person is known whose it is.
    public var isSettled: Bool {
        switch self {
        case .join, .combine: true
        case .new, .unsure: false
        }
    }

    /// The person whose it is; of several who are one, the likeliest.
    public var joined: Int64? {
        switch self {
        case .join(let found, _): found.person
        case .combine(let all, _): all.first?.person
        case .new, .unsure: nil
        }
    }

    public var doubts: [PersonComparison] {
        switch self {
        case .join(_, let doubts), .combine(_, let doubts), .unsure(let doubts): doubts
        case .new: []
        }
    }
}
