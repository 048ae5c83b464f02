/// Time-based one-time passwords as authenticator apps make them: RFC 6238, with HMAC-SHA-1 and steps of 30 seconds.
public struct TOTP: Sendable {
    /// HMAC-SHA-1 of a message, which Domain cannot reckon itself: the key, then the message; 20 bytes.
    public typealias HMAC = @Sendable (_ key: [UInt8], _ message: [UInt8]) -> [UInt8]

    /// Seconds of a step (RFC 6238, section 5.2: 30 by default).
    public static let period: Int64 = 30
    /// Clocks differ: so many steps before and after the present one are accepted (RFC 6238, section 6).
    public static let window: Int64 = 1

    private let seed: [UInt8]
    private let digits: Int
    private let hmac: HMAC

    public init(seed: [UInt8], digits: Int = 6, hmac: @escaping HMAC) {
        self.seed = seed
        self.digits = digits
        self.hmac = hmac
    }

    /// The number of whole steps since 1970.
    public static func step(at now: Instant) -> Int64 { now.seconds / period }

    /// The code of a step: dynamic truncation, RFC 4226, section 5.3.
    public func code(step: Int64) -> String {
        let message = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: step >> Int64($0)) }
        let hash = hmac(seed, message)
        precondition(hash.count == 20, "HMAC-SHA-1 has 20 bytes")
        let offset = Int(hash[19] & 15)
        let number = hash[offset..<offset + 4].reduce(Int64(0)) { $0 << 8 | Int64($1) } & 0x7FFF_FFFF
        let shown = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - shown.utf8.count) + shown
    }

    /// The step whose code was typed, when it is within the window and after `last`: a code works once (RFC 6238, section 5.2).
    /// Blanks in what was typed do not count.
    public func accepted(_ typed: String, at now: Instant, after last: Int64?) -> Int64? {
        let typed = typed.filter { $0 != " " }
        let present = TOTP.step(at: now)
        var found: Int64?
        for step in present - TOTP.window...present + TOTP.window where TOTP.equal(code(step: step), typed) {
            if step > last ?? -1 { found = step }
        }
        return found
    }

    /// Compares without telling by its time where two codes differ.
    private static func equal(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
