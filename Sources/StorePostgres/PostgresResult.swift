import CLibpq
import Store

/// One answer of the server.
final class PostgresResult {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var status: ExecStatusType { PQresultStatus(handle) }
    var count: Int { Int(PQntuples(handle)) }

    /// A field of the error report: C SQLSTATE, M message, R the function that reported it.
    func field(_ code: Character) -> String? {
        guard let ascii = code.asciiValue, let text = PQresultErrorField(handle, Int32(ascii)) else { return nil }
        return String(cString: text)
    }

    /// `INSERT 0 1`, `COMMIT` …
    var tag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

    /// How many rows were changed; 0 for a SELECT.
    var changes: Int {
        tag.hasPrefix("SELECT") ? 0 : PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
    }

    var shape: PostgresShape {
        let fields = 0..<PQnfields(handle)
        return PostgresShape(
            columns: Columns(fields.map { PQfname(handle, $0).map { String(cString: $0) } ?? "" }),
            types: fields.map { PQftype(handle, $0) })
    }

    func rows(_ shape: PostgresShape) -> [Row] {
        var values: [Value] = []
        values.reserveCapacity(Int(PQntuples(handle)) * shape.types.count)
        for row in 0..<PQntuples(handle) {
            var column: Int32 = 0
            for type in shape.types {
                values.append(value(row, column, type))
                column &+= 1
            }
        }
        return Row.rows(shape.columns, values)
    }

    func isNull(_ row: Int32, _ column: Int32) -> Bool {
        PQgetisnull(handle, row, column) == 1
    }

    func bytes(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
    }

    func value(_ row: Int32, _ column: Int32, _ type: Oid) -> Value {
        guard !isNull(row, column) else { return .null }
        let bytes = bytes(row, column)
        switch type {
        case PostgresType.bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.oid: return .integer(integer(bytes) ?? 0)
        case PostgresType.float4, PostgresType.float8: return .real(real(bytes))
        // count and sum of bigint are numeric: whole numbers stay whole.
        case PostgresType.numeric: return integer(bytes).map(Value.integer) ?? .real(real(bytes))
        case PostgresType.bytea: return .blob(unhex(bytes))
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}

/// Names and types of an answer's columns.
struct PostgresShape {
    let columns: Columns
    let types: [Oid]
}

/// Object identifiers of the types we know (pg_type.dat).
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700
}

/// A whole decimal number; nil for anything else.
func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes[...]
    guard !digits.isEmpty else { return nil }
    var number: Int64 = 0
    for byte in digits {
        guard byte >= 48, byte <= 57 else { return nil }
        let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
        // Counted downwards, as the lowest Int64 has no positive twin.
        let (next, underflow) = tens.subtractingReportingOverflow(Int64(byte &- 48))
        if overflow || underflow { return nil }
        number = next
    }
    return isNegative ? number : number == .min ? nil : -number
}

func real(_ bytes: UnsafeRawBufferPointer) -> Double {
    Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
}

/// bytea's text form: `\x` and two digits a byte.
private func unhex(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : byte &- 87 }
    return stride(from: 2, to: bytes.count - 1, by: 2).map { digit(bytes[$0]) << 4 | digit(bytes[$0 + 1]) }
}
