extension Entry {
    /// Reads what `canonicalBytes` wrote; nil when it is anything else.
    public init?(canonicalBytes: [UInt8]) {
        var reader = EntryReader(canonicalBytes)
        guard let version = reader.bytes(1)?.first, let id = reader.content(), let at = reader.number(),
            let kind = reader.text(),
            let known = EntryKind(rawValue: kind), let actor = reader.number(), let agency = reader.text(),
            let role = reader.text(), let subjects = reader.list({ $0.number() }), let records = reader.list({ $0.text() }),
            let fields = reader.list({ $0.text() }), let route = reader.text(), let request = reader.text(),
            let reason = reader.text(), let commitments = version == 2 ? reader.list({ $0.content() }) : []
        else { return nil }
        self.init(
            id: id, at: Instant(microseconds: at), kind: known, actor: actor, agency: agency, role: role, subjects: subjects,
            records: records, fields: fields, route: route, requestID: request, reason: reason, commitments: commitments)
        // One entry has one encoding: nothing behind it, no other version.
        guard self.canonicalBytes == canonicalBytes else { return nil }
    }
}

/// Takes an encoding apart from its beginning on.
private struct EntryReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func number() -> Int64? {
        bytes(8).map { $0.reduce(0) { $0 << 8 | Int64($1) } }
    }

    private mutating func count() -> Int? {
        bytes(4).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    mutating func content() -> [UInt8]? {
        count().flatMap { bytes($0) }
    }

    mutating func text() -> String? {
        content().flatMap { String(validating: $0, as: UTF8.self) }
    }

    mutating func list<Item>(_ item: (inout EntryReader) -> Item?) -> [Item]? {
        guard let count = count(), count <= rest.count else { return nil }
        var items: [Item] = []
        for _ in 0..<count {
            guard let next = item(&self) else { return nil }
            items.append(next)
        }
        return items
    }
}
