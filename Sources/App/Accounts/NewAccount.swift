import Domain

/// What an account is opened with, before it is checked.
struct NewAccount: Sendable {
    let username: String
    let name: String
    let agency: String
    let role: Role
    let areas: [Area]

    /// Everything that speaks against opening it.
    var problems: [Problem] {
        [usernameProblem, nameProblem, agencyProblem, areasProblem].compactMap { $0 }
    }

    private var usernameProblem: Problem? {
        let allowed: (UInt8) -> Bool = {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 || $0 == 95
        }
        guard (3...40).contains(username.utf8.count), username.utf8.allSatisfy(allowed) else {
            return Problem(
                "username",
                Text(
                    en: "Enter a username of 3 to 40 small letters without accents, digits, dots, hyphens or underscores",
                    cy: "Rhowch enw defnyddiwr o 3 i 40 o lythrennau bach heb acenion, digidau, dotiau, cysylltnodau neu "
                        + "danlinellau"))
        }
        return nil
    }

    private var nameProblem: Problem? {
        guard !name.isEmpty, name.count <= 100, !name.unicodeScalars.contains(where: { $0.value < 32 }) else {
            return Problem("name", Text(en: "Enter the officer's name", cy: "Rhowch enw’r swyddog"))
        }
        return nil
    }

    private var agencyProblem: Problem? {
        guard let known = Agency.find(agency) else {
            return Problem("agency", Text(en: "Choose an agency", cy: "Dewiswch asiantaeth"))
        }
        guard !role.agencyKinds.contains(known.kind) else { return nil }
        let kinds = role.agencyKinds.map(\.employer)
        let (en, cy) = (kinds.map(\.en).joined(separator: " or "), kinds.map(\.cy).joined(separator: " neu "))
        return Problem(
            "agency",
            Text(
                en: "A \(role.name.en) works for \(en): choose that agency",
                cy: "Mae \(role.name.cy) yn gweithio i \(cy): dewiswch yr asiantaeth honno"))
    }

    private var areasProblem: Problem? {
        guard areas.isEmpty, role != .administrator else { return nil }
        return Problem("area", Text(en: "Choose at least one area", cy: "Dewiswch o leiaf un ardal"))
    }
}

extension AgencyKind {
    /// After "works for", "yn gweithio i".
    fileprivate var employer: Text {
        switch self {
        case .police: Text(en: "a police force", cy: "heddlu")
        case .probation: Text(en: "probation", cy: "wasanaeth prawf")
        case .prison: Text(en: "a prison", cy: "garchar")
        case .council: Text(en: "a council", cy: "gyngor")
        case .health: Text(en: "a health board", cy: "fwrdd iechyd")
        case .voluntary: Text(en: "a charity", cy: "elusen")
        }
    }
}

/// Why something cannot be done with an account.
enum AccountRefusal: Refusal {
    case usernameTaken
    case unknown(username: String)
    case own

    var message: Text {
        switch self {
        case .usernameTaken:
            Text(en: "There is already an account with this username", cy: "Mae cyfrif â’r enw defnyddiwr hwn eisoes")
        case .unknown(let username):
            Text(en: "There is no account \(username)", cy: "Nid oes cyfrif \(username)")
        case .own:
            Text(
                en: "Another administrator must do this to your own account",
                cy: "Rhaid i weinyddwr arall wneud hyn i’ch cyfrif eich hun")
        }
    }

    var field: String? {
        if case .usernameTaken = self { "username" } else { nil }
    }
}
