import Domain
import Foundation
import HummingbirdTesting
import Store

@testable import App

extension World {
    /// One more officer, signed in.
    func join(
        _ client: any TestClientProtocol, _ username: String, _ role: Role, _ agency: String, _ areas: [Area] = [.gwent]
    ) async throws -> (browser: Browser, officer: Officer) {
        let (session, now, limits) = (NewSession(), clock.now, SessionLimits(site.config))
        let codes = areas.map(\.rawValue).joined(separator: " ")
        let id = try await site.database.write { connection in
            let id = try connection.insertReturningID(
                """
                INSERT INTO officer (username, name, agency, role, areas, created_at)
                VALUES (\(username), \(username.capitalized), \(agency), \(role), \(codes), \(now)) RETURNING id
                """)
            try SessionStore.begin(connection, session, officer: id, replacing: nil, limits, now)
            return id
        }
        let browser = Browser(client)
        browser.accept("\(Cookies.session(site.config))=\(session.token.text)")
        browser.csrf = session.csrf
        let officer = Officer(id: id, username: username, name: username.capitalized, agency: agency, role: role, areas: areas)
        return (browser, officer)
    }

    /// Something is open to an officer, or to an agency, for an hour.
    func grant(_ person: Int64, _ grant: CaseGrant) async throws {
        let maker = try officer(.carys)
        try await site.database.write { connection in
            var act = CaseAct()
            try act.granted(connection, grant, of: person, from: nil, reason: "", by: maker, at: grant.from)
        }
    }
}
