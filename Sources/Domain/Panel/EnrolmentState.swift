/// Where an enrolment in the cohort stands. A panel moves it; nobody is selected without one.
public enum EnrolmentState: String, Sendable, CaseIterable, Hashable {
    case proposed, adopted, declined, deferred, active, exited

    /// The states that may follow. Declined and exited are ends: who is selected again is enrolled anew.
    public var following: Set<EnrolmentState> {
        switch self {
        case .proposed: [.adopted, .declined, .deferred]
        case .deferred: [.adopted, .declined, .deferred]
        case .adopted: [.active, .adopted, .declined, .deferred, .exited]
        case .active: [.active, .exited]
        case .declined, .exited: []
        }
    }

    /// Not at an end.
    public var runs: Bool { !following.isEmpty }

    /// While it stands so, the case is open to police and probation of its area: their panel has put the person off to look
    /// again, or has taken the person in. Before the panel decided, and after a refusal or an exit, it opens nothing.
    public var opensCase: Bool {
        switch self {
        case .deferred, .adopted, .active: true
        case .proposed, .declined, .exited: false
        }
    }

    public var name: Text {
        switch self {
        case .proposed: Text(en: "proposed", cy: "wedi’i gynnig")
        case .adopted: Text(en: "adopted", cy: "wedi’i fabwysiadu")
        case .declined: Text(en: "declined", cy: "wedi’i wrthod")
        case .deferred: Text(en: "deferred", cy: "wedi’i ohirio")
        case .active: Text(en: "active", cy: "gweithredol")
        case .exited: Text(en: "exited", cy: "wedi gadael")
        }
    }

    /// - Throws: when the step is not one of `following`.
    public func moved(to next: EnrolmentState) throws(EnrolmentRefusal) -> EnrolmentState {
        guard following.contains(next) else { throw .cannotMove(from: self, to: next) }
        return next
    }
}

/// Why an enrolment cannot be moved, begun or ended so.
public enum EnrolmentRefusal: Refusal, Hashable {
    case cannotMove(from: EnrolmentState, to: EnrolmentState)
    case dayInFuture
    case dayBeforeStart(Day)

    public var field: String? {
        switch self {
        case .cannotMove: nil
        case .dayInFuture, .dayBeforeStart: "day"
        }
    }

    public var message: Text {
        switch self {
        case .cannotMove(let from, let to):
            Text(
                en: "The enrolment is \(from.name.en); it cannot become \(to.name.en)",
                cy: "Statws y cofrestriad yw \(from.name.cy); ni all ddod yn \(to.name.cy)")
        case .dayInFuture: Text(en: "The day must be today or earlier", cy: "Rhaid i’r diwrnod fod heddiw neu’n gynharach")
        case .dayBeforeStart(let day):
            Text(
                en: "The day must be \(day.words.en) or later", cy: "Rhaid i’r diwrnod fod \(day.words.cy) neu’n hwyrach")
        }
    }
}

/// The first day of work with somebody whom a panel adopted.
public enum Activating {
    /// - Parameter adopted: the day of the panel.
    public static func activate(
        _ state: EnrolmentState, on day: Day, adopted: Day?, today: Day
    ) throws(EnrolmentRefusal) -> EnrolmentState {
        let next = try state.moved(to: .active)
        if day > today { throw .dayInFuture }
        if let adopted, day < adopted { throw .dayBeforeStart(adopted) }
        return next
    }
}
