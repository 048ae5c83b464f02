import Crypto
import Domain
import Store

/// What an authenticator app and Carfan share: the codes are made of it.
struct FactorSeed: Sendable, Equatable {
    let bytes: [UInt8]

    /// 160 bits: RFC 4226, section 4, R6.
    static func fresh() -> FactorSeed {
        FactorSeed(bytes: randomBytes(20))
    }

    /// To be typed into the app: in groups of four.
    var groups: String {
        inFours(Base32.text(bytes), by: " ")
    }

    /// To be opened on the device that has the app.
    func address(_ username: String) -> String {
        "otpauth://totp/Carfan:\(Path.encoded(username))?secret=\(Base32.text(bytes))&issuer=Carfan"
            + "&algorithm=SHA1&digits=6&period=\(TOTP.period)"
    }

    /// Authenticator apps know HMAC-SHA-1 and little else; what makes it weak elsewhere does not touch an HMAC (RFC 6194).
    func codes(digits: Int = 6) -> TOTP {
        TOTP(seed: bytes, digits: digits) { key, message in
            Array(Crypto.HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: key)))
        }
    }
}

/// `ABCD EFGH IJ`
func inFours(_ text: String, by separator: String) -> String {
    let letters = Array(text)
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
        .joined(separator: separator)
}
