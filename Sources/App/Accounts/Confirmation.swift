import Domain
import Hummingbird
import Store

/// Somebody must confirm who they are before this goes on.
struct ConfirmationNeeded: Error {}

/// Proving once more who one is, for acts that need a proof only minutes old: ASVS 5.0.0 7.5.3; `domain/assurance.md` S-AUTH-5.
struct Confirmation: Sendable {
    let site: Site
    let visit: Visit

    /// - Throws: `ConfirmationNeeded` when the last proof is older than the setting allows.
    static func check(_ visit: Visit, _ site: Site) throws {
        guard let signedIn = visit.signedIn else { throw SignInNeeded() }
        let until = signedIn.provenAt.adding(seconds: Int64(site.config.stepUpMinutes) * 60)
        guard site.clock() <= until else { throw ConfirmationNeeded() }
    }

    /// What opens the session from now on; nil when what was typed is refused.
    /// - Throws: `Crowded`, `SealBroken`.
    func take(_ form: Form) async throws -> OpaqueToken? {
        guard let signedIn = visit.signedIn else { throw SignInNeeded() }
        guard site.config.secondFactor == .off else {
            return try await SecondFactor(site: site, visit: visit).confirm(
                signedIn, code: form[SecondFactorViews.code], recovery: form[SecondFactorViews.recovery])
        }
        let signIn = SignIn(site: site, visit: visit)
        guard try await signIn.confirms(signedIn.officer, form.raw("password"), refused: .confirmationRefused) else {
            return nil
        }
        let (token, now) = (OpaqueToken.fresh(), site.clock())
        try await site.change(try visit.actor()) { connection in
            guard try SessionStore.prove(connection, signedIn.session, by: token, secondStep: false, now) else {
                throw SignInNeeded()
            }
            return Change((), .security(.confirmed, officer: signedIn.officer.id))
        }
        return token
    }
}
