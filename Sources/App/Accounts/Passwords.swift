import CryptoExtras
import Foundation
import NIOPosix
import Store
import Synchronization

/// Hashes passwords on two threads of its own; those who come while fifty wait are sent away.
public struct Passwords: Sendable {
    /// PBKDF2-HMAC-SHA512: OWASP asks for at least 210,000 rounds. scrypt at its minimum would take 128 MB a password,
    /// more than all the rest of Carfan.
    public static let standard = Passwords(rounds: 300_000, places: 52)

    let rounds: Int
    private let places: Places
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        return threads
    }()

    /// - Parameter places: how many may be hashed and wait at once.
    init(rounds: Int, places: Int) {
        self.rounds = rounds
        self.places = Places(places)
    }

    /// The text to store: algorithm, rounds, salt and hash.
    /// - Throws: `Crowded`.
    func hash(_ password: String) async throws -> String {
        let password = PasswordHash.bytes(password)
        return try await onThread { [rounds] in
            try PasswordHash(password, salt: randomBytes(16), rounds: rounds).text
        }
    }

    /// Whether the password is the one that was stored. Without a stored one the same work is done for nothing.
    /// - Throws: `Crowded`.
    func matches(_ password: String, _ stored: String?) async throws -> Bool {
        let password = PasswordHash.bytes(password)
        return try await onThread { [rounds] in
            let kept = stored.flatMap(PasswordHash.init(text:))
            let tried = try PasswordHash(
                password, salt: kept?.salt ?? [UInt8](repeating: 0, count: 16), rounds: kept?.rounds ?? rounds)
            return kept.map { Origins.equalTime($0.text, tried.text) } ?? false
        }
    }

    /// Stored when the product asked for less: to be hashed anew at the next sign-in.
    func isOutdated(_ stored: String) -> Bool {
        (PasswordHash(text: stored)?.rounds ?? 0) < rounds
    }

    private func onThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        guard places.take() else { throw Crowded() }
        defer { places.give() }
        return try await Passwords.threads.runIfActive(work)
    }
}

/// Too many people sign in at this moment.
struct Crowded: Error {}

private final class Places: Sendable {
    private let most: Int
    private let taken = Mutex(0)

    init(_ most: Int) {
        self.most = most
    }

    func take() -> Bool {
        taken.withLock {
            guard $0 < most else { return false }
            $0 += 1
            return true
        }
    }

    func give() {
        taken.withLock { $0 -= 1 }
    }
}

/// `pbkdf2-sha512$300000$salt$hash`, both in hexadecimal.
struct PasswordHash: Sendable {
    static let name = "pbkdf2-sha512"
    let rounds: Int
    let salt: [UInt8]
    let text: String

    /// The bytes that are hashed: of the composed form, so that ŵ typed as one character or two is the same password.
    static func bytes(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    init(_ password: [UInt8], salt: [UInt8], rounds: Int) throws {
        let key = try KDF.Insecure.PBKDF2.deriveKey(
            from: password, salt: salt, using: .sha512, outputByteCount: 32, unsafeUncheckedRounds: rounds)
        let hash = key.withUnsafeBytes { hexadecimal($0) }
        self.rounds = rounds
        self.salt = salt
        text = "\(PasswordHash.name)$\(rounds)$\(hexadecimal(salt))$\(hash)"
    }

    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == PasswordHash.name, let rounds = Int(parts[1]), rounds > 0 else { return nil }
        guard let salt = [UInt8](hexadecimal: parts[2]), parts[3].utf8.count == 64 else { return nil }
        self.rounds = rounds
        self.salt = salt
        self.text = text
    }
}
