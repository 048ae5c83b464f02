import Domain
import Store

/// Codes that sign in once each, in place of the app. They are shown once; only their hashes are stored, which is enough for 120
/// random bits (ASVS 5.0.0 6.5.2).
enum RecoveryCode {
    static let count = 10
    /// Letters of a code, without the hyphens.
    static let length = 24

    /// Ten new ones, as they are shown: `abcd-efgh-…`, in six groups of four.
    static func fresh() -> [String] {
        (0..<count).map { _ in inFours(Base32.text(randomBytes(15)).lowercased(), by: "-") }
    }

    /// The hash of what was typed, in either case and however it is grouped; nil when it cannot be a code. 0 and 1 are not among
    /// the letters: whoever types them means O and I.
    static func hash(typed: String) -> [UInt8]? {
        let typed = typed.lowercased().filter { $0 != " " && $0 != "-" }.map { $0 == "0" ? "o" : $0 == "1" ? "i" : $0 }
        guard typed.count == length, Base32.bytes(String(typed)) != nil else { return nil }
        return sha256(String(typed))
    }

    /// These instead of all that the officer had.
    static func replace(_ connection: any Connection, of officer: Int64, with codes: [String]) throws {
        try forget(connection, of: officer)
        for hash in codes.compactMap(hash(typed:)) {
            try connection.execute("INSERT INTO recovery_code (officer_id, code_hash) VALUES (\(officer), \(hash))")
        }
    }

    /// Whether it was one of the officer's; now it is none.
    static func spend(_ connection: any Connection, of officer: Int64, _ hash: [UInt8]) throws -> Bool {
        try connection.changes("DELETE FROM recovery_code WHERE officer_id = \(officer) AND code_hash = \(hash)") == 1
    }

    static func forget(_ connection: any Connection, of officer: Int64) throws {
        try connection.execute("DELETE FROM recovery_code WHERE officer_id = \(officer)")
    }
}
