import CLibpq
import Store

/// Values on their way to the server, all in binary form.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var places: [Int?] = []
    private(set) var lengths: [Int32] = []

    init(_ values: [Value]) throws {
        for value in values {
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let number): append(UInt64(bitPattern: number))
            case .real(let number): append(number.bitPattern)
            case .text(let text):
                bytes.append(contentsOf: text.utf8)
                if bytes[start...].contains(0) { throw StoreError.constraint("a text holds the character NUL") }
            case .blob(let blob): bytes.append(contentsOf: blob)
            }
            places.append(value == .null ? nil : start)
            lengths.append(Int32(truncatingIfNeeded: bytes.count - start))
        }
        // A pointer to an empty last value must still point into the buffer.
        bytes.append(0)
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Calls libpq with pointers, lengths and formats.
    func passed<T>(
        _ call: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                let pointers = places.map { place in place.flatMap { text.baseAddress?.advanced(by: $0) } }
                let formats = [Int32](repeating: 1, count: places.count)
                return pointers.withUnsafeBufferPointer { pointers in
                    lengths.withUnsafeBufferPointer { lengths in
                        formats.withUnsafeBufferPointer { formats in
                            call(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                        }
                    }
                }
            }
        }
    }

    var count: Int32 { Int32(truncatingIfNeeded: places.count) }
}

extension Value {
    /// The type that a value is declared as; 0 leaves a null to the server, which knows the column that it goes to.
    var postgresType: Oid {
        switch self {
        case .null: 0
        case .integer: PostgresType.int8
        case .real: PostgresType.float8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }
}

/// The server cannot tell the type of a null in `$1 IS NULL`: there it is declared a text.
func declaredTypes(_ types: [Oid], in text: String) -> [Oid] {
    guard types.contains(0) else { return types }
    return types.enumerated().map { index, type in
        guard type == 0, let marker = text.range(ofMarker: index + 1) else { return type }
        let next = text[marker...].drop { $0.isWhitespace || $0 == ")" }.prefix(4).uppercased()
        return next == "IS N" ? PostgresType.text : 0
    }
}

extension String {
    /// Where the text goes on behind `$number`.
    fileprivate func range(ofMarker number: Int) -> String.Index? {
        let marker = "$\(number)"
        var from = startIndex
        while let start = self[from...].firstRange(of: marker) {
            if start.upperBound == endIndex || !self[start.upperBound].isNumber { return start.upperBound }
            from = start.upperBound
        }
        return nil
    }
}
