public import Domain
public import Logging
public import Store

/// What the whole application needs, made once and handed down. Small in tests: a database, a clock that stands still.
public struct Site: Sendable {
    public let database: any Database
    public let clock: @Sendable () -> Instant
    public let log: Logger
    public let reference: Reference
    public let config: Config
    public let passwords: Passwords
    /// What seals second factors and victims’ data; a server that asks for no second factor may be without.
    public let keys: SecretKeys?
    /// What new passwords are looked up in, where the operator supplies it.
    public let breached: BreachedPasswords?
    /// What goes on after the request that asked for it was answered.
    public let background = BackgroundWork()

    public init(
        database: any Database, clock: @escaping @Sendable () -> Instant, log: Logger, reference: Reference, config: Config,
        passwords: Passwords = .standard, keys: SecretKeys? = nil, breached: BreachedPasswords? = nil
    ) {
        self.database = database
        self.clock = clock
        self.log = log
        self.reference = reference
        self.config = config
        self.passwords = passwords
        self.keys = keys
        self.breached = breached
    }

    /// Today on the London calendar.
    public var today: Day { London.day(of: clock()) }
}
