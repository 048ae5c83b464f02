/// An officer whose readings are watched.
public struct WatchedOfficer: Sendable {
    public let id: Int64
    public let agency: String
    public let familyName: String
    /// Where they belong: their areas or, when they work in all of Wales, their agency's; empty when that is all of Wales too.
    public let home: Set<Area>

    public init(id: Int64, agency: String, name: String, areas: [Area]) {
        self.id = id
        self.agency = agency
        familyName = NameFolding.joiningParticle(NameFolding.folded(PersonName(forenameFirst: name)?.family ?? ""))
        let own = areas.contains(.wales) ? [Agency.find(agency)?.area ?? .wales] : areas
        home = own.contains(.wales) ? [] : Set(own)
    }
}

/// A person whose case was opened, as the rules know them.
public struct WatchedPerson: Sendable {
    public let id: Int64
    public let familyName: String
    public let firstName: String
    /// Where agencies hold records of them, where they are enrolled, where they live.
    public let areas: Set<Area>
    /// How many people of how many bear the family name; only asked for when it is the officer's too.
    public let bearers: Int
    public let register: Int

    public init(id: Int64, name: PersonName, areas: Set<Area>, bearers: Int = 0, register: Int = 0) {
        self.id = id
        familyName = NameFolding.joiningParticle(NameFolding.folded(name.family))
        firstName = NameFolding.folded(name.first)
        self.areas = areas
        self.bearers = bearers
        self.register = register
    }

    /// Names that a reader may take for one another: equal, forms of one name, or a slip of the key apart.
    func isNear(_ other: WatchedPerson) -> Bool {
        func near(_ left: String, _ right: String) -> Bool {
            left == right || NameVariants.areVariants(left, right) || Spelling.areNear(left, right)
        }
        return !familyName.isEmpty && near(familyName, other.familyName) && near(firstName, other.firstName)
    }
}

/// One reading.
public struct UnusualLook: Sendable {
    public enum What: Sendable {
        /// The case of one person.
        case opened(WatchedPerson)
        /// Anything else with people's data: lists, files, two records side by side.
        case other
        /// A case number that did not open.
        case refused(Int64)
    }

    public let number: Int64
    public let at: Instant
    public let officer: WatchedOfficer
    public let what: What

    public init(number: Int64, at: Instant, officer: WatchedOfficer, _ what: What) {
        self.number = number
        self.at = at
        self.officer = officer
        self.what = what
    }
}

/// Something that stands out. What an officer did under one rule on one day, with one person where it is about one, is one thing.
public struct UnusualFinding: Sendable, Equatable {
    /// Each reading counts; or the whole has come to so many.
    public enum Tally: Sendable, Equatable {
        case one
        case reached(Int)
    }

    public let rule: UnusualRule
    public let officer: Int64
    public let agency: String
    /// Whose case; nil where it is about several.
    public let person: Int64?
    /// On the London calendar.
    public let day: Day
    public let at: Instant
    /// 1 to 3, the most telling last.
    public let weight: Int
    public let tally: Tally
    /// Numbers of the entries, and of the people where there are several.
    public let entries: [Int64]
    public let people: [Int64]
}
