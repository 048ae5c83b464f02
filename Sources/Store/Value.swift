/// A value as both databases hold it.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A type that can be bound to a statement and read from a column.
public protocol Storable: Sendable {
    var stored: Value { get }
    /// Throws `StoreError.column` text when the stored value is not one of this type.
    static func from(_ value: Value) -> Self?
}

extension Int64: Storable {
    @inlinable public var stored: Value { .integer(self) }
    @inlinable public static func from(_ value: Value) -> Int64? {
        if case .integer(let number) = value { number } else { nil }
    }
}

extension Int: Storable {
    @inlinable public var stored: Value { .integer(Int64(self)) }
    @inlinable public static func from(_ value: Value) -> Int? {
        if case .integer(let number) = value { Int(number) } else { nil }
    }
}

extension Bool: Storable {
    @inlinable public var stored: Value { .integer(self ? 1 : 0) }
    @inlinable public static func from(_ value: Value) -> Bool? {
        if case .integer(let number) = value { number != 0 } else { nil }
    }
}

extension Double: Storable {
    @inlinable public var stored: Value { .real(self) }
    @inlinable public static func from(_ value: Value) -> Double? {
        switch value {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}

extension String: Storable {
    @inlinable public var stored: Value { .text(self) }
    @inlinable public static func from(_ value: Value) -> String? {
        if case .text(let text) = value { text } else { nil }
    }
}

extension [UInt8]: Storable {
    @inlinable public var stored: Value { .blob(self) }
    @inlinable public static func from(_ value: Value) -> [UInt8]? {
        if case .blob(let bytes) = value { bytes } else { nil }
    }
}

extension Optional: Storable where Wrapped: Storable {
    @inlinable public var stored: Value { self?.stored ?? .null }
    @inlinable public static func from(_ value: Value) -> Wrapped?? {
        if case .null = value { return .some(nil) }
        guard let wrapped = Wrapped.from(value) else { return nil }
        return .some(wrapped)
    }
}
