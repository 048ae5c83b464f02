/// One row of an answer. Columns are asked for by name; asking in the order of the SELECT is fastest.
public struct Row: Sendable {
    public let columns: Columns
    public let values: [Value]

    public init(columns: Columns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// The value of a column as the type that is asked for. Throws when the column is missing or of another type.
    public func get<T: Storable>(_ name: String, as type: T.Type = T.self) throws -> T {
        guard let index = columns.index(of: name) else {
            throw StoreError.column("there is no column \(name)")
        }
        guard let value = T.from(values[index]) else {
            throw StoreError.column("column \(name) does not hold \(T.self)")
        }
        return value
    }
}

/// The names of an answer's columns, shared by its rows.
public final class Columns: Sendable {
    public let names: [String]
    private let positions: [String: Int]

    public init(_ names: [String]) {
        self.names = names
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func index(of name: String) -> Int? {
        if names.count <= 4 { return names.firstIndex(of: name) }
        return positions[name]
    }
}
