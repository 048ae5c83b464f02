import Domain
import Store

/// The invented officers of the demo. They get new passwords each time it starts.
struct DemoAccounts: Sendable {
    static let all = [
        made("carys", "Carys Pritchard", "gwent-police", .coordinator, [.gwent]),
        made("gethin", "Gethin Lloyd", "probation", .coordinator, [.wales]),
        made("dewi", "Dewi Harries", "gwent-police", .policeOffenderManager, [.gwent]),
        made("nia", "Nia Bowen", "probation", .probationPractitioner, [.gwent]),
        made("elin", "Elin Rees", "probation", .analyst, [.wales]),
        made("owain", "Owain Prosser", "gwent-police", .administrator, []),
        made("rhian", "Rhian Vaughan", "gwent-police", .informationOfficer, [.gwent]),
        made("mali", "Mali Tudor", "probation", .victimLiaison, [.gwent]),
        made("sian", "Siân Pugh", "newport-council", .partner, [.gwent]),
    ]

    static let actor = Actor.command("carfan demo")

    let site: Site

    /// Opens the accounts that are not there yet and gives each a new password.
    /// - Returns: the accounts with their passwords.
    /// - Throws: `DemoRefusal` when the database holds accounts that are not the demo's.
    func open() async throws -> [(account: NewAccount, password: String)] {
        let held = Set(try await AccountStore(site: site).list(by: DemoAccounts.actor).map(\.officer.username))
        guard held.isSubset(of: DemoAccounts.all.map(\.username)) else { throw DemoRefusal() }
        var opened: [(NewAccount, String)] = []
        for account in DemoAccounts.all {
            if !held.contains(account.username) {
                _ = try await AccountStore(site: site).add(account, by: DemoAccounts.actor)
            }
            let password = DemoAccounts.newPassword()
            try await give(password, to: account.username)
            opened.append((account, password))
        }
        try await DemoTerms(site: site).run()
        return opened
    }

    private func give(_ password: String, to username: String) async throws {
        let (hash, now) = (try await site.passwords.hash(password), site.clock())
        try await site.change(DemoAccounts.actor) { connection in
            let id = try connection.insertReturningID(
                """
                UPDATE officer SET password_hash = \(hash), password_set_at = \(now), link_hash = NULL,
                  link_expires_at = NULL, disabled_at = NULL
                WHERE username = \(username) RETURNING id
                """)
            try SessionStore.endAll(connection, of: id)
            try SignInAttempts.forget(connection, username)
            return Change((), .security(.passwordSet, officer: id))
        }
    }

    /// Sixteen letters and digits that are hard to mistake for one another: `k7wd-m2pq-x9hr-4tzc`.
    static func newPassword() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        let groups = (0..<4).map { _ in String((0..<4).map { _ in letters[Int.random(in: letters.indices)] }) }
        return groups.joined(separator: "-")
    }

    private static func made(_ username: String, _ name: String, _ agency: String, _ role: Role, _ areas: [Area]) -> NewAccount
    {
        NewAccount(username: username, name: name, agency: agency, role: role, areas: areas)
    }
}

/// The demo opens accounts with printed passwords, so it keeps away from a database that is in use.
struct DemoRefusal: Refusal {
    var message: Text {
        Text(
            en:
                "This database holds accounts that are not the demo's. The demo does not touch it; name another with --database.",
            cy:
                "Mae’r gronfa ddata hon yn dal cyfrifon nad ydynt yn rhan o’r arddangosiad. Nid yw’r arddangosiad yn ei chyffwrdd; "
                + "enwch un arall gyda --database.")
    }
}
