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

    public init(
        database: any Database, clock: @escaping @Sendable () -> Instant, log: Logger, reference: Reference, config: Config,
        passwords: Passwords = .standard
    ) {
        self.database = database
        self.clock = clock
        self.log = log
        self.reference = reference
        self.config = config
        self.passwords = passwords
    }

    /// Today on the London calendar.
    public var today: Day { London.day(of: clock()) }
}

/// `count` random bytes from the system's generator.
public func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

/// Lower-case hexadecimal.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    for byte in bytes { result += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: result, as: UTF8.self)
}
