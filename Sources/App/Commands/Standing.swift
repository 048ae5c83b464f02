import Domain
import Foundation
import Logging
import Store

extension Instant {
    /// The computer's clock. Rules never ask it: they are given a time.
    static func now() -> Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

extension Site {
    /// The site of a program that runs for real: the computer's clock, the log on standard error.
    static func standing(on database: any Database, _ config: Config, _ keys: SecretKeys? = nil) throws -> Site {
        Site(
            database: database, clock: { Instant.now() }, log: .plain(config.logLevel), reference: try Reference.load(),
            config: config, keys: keys, breached: try BreachedPasswords.configured(config))
    }
}
