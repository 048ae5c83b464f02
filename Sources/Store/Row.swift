import Synchronization

/// One row of an answer. Columns are asked for by name; asking in the order of the SELECT is fastest.
public struct Row: Sendable {
    public let columns: Columns
    /// Those of all rows of the answer, one after another.
    @usableFromInline let all: [Value]
    @usableFromInline let start: Int

    /// - Parameters:
    ///   - values: of as many rows as one likes, each with a value a column.
    ///   - start: where this row begins among them.
    public init(columns: Columns, values: [Value], start: Int = 0) {
        self.columns = columns
        all = values
        self.start = start
    }

    public var values: [Value] { Array(all[start..<start + columns.names.count]) }

    /// The value of a column as the type that is asked for. Throws when the column is missing or of another type.
    @inlinable
    public func get<T: Storable>(_ name: String, as type: T.Type = T.self) throws -> T {
        guard let index = columns.index(of: name) else {
            throw StoreError.column("there is no column \(name)")
        }
        guard let value = T.from(all[start + index]) else {
            throw StoreError.column("column \(name) does not hold \(T.self)")
        }
        return value
    }
}

extension Row {
    /// The rows of an answer from all its values, one row after another.
    public static func rows(_ columns: Columns, _ values: [Value]) -> [Row] {
        stride(from: 0, to: values.count, by: max(columns.names.count, 1)).map {
            Row(columns: columns, values: values, start: $0)
        }
    }
}

/// The names of an answer's columns, shared by its rows.
public final class Columns: Sendable {
    public let names: [String]
    private let positions: [String: Int]
    /// Behind the column that was asked for last: most often the next one.
    private let next = Atomic<Int>(0)

    public init(_ names: [String]) {
        self.names = names
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @usableFromInline
    func index(of name: String) -> Int? {
        let likely = next.load(ordering: .relaxed)
        let found = likely < names.count && names[likely] == name ? likely : positions[name]
        if let found { next.store(found + 1 < names.count ? found + 1 : 0, ordering: .relaxed) }
        return found
    }
}
