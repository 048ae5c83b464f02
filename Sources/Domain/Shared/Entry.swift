/// What happened to personal data: the six operations of the Data Protection Act 2018 s.62(1), and security events.
public enum EntryKind: String, Sendable, CaseIterable {
    case collection, alteration, consultation, disclosure, combination, erasure, security
}

/// One entry of the journal. It names who, what and why, and never holds a value of personal data
/// (DPA 2018 s.62; an erasure must leave nothing behind).
public struct Entry: Sendable, Equatable {
    /// 16 random bytes, so that entries made on different nodes never share an identity.
    public var id: [UInt8]
    public var at: Instant
    public var kind: EntryKind
    /// The officer, or 0 for the system itself.
    public var actor: Int64
    public var agency: String
    public var role: String
    /// Numbers of the people whose data it was.
    public var subjects: [Int64]
    /// `table:id` of the records touched.
    public var records: [String]
    /// Names of the fields shown or changed.
    public var fields: [String]
    /// The route or command: `GET /people/:id`.
    public var route: String
    public var requestID: String
    /// A reason the officer gave, as a code; free text stays with the record.
    public var reason: String
    /// What was written, as hashes that say nothing without the salt that stands with the record.
    public var commitments: [[UInt8]]

    public init(
        id: [UInt8], at: Instant, kind: EntryKind, actor: Int64, agency: String, role: String, subjects: [Int64] = [],
        records: [String] = [], fields: [String] = [], route: String, requestID: String, reason: String = "",
        commitments: [[UInt8]] = []
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.actor = actor
        self.agency = agency
        self.role = role
        self.subjects = subjects
        self.records = records
        self.fields = fields
        self.route = route
        self.requestID = requestID
        self.reason = reason
        self.commitments = commitments
    }

    /// 2 with commitments, else 1: what was entered before there were any stays as it is.
    public var encodingVersion: UInt8 { commitments.isEmpty ? 1 : 2 }

    /// The canonical bytes that the leaf hash is taken over: the version byte, then each field in declared order; texts and
    /// lists with a four-byte big-endian length before them, numbers as eight bytes big-endian. Commitments only in version 2.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = [encodingVersion]
        bytes.reserveCapacity(256)
        put(id, into: &bytes)
        put(at.microseconds, into: &bytes)
        put(Array(kind.rawValue.utf8), into: &bytes)
        put(actor, into: &bytes)
        put(Array(agency.utf8), into: &bytes)
        put(Array(role.utf8), into: &bytes)
        put(UInt32(subjects.count), into: &bytes)
        for subject in subjects { put(subject, into: &bytes) }
        for list in [records, fields] {
            put(UInt32(list.count), into: &bytes)
            for item in list { put(Array(item.utf8), into: &bytes) }
        }
        for text in [route, requestID, reason] { put(Array(text.utf8), into: &bytes) }
        guard encodingVersion > 1 else { return bytes }
        put(UInt32(commitments.count), into: &bytes)
        for commitment in commitments { put(commitment, into: &bytes) }
        return bytes
    }

    private func put(_ value: UInt32, into bytes: inout [UInt8]) {
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    private func put(_ value: Int64, into bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    private func put(_ content: [UInt8], into bytes: inout [UInt8]) {
        put(UInt32(content.count), into: &bytes)
        bytes.append(contentsOf: content)
    }
}
