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

/// `count` random bytes from the system's generator.
public func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    // Each number is a call of the system's: eight bytes at a time.
    while bytes.count < count {
        withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
    }
    return bytes
}

/// Lower-case hexadecimal.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
    var result: [UInt8] = []
    for byte in bytes {
        result.append(digit(byte >> 4))
        result.append(digit(byte & 15))
    }
    return String(decoding: result, as: UTF8.self)
}
