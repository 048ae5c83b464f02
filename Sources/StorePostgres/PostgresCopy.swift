import CLibpq
import Store

extension PostgresSession {
    /// Rows by COPY in its text form, the fastest way in.
    func copy(into table: String, _ columns: [String], _ rows: [[Value]]) throws {
        let text = "COPY \(table) (\(columns.joined(separator: ","))) FROM STDIN"
        _ = try simple(text)
        var buffer: [UInt8] = []
        buffer.reserveCapacity(80_000)
        for row in rows {
            append(row, to: &buffer)
            if buffer.count >= 65_536 { try put(&buffer) }
        }
        try put(&buffer)
        guard PQputCopyEnd(handle, nil) == 1 else { throw PostgresFailure.lost(handle) }
        var failure: PostgresFailure?
        while let next = PQgetResult(handle) {
            let result = PostgresResult(next)
            if result.status != PGRES_COMMAND_OK { failure = failure ?? PostgresFailure(result, on: handle) }
        }
        if let failure { throw failure }
    }

    private func put(_ buffer: inout [UInt8]) throws {
        let sent = buffer.withUnsafeBytes {
            PQputCopyData(handle, $0.assumingMemoryBound(to: CChar.self).baseAddress, Int32($0.count))
        }
        guard sent == 1 else { throw PostgresFailure.lost(handle) }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// One line of COPY's text form (PostgreSQL manual, COPY, text format).
private func append(_ row: [Value], to buffer: inout [UInt8]) {
    var isFirst = true
    for value in row {
        if !isFirst { buffer.append(UInt8(ascii: "\t")) }
        isFirst = false
        switch value {
        case .null: buffer.append(contentsOf: "\\N".utf8)
        case .integer(let number): buffer.append(contentsOf: String(number).utf8)
        case .real(let number): buffer.append(contentsOf: String(number).utf8)
        case .text(let text): appendEscaped(text, to: &buffer)
        case .blob(let bytes):
            buffer.append(contentsOf: "\\\\x".utf8)
            for byte in bytes {
                buffer.append(hexDigit(byte >> 4))
                buffer.append(hexDigit(byte & 15))
            }
        }
    }
    buffer.append(UInt8(ascii: "\n"))
}

private func hexDigit(_ number: UInt8) -> UInt8 {
    number < 10 ? number &+ 48 : number &+ 87
}

private func appendEscaped(_ text: String, to buffer: inout [UInt8]) {
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
        case UInt8(ascii: "\t"): buffer.append(contentsOf: "\\t".utf8)
        case UInt8(ascii: "\n"): buffer.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\r"): buffer.append(contentsOf: "\\r".utf8)
        default: buffer.append(byte)
        }
    }
}
