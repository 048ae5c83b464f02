import Crypto
import Foundation

/// Commitments: HMAC-SHA256 over a value, keyed with a salt that stands beside the record and in no entry. With the salt it can be shown
/// that a value is still the one that was entered; with the salt gone nothing of it is left.
public enum Commitment {
    static let saltSize = 32

    /// Over the record, the field and the value, each with its length before it: a value in another's place is another.
    public static func hash(_ salt: [UInt8], _ record: String, _ field: String, _ value: String) -> [UInt8] {
        var code = HMAC<SHA256>(key: SymmetricKey(data: salt))
        for part in [record, field, value] {
            let content = Array(part.utf8)
            code.update(data: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: content.count >> $0) })
            code.update(data: content)
        }
        return Array(code.finalize())
    }

    static func text(_ commitments: [[UInt8]]) -> String {
        commitments.map { hexadecimal($0) }.joined(separator: " ")
    }

    /// nil when it is anything but what `text` writes.
    static func read(_ text: String) -> [[UInt8]]? {
        let words = text.blankParted
        let commitments = words.compactMap { [UInt8](hexadecimal: $0) }.filter { $0.count == 32 }
        let isVerbatim = commitments.count == words.count && text.utf8.count == max(words.count * 65 - 1, 0)
        return isVerbatim ? commitments : nil
    }
}

extension Connection {
    /// Commits to the values of a record. What is empty has nothing to commit to, unless something else stood there: then to its end.
    /// - Parameter isNew: the record was made in this transaction, so that nothing stood there.
    /// - Returns: for the entry of this change, which must name the record where its texts may be written anew.
    public func commit(_ record: String, _ values: KeyValuePairs<String, String>, isNew: Bool = false) throws -> [[UInt8]] {
        var commitments: [[UInt8]] = []
        let mayEnd = !isNew && values.contains { $0.value.isEmpty }
        let standing: [Row] = mayEnd ? try query("SELECT field FROM commitment_salt WHERE record = \(record)") : []
        let stood = Set(try standing.map { try $0.get("field", as: String.self) })
        var salts: [SQL] = []
        for (field, value) in values where !value.isEmpty || stood.contains(field) {
            let salt = randomBytes(Commitment.saltSize)
            salts.append("(\(record), \(field), \(salt))")
            commitments.append(Commitment.hash(salt, record, field, value))
        }
        guard !salts.isEmpty else { return [] }
        try execute(
            """
            INSERT INTO commitment_salt (record, field, salt) VALUES \(SQL.joined(salts, separator: ", "))
            ON CONFLICT (record, field) DO UPDATE SET salt = excluded.salt
            """)
        return commitments
    }

    /// Makes what was committed to unreadable, with the values themselves: the entries stay, and say nothing any more. Needs an entry of
    /// an erasure that names the record, and what the entry of its texts named.
    public func eraseSalts(of record: String) throws {
        try execute("UPDATE commitment_salt SET salt = NULL WHERE record = \(record)")
    }
}
