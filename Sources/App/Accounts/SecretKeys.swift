import Crypto
import Store

/// The keys that seal what the database may hold only sealed. They stand outside it: a stolen database opens nothing.
public struct SecretKeys: Sendable {
    private struct Key: Sendable {
        let id: [UInt8]
        let key: SymmetricKey

        init(_ bytes: [UInt8]) {
            id = Array(SHA256.hash(data: bytes).prefix(SecretKeys.idLength))
            key = SymmetricKey(data: bytes)
        }
    }

    private static let version: UInt8 = 1
    private static let idLength = 4
    static let length = 32

    private let newest: Key
    private let older: [Key]
    /// They stand in a file: what they seal opens after a restart too.
    let areKept: Bool

    /// - Parameters: keys of 32 bytes. The newest seals; the older ones only open what was sealed with them.
    init(_ newest: [UInt8], older: [[UInt8]] = [], areKept: Bool = true) {
        self.areKept = areKept
        self.newest = Key(newest)
        self.older = older.map(Key.init)
    }

    /// For a server without a file of keys: what it seals opens until it stops.
    static func passing() -> SecretKeys { SecretKeys(randomBytes(length), areKept: false) }

    /// Other keys made of these, for one purpose alone: nothing else opens what they seal (HKDF, RFC 5869).
    func derived(for purpose: String) -> SecretKeys {
        func made(_ key: Key) -> [UInt8] {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: key.key, info: Array(purpose.utf8), outputByteCount: SecretKeys.length)
                .withUnsafeBytes { Array($0) }
        }
        return SecretKeys(made(newest), older: older.map(made))
    }

    /// AES-256-GCM: a version, which key it was, nonce, text and tag. It opens only for whom it was sealed.
    /// - Parameter owner: what it is and whose: `second-factor:7`.
    func seal(_ bytes: [UInt8], for owner: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: newest.key, authenticating: Array(owner.utf8))
        guard let combined = box.combined else { throw SealBroken.altered }
        return [SecretKeys.version] + newest.id + combined
    }

    /// - Throws: `SealBroken`.
    func open(_ sealed: [UInt8], for owner: String) throws -> [UInt8] {
        guard sealed.first == SecretKeys.version else { throw SealBroken.altered }
        let id = sealed.dropFirst().prefix(SecretKeys.idLength)
        guard let key = ([newest] + older).first(where: { $0.id.elementsEqual(id) }) else {
            throw SealBroken.unknownKey(hexadecimal(id))
        }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(1 + SecretKeys.idLength))
            return Array(try AES.GCM.open(box, using: key.key, authenticating: Array(owner.utf8)))
        } catch {
            throw SealBroken.altered
        }
    }

    /// By which a log or an operator tells one key from another, and nobody opens anything: the newest first.
    var names: [String] { ([newest] + older).map { hexadecimal($0.id) } }

    /// Sealed with a key that is no longer the newest: to be sealed anew when it is next opened.
    func isOutdated(_ sealed: [UInt8]) -> Bool {
        !sealed.dropFirst().starts(with: newest.id)
    }
}

/// What is sealed cannot be opened: its key is not there, or it is not what was sealed.
enum SealBroken: Error, Equatable, CustomStringConvertible {
    case unknownKey(String)
    case altered

    var description: String {
        switch self {
        case .unknownKey(let name): "sealed with the secret key \(name), which is not in the file of secret-key"
        case .altered: "what is sealed has been altered, or was sealed for something else"
        }
    }
}
