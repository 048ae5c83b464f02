import Domain
import Store

/// Officers' accounts and sessions.
struct AccountStore: Sendable {
    let site: Site

    /// The officer whose session the token opens; nil when there is none or it has ended.
    func signedIn(token: String) async throws -> SignedIn? {
        nil
    }

    /// Keeps the language for the account's next sign-in.
    func remember(_ language: Language, _ visit: Visit) async throws {}
}
