/// Only the officers named here may open the case, by their own right or by what was shared with them.
public struct CaseRestriction: Sendable, Equatable {
    /// What the others see who could open it otherwise.
    public enum Shown: String, Sendable, CaseIterable {
        /// That there is a case, by its number, and whom to ask.
        case closed
        /// Nothing: the case does not exist for them.
        case hidden
    }

    public let allowed: Set<Int64>
    public let shown: Shown

    public func names(_ officer: Officer) -> Bool { allowed.contains(officer.id) }

    public init(allowed: Set<Int64>, shown: Shown) {
        self.allowed = allowed
        self.shown = shown
    }

    /// Several at once: all must admit an officer, and the case is shown only where all show it. nil for none.
    public static func all(_ restrictions: some Collection<CaseRestriction>) -> CaseRestriction? {
        guard let first = restrictions.first else { return nil }
        return restrictions.dropFirst().reduce(first) { all, next in
            CaseRestriction(
                allowed: all.allowed.intersection(next.allowed),
                shown: all.shown == .closed && next.shown == .closed ? .closed : .hidden)
        }
    }
}

/// Opens a case, or a masked part of it, to somebody for a time.
public struct CaseGrant: Sendable, Equatable {
    public enum Ground: String, Sendable, CaseIterable {
        /// Somebody shared the case, and it was accepted.
        case share
        /// The officer broke the glass.
        case glass
        /// The officer asked to see a masked part. It opens no case.
        case unmasking
    }

    /// An officer for as long as they are of this agency, or everybody of an agency whose role can take it up.
    public enum Holder: Sendable, Equatable {
        case officer(Int64, of: String)
        case agency(String)

        public var agency: String {
            switch self {
            case .officer(_, let agency), .agency(let agency): agency
            }
        }

        /// nil: everybody of the agency.
        public var officer: Int64? {
            switch self {
            case .officer(let id, _): id
            case .agency: nil
            }
        }
    }

    public let holder: Holder
    public let ground: Ground
    public let parts: Set<CasePart>
    /// What is marked OFFICIAL-SENSITIVE is shared too.
    public let isSensitive: Bool
    public let from: Instant
    /// From this moment on it opens nothing.
    public let until: Instant

    public init(
        holder: Holder, ground: Ground, parts: Set<CasePart>, isSensitive: Bool = false, from: Instant, until: Instant
    ) {
        self.holder = holder
        self.ground = ground
        self.parts = parts
        self.isSensitive = isSensitive
        self.from = from
        self.until = until
    }

    public func isLive(at now: Instant) -> Bool { from <= now && now < until }
}

/// All that the policy must know of a case to say what an officer sees of it.
public struct CaseFacts: Sendable, Equatable {
    public var reach: CaseReach
    public var restriction: CaseRestriction?
    /// Whoever the owner excluded, and whoever declared that they know the person.
    public var barred: Set<Int64>
    public var grants: [CaseGrant]

    public init(
        reach: CaseReach, restriction: CaseRestriction? = nil, barred: Set<Int64> = [], grants: [CaseGrant] = []
    ) {
        self.reach = reach
        self.restriction = restriction
        self.barred = barred
        self.grants = grants
    }
}

extension CaseFacts {
    /// The officer is not to know that there is this case, whatever was shared with them before: somebody barred them, or a restriction
    /// that does not name them hides it. To those who do not work with cases a restricted case is not shown as closed either.
    public func hides(from officer: Officer) -> Bool {
        guard !barred.contains(officer.id) else { return true }
        guard let restriction, !restriction.names(officer) else { return false }
        return restriction.shown == .hidden || !officer.role.worksWithCases
    }
}

/// What an officer sees of a case.
public enum CaseSight: Sendable, Equatable {
    /// The case does not exist for them.
    case absent
    /// They see its number and whom to ask.
    case closed
    case open(PartSights)

    public var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}
