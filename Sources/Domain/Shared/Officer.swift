/// What an officer does in Carfan. Administrators run the system and see no cases; analysts see aggregates only; an information
/// officer sees who looked at whose case, and no more of it. A victim liaison officer sees the victims' part of a case; the
/// practitioner of a partner (housing, health, a charity) sees what was shared with them.
public enum Role: String, Sendable, CaseIterable, Hashable {
    case coordinator
    case policeOffenderManager = "police_offender_manager"
    case probationPractitioner = "probation_practitioner"
    case victimLiaison = "victim_liaison"
    case partner
    case analyst
    case administrator
    case informationOfficer = "information_officer"

    public var name: Text {
        switch self {
        case .coordinator: Text(en: "coordinator", cy: "cydlynydd")
        case .policeOffenderManager: Text(en: "police offender manager", cy: "rheolwr troseddwyr yr heddlu")
        case .probationPractitioner: Text(en: "probation practitioner", cy: "ymarferydd prawf")
        case .victimLiaison: Text(en: "victim liaison officer", cy: "swyddog cyswllt dioddefwyr")
        case .partner: Text(en: "partner practitioner", cy: "ymarferydd partner")
        case .analyst: Text(en: "analyst", cy: "dadansoddwr")
        case .administrator: Text(en: "administrator", cy: "gweinyddwr")
        case .informationOfficer: Text(en: "information officer", cy: "swyddog gwybodaeth")
        }
    }

    /// Selects, plans and supervises: the whole of the daily work.
    public var worksWithCases: Bool {
        switch self {
        case .coordinator, .policeOffenderManager, .probationPractitioner: true
        case .victimLiaison, .partner, .analyst, .administrator, .informationOfficer: false
        }
    }

    /// The kinds of agency that such an officer works for.
    public var agencyKinds: [AgencyKind] {
        switch self {
        case .policeOffenderManager: [.police]
        case .probationPractitioner: [.probation]
        case .victimLiaison: [.police, .probation]
        case .partner: [.prison, .council, .health, .voluntary]
        case .coordinator, .analyst, .administrator, .informationOfficer: AgencyKind.allCases
        }
    }

    /// Cases are open to the role by what is known of them, before anybody shares one.
    public var knowsCases: Bool { worksWithCases || self == .victimLiaison }

    /// May open people's cases at all.
    public var opensCases: Bool { knowsCases || self == .partner }
}

/// A person who signs in: one agency, one role, one or more areas.
public struct Officer: Sendable, Hashable {
    public let id: Int64
    public let username: String
    public let name: String
    public let agency: String
    public let role: Role
    public let areas: [Area]

    public init(id: Int64, username: String, name: String, agency: String, role: Role, areas: [Area]) {
        self.id = id
        self.username = username
        self.name = name
        self.agency = agency
        self.role = role
        self.areas = areas
    }
}
