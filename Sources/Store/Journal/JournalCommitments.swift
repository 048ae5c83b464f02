import Crypto
public import Domain
import Foundation

/// A text that is committed to: whose row it stands in, in which column, and the query that finds it again.
public struct CommittedText: Sendable {
    /// The rows: `record` as the commitment names it, `value`, and `at`, when it was written.
    let rows: SQL
    let field: String

    public init(_ field: String, _ rows: SQL) {
        self.field = field
        self.rows = rows
    }
}

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
        commitments.map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }.joined(separator: " ")
    }

    /// nil when it is something else.
    static func read(_ text: String) -> [[UInt8]]? {
        let words = text.split(separator: " ").map { word -> [UInt8]? in
            let digits = Array(word.utf8)
            guard digits.count == 64 else { return nil }
            let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
            return bytes.count == 32 ? bytes : nil
        }
        return words.contains { $0 == nil } ? nil : words.compactMap { $0 }
    }
}

extension Connection {
    /// Commits to the values of a record; what is empty has nothing to commit to.
    /// - Returns: for the entry of this change.
    public func commit(_ record: String, _ values: KeyValuePairs<String, String>) throws -> [[UInt8]] {
        var commitments: [[UInt8]] = []
        for (field, value) in values {
            guard !value.isEmpty else {
                try execute("DELETE FROM commitment_salt WHERE record = \(record) AND field = \(field)")
                continue
            }
            var generator = SystemRandomNumberGenerator()
            let salt = (0..<Commitment.saltSize).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            try execute(
                """
                INSERT INTO commitment_salt (record, field, salt) VALUES (\(record), \(field), \(salt))
                ON CONFLICT (record, field) DO UPDATE SET salt = excluded.salt
                """)
            commitments.append(Commitment.hash(salt, record, field, value))
        }
        return commitments
    }

    /// Makes what was committed to unreadable, with the values themselves: the entries stay, and say nothing any more.
    public func eraseSalts(of record: String) throws {
        try execute("UPDATE commitment_salt SET salt = NULL WHERE record = \(record)")
    }
}

/// Checks that what was committed to still stands as it was entered.
struct CommittedTexts {
    private var known: Set<[UInt8]> = []
    /// When the first was made: what is older has none.
    private var first: Instant?
    private(set) var findings: [JournalFinding] = []
    private(set) var kept = 0

    init(_ connection: any Connection) throws {
        let rows = try connection.query("SELECT j.at, j.commitments FROM journal j WHERE j.commitments <> '' ORDER BY j.at")
        for row in rows {
            // What cannot be read makes another leaf, and is found there.
            known.formUnion(Commitment.read(try row.get("commitments")) ?? [])
            if first == nil { first = try? row.get("at") }
        }
    }

    mutating func check(_ connection: any Connection, _ committed: CommittedText) throws {
        let rows = try connection.query(
            """
            SELECT q.record, q.value, q.at, c.record AS held, c.salt FROM (\(committed.rows)) q
            LEFT JOIN commitment_salt c ON c.record = q.record AND c.field = \(committed.field) WHERE q.value <> ''
            """)
        for row in rows {
            let (record, value): (String, String) = (try row.get("record"), try row.get("value"))
            let isHeld = try row.get("held", as: String?.self) != nil
            if let salt: [UInt8] = try row.get("salt") {
                if known.contains(Commitment.hash(salt, record, committed.field, value)) {
                    kept += 1
                    continue
                }
            } else if !isHeld {
                // Written before there were commitments, as its entry says.
                guard let first, let at: Instant = try row.get("at"), at >= first else { continue }
            }
            findings.append(JournalFinding(.altered, .record(record)))
        }
    }

    /// Values whose salt is gone: they were erased, and their entries still hold.
    static func erased(_ connection: any Connection) throws -> Int {
        try connection.value("SELECT COUNT(*) AS n FROM commitment_salt WHERE salt IS NULL") ?? 0
    }
}
