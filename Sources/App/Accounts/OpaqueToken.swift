import Crypto
import Store

/// 256 random bits that open something. Only their hash is stored, so that a stolen database opens nothing.
struct OpaqueToken: Sendable {
    /// 64 hexadecimal digits.
    let text: String

    static func fresh() -> OpaqueToken {
        OpaqueToken(text: hexadecimal(randomBytes(32)))
    }

    /// A token that came with a request; nil when it cannot be one.
    init?(_ text: String) {
        guard OpaqueToken.isWellFormed(text) else { return nil }
        self.text = text
    }

    private init(text: String) {
        self.text = text
    }

    var hash: [UInt8] { sha256(text) }

    static func isWellFormed(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

func sha256(_ text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
}
