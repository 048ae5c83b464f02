import Domain

extension UnsafeBufferPointer<UInt8> {
    /// Whether there is no letter beyond ASCII; eight bytes at a time.
    var isASCII: Bool {
        let raw = UnsafeRawBufferPointer(self)
        var bits: UInt64 = 0
        var place = 0
        while place + 8 <= raw.count {
            bits |= raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        while place < raw.count {
            bits |= UInt64(raw[place])
            place += 1
        }
        return bits & 0x8080_8080_8080_8080 == 0
    }

    var isUTF8: Bool { isASCII || String(validating: self, as: UTF8.self) != nil }
}

extension LinkageCell {
    /// The letters of a cell: UTF-8 or, where they cannot be that, Windows-1252.
    static func text(_ cell: UnsafeBufferPointer<UInt8>) -> String {
        String(validating: cell, as: UTF8.self) ?? TextEncoding.windows(cell)
    }
}
