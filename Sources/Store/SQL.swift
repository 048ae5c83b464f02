/// A piece of SQL. What is interpolated is bound, never pasted: `"SELECT id FROM person WHERE name = \(name)"`.
/// Pieces nest: `\(condition)` of type `SQL` goes in as SQL with its own bindings.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Piece: Sendable {
        case literal(StaticString)
        case name(String)
        case value(Value)
    }

    var pieces: [Piece]

    public init(stringLiteral value: StaticString) {
        pieces = [.literal(value)]
    }

    public init(stringInterpolation: Interpolation) {
        pieces = stringInterpolation.pieces
    }

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    public static let empty = SQL(pieces: [])

    public struct Interpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { pieces.append(.literal(literal)) }
        }

        public mutating func appendInterpolation(_ value: some Storable) {
            pieces.append(.value(value.stored))
        }

        public mutating func appendInterpolation<T: Storable>(_ value: T?) {
            pieces.append(.value(value.stored))
        }

        public mutating func appendInterpolation(_ value: Value) {
            pieces.append(.value(value))
        }

        public mutating func appendInterpolation(_ sql: SQL) {
            pieces += sql.pieces
        }

        /// A list for `IN (…)`: each element bound.
        public mutating func appendInterpolation(list values: [some Storable]) {
            for (index, value) in values.enumerated() {
                if index > 0 { pieces.append(.literal(",")) }
                pieces.append(.value(value.stored))
            }
        }

        /// A table or column name from the schema; letters, digits and underscores only.
        public mutating func appendInterpolation(name: String) {
            precondition(
                name.utf8.allSatisfy { $0 == 95 || (97...122).contains($0) || (48...57).contains($0) },
                "not a schema name")
            pieces.append(.name(name))
        }
    }

    /// The pieces one after another with `separator` between them; empty for none.
    public static func joined(_ parts: [SQL], separator: StaticString) -> SQL {
        var pieces: [Piece] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { pieces.append(.literal(separator)) }
            pieces += part.pieces
        }
        return SQL(pieces: pieces)
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(pieces: left.pieces + right.pieces)
    }

    /// The statement with numbered parameters (`?1` or `$1`) and the values that belong to them.
    public func rendered(marker: String) -> (text: String, values: [Value]) {
        var text: [UInt8] = []
        text.reserveCapacity(512)
        var values: [Value] = []
        for piece in pieces {
            switch piece {
            case .literal(let part):
                part.withUTF8Buffer { text.append(contentsOf: $0) }
            case .name(let part):
                text.append(contentsOf: part.utf8)
            case .value(let value):
                values.append(value)
                text.append(contentsOf: marker.utf8)
                text.append(contentsOf: String(values.count).utf8)
            }
        }
        return (String(decoding: text, as: UTF8.self), values)
    }

    /// A statement that is put together from the schema itself (migrations); never from input.
    init(schema text: String) {
        pieces = [.name(text)]
    }
}
