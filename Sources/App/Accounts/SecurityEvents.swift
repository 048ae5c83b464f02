import Domain

/// What the journal says of accounts and sessions: the reason codes of its security entries.
enum SecurityEvent: String, Sendable {
    case signIn = "sign-in"
    /// The password was right; the second step is still to come.
    case passwordAccepted = "password-accepted"
    case signInRefused = "sign-in-refused"
    case accountLocked = "account-locked"
    case signOut = "sign-out"
    case passwordSet = "password-set"
    case passwordRefused = "password-refused"
    case accountAdded = "account-added"
    case accountDisabled = "account-disabled"
    case accountReset = "account-reset"
    case secondFactorSet = "second-factor-set"
    case secondFactorRefused = "second-factor-refused"
    case secondFactorRemoved = "second-factor-removed"
    case recoveryCodeUsed = "recovery-code-used"
    case recoveryCodesMade = "recovery-codes-made"
    case sessionEnded = "session-ended"
    /// The computer's clock: everybody's session ended. See `ClockWatch`.
    case clockSetBack = "clock-set-back"
}

extension Event {
    /// - Parameter officer: whose account it was; nil when there is no such account.
    static func security(_ what: SecurityEvent, officer: Int64?, fields: [String] = []) -> Event {
        Event(
            .security, subjects: [], records: officer.map { ["officer:\($0)"] } ?? [], fields: fields, reason: what.rawValue)
    }
}

extension Visit {
    /// Who acts, when it may be somebody not signed in: the account that they try to enter, or nobody.
    func actor(trying officer: Officer?) -> Actor {
        let officer = signedIn?.officer ?? officer
        return Actor(
            officer: officer?.id ?? 0, agency: officer?.agency ?? "", role: officer?.role.rawValue ?? "", route: route,
            requestID: requestID)
    }
}
