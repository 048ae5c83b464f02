import Domain
import Store

/// An officer's account as administrators see it.
struct Account: Sendable {
    let officer: Officer
    let language: Language?
    let hasPassword: Bool
    let linkExpiresAt: Instant?
    let disabledAt: Instant?
    let signedInAt: Instant?
    let signedInBefore: Instant?
    /// Since when there is a second step; nil when it is still to be set up.
    let factorSetAt: Instant?
    let recoveryCodes: Int
    let life: AccountLife

    static let columns: SQL = """
        officer.id, officer.username, officer.name, officer.agency, officer.role, officer.areas, officer.language,
        officer.link_expires_at, officer.created_at, officer.disabled_at, officer.signed_in_before, \(AccountLife.columns),
        officer.factor_set_at,
        (SELECT COUNT(*) FROM recovery_code WHERE recovery_code.officer_id = officer.id) AS recovery_codes
        """

    init(_ row: Row) throws {
        officer = try Officer(row)
        language = try row.get("language")
        hasPassword = try row.get("password_set_at", as: Instant?.self) != nil
        linkExpiresAt = try row.get("link_expires_at")
        disabledAt = try row.get("disabled_at")
        signedInAt = try row.get("signed_in_at")
        signedInBefore = try row.get("signed_in_before")
        factorSetAt = try row.get("factor_set_at")
        recoveryCodes = try row.get("recovery_codes")
        life = try AccountLife(row)
    }

    enum Standing: Sendable {
        case open, awaitsPassword, linkExpired, dormant, left, disabled

        /// By time alone: an administrator opens it again as it was.
        var isClosedByItself: Bool { self == .dormant || self == .left }
    }

    func standing(_ site: Site) -> Standing {
        let now = site.clock()
        if disabledAt != nil { return .disabled }
        switch life.closed(now, site.config) {
        case .left: return .left
        case .dormant where hasPassword: return .dormant
        case .dormant, nil: break
        }
        if let linkExpiresAt, !hasPassword { return linkExpiresAt > now ? .awaitsPassword : .linkExpired }
        return hasPassword ? .open : .linkExpired
    }
}

extension Account.Standing {
    var name: Text {
        switch self {
        case .open: Text(en: "Open", cy: "Ar agor")
        case .awaitsPassword: Text(en: "Link sent, no password yet", cy: "Dolen wedi’i hanfon, dim cyfrinair eto")
        case .linkExpired: Text(en: "Link no longer works", cy: "Nid yw’r ddolen yn gweithio mwyach")
        case .dormant: Text(en: "Closed: not used for long", cy: "Ar gau: heb ei ddefnyddio ers tro")
        case .left: Text(en: "Closed: last day over", cy: "Ar gau: diwrnod olaf heibio")
        case .disabled: Text(en: "Closed", cy: "Ar gau")
        }
    }

    var colour: Tag.Colour {
        switch self {
        case .open: .green
        case .awaitsPassword: .blue
        case .linkExpired, .dormant: .amber
        case .left: .grey
        case .disabled: .grey
        }
    }
}

extension Officer {
    /// An officer from a row that has the columns id, username, name, agency, role and areas.
    init(_ row: Row) throws {
        let areas: String = try row.get("areas")
        self.init(
            id: try row.get("id"), username: try row.get("username"), name: try row.get("name"),
            agency: try row.get("agency"), role: try row.get("role"),
            areas: areas.split(separator: " ").compactMap { Area(rawValue: String($0)) })
    }

    var agencyName: Text { Agency.name(of: agency) }

    var areaNames: Text { Text.joined(areas.map(\.name)) }
}
