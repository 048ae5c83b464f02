import CLibpq

/// A statement that a connection has prepared, or is about to.
final class PostgresStatement {
    let name: String
    let text: String
    /// Each parameter's type by the values seen so far; 0 where only nulls were seen.
    let types: [Oid]
    var isSent = false
    var isPrepared = false
    var lastUse: UInt64 = 0
    var shape: PostgresShape?

    init(name: String, text: String, types: [Oid]) {
        self.name = name
        self.text = text
        self.types = types
    }

    /// A null goes anywhere; a value only where its type was declared.
    func takes(_ types: [Oid]) -> Bool {
        zip(types, self.types).allSatisfy { $0 == 0 || $0 == $1 }
    }
}

/// The prepared statements of one connection; the least recently used is dropped when there are too many.
struct PostgresStatements {
    private var known: [String: PostgresStatement] = [:]
    private var uses: UInt64 = 0
    private let limit = 256
    /// Names that the server still has to forget.
    var dropped: [String] = []

    mutating func statement(_ text: String, _ types: [Oid]) -> PostgresStatement {
        uses += 1
        var types = types
        if let statement = known[text] {
            if statement.takes(types) {
                statement.lastUse = uses
                return statement
            }
            // What was a null before has its type now; what is null now had it before.
            types = zip(types, statement.types).map { $0 == 0 ? $1 : $0 }
            remove(statement)
        } else if known.count >= limit, let oldest = known.values.min(by: { $0.lastUse < $1.lastUse }) {
            remove(oldest)
        }
        let statement = PostgresStatement(name: "s\(uses)", text: text, types: types)
        statement.lastUse = uses
        known[text] = statement
        return statement
    }

    mutating func remove(_ statement: PostgresStatement) {
        if known[statement.text] === statement { known[statement.text] = nil }
        if statement.isPrepared { dropped.append(statement.name) }
    }

    /// After a plan went out of date, or the server lost a statement: all are prepared anew, by other names.
    mutating func removeAll() {
        known = [:]
        dropped = []
    }
}
