/// Turns the bytes of a file, piece by piece, into UTF-8. A letter cut by the edge of a piece waits for the next one.
/// What is no letter at all becomes the byte 0xFF, which no UTF-8 text holds, so that the row it stands in can be refused.
struct Transcoding: Sendable {
    private(set) var encoding: TextEncoding
    private var start: [UInt8] = []
    private var started = false
    private var half: UInt8?
    private var highSurrogate: UInt32?
    private var output: [UInt8] = []

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// The next piece as UTF-8, valid for the length of `body`.
    mutating func next(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        if started { return transcode(chunk, body) }
        start.append(contentsOf: chunk)
        if start.count >= 4 { begin(body) }
    }

    /// The end of the file: what still waits is cut off.
    mutating func finish(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if !started { begin(body) }
        guard half != nil || highSurrogate != nil else { return }
        (half, highSurrogate) = (nil, nil)
        [UInt8]([0xFF]).withUnsafeBufferPointer(body)
    }

    /// A mark in the file wins over what was expected.
    private mutating func begin(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        started = true
        var bytes = start[...]
        start = []
        if let mark = TextEncoding.mark(bytes) {
            encoding = mark.encoding
            bytes = bytes.dropFirst(mark.length)
        } else if let guess = TextEncoding.halves(bytes) {
            encoding = guess
        }
        Array(bytes).withUnsafeBufferPointer { transcode($0, body) }
    }

    private mutating func transcode(
        _ chunk: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        if encoding == .utf8 { return body(chunk) }
        output.removeAll(keepingCapacity: true)
        output.reserveCapacity(chunk.count * 2)
        if encoding == .windows1252 {
            for byte in chunk { windows(byte) }
        } else {
            utf16(chunk)
        }
        output.withUnsafeBufferPointer(body)
    }

    private mutating func windows(_ byte: UInt8) {
        if byte < 0x80 { return output.append(byte) }
        let scalar = byte < 0xA0 ? UInt32(TextEncoding.windowsLetters[Int(byte - 0x80)]) : UInt32(byte)
        if scalar == 0 { output.append(0xFF) } else { put(scalar) }
    }

    private mutating func utf16(_ chunk: UnsafeBufferPointer<UInt8>) {
        let little = encoding == .utf16LittleEndian
        var index = 0
        if let first = half, let second = chunk.first {
            half = nil
            index = 1
            unit(little ? UInt32(first) | UInt32(second) << 8 : UInt32(first) << 8 | UInt32(second))
        }
        while index + 1 < chunk.count {
            let first = UInt32(chunk[index])
            let second = UInt32(chunk[index + 1])
            unit(little ? first | second << 8 : first << 8 | second)
            index += 2
        }
        if index < chunk.count { half = chunk[index] }
    }

    private mutating func unit(_ unit: UInt32) {
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 { return put(0x10000 + (high & 0x3FF) << 10 + (unit & 0x3FF)) }
            output.append(0xFF)
        }
        switch unit {
        case 0..<0x80: output.append(UInt8(truncatingIfNeeded: unit))
        case 0xD800..<0xDC00: highSurrogate = unit
        case 0xDC00..<0xE000: output.append(0xFF)
        default: put(unit)
        }
    }

    private mutating func put(_ scalar: UInt32) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift) & 0x3F) }
        switch scalar {
        case 0..<0x800:
            output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
        case 0x800..<0x10000:
            output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            output.append(tail(6))
        default:
            output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            output.append(tail(12))
            output.append(tail(6))
        }
        output.append(tail(0))
    }
}
