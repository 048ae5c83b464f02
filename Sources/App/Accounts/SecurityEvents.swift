import Domain

/// What the journal says of accounts and sessions: the reason codes of its security entries.
enum SecurityEvent: String, Sendable {
    case signIn = "sign-in"
    /// The password was right; the second step is still to come.
    case passwordAccepted = "password-accepted"
    case signInRefused = "sign-in-refused"
    case accountLocked = "account-locked"
    /// So many wrong attempts came from one address, or in all, that no more are looked at for a while.
    case addressClosed = "address-closed"
    case manyRefused = "many-refused"
    case signOut = "sign-out"
    case passwordSet = "password-set"
    case passwordRefused = "password-refused"
    case accountAdded = "account-added"
    case accountDisabled = "account-disabled"
    case accountReset = "account-reset"
    /// Opened again after its last day or a long time without use; the password stays.
    case accountOpened = "account-opened"
    case roleChanged = "role-changed"
    case lastDaySet = "last-day-set"
    /// The password was right, and the account is closed: after its last day, or after a long time without use.
    case leaverRefused = "leaver-refused"
    case dormantRefused = "dormant-refused"
    case secondFactorSet = "second-factor-set"
    case secondFactorRefused = "second-factor-refused"
    case secondFactorRemoved = "second-factor-removed"
    case recoveryCodeUsed = "recovery-code-used"
    case recoveryCodesMade = "recovery-codes-made"
    /// Somebody signed in proved once more who they are, for an act that needs it.
    case confirmed = "identity-confirmed"
    case confirmationRefused = "identity-not-confirmed"
    case termsPublished = "terms-published"
    case termsAccepted = "terms-accepted"
    case trainingNamed = "training-named"
    case trainingEntered = "training-entered"
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

extension Event {
    /// - Parameter records: what it is about besides an officer: `terms:3`.
    static func security(_ what: SecurityEvent, records: [String]) -> Event {
        Event(.security, subjects: [], records: records, reason: what.rawValue)
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
