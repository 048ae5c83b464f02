extension StringProtocol {
    /// Its UTF-8, read where it stands.
    func withBytes<Result>(_ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(read) ?? Array(utf8).withUnsafeBufferPointer(read)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The number that the decimal digits in these places make; nil when anything else is among them.
    func number(_ places: Range<Int>) -> Int? {
        var value = 0
        for place in places {
            guard self[place] >= 48, self[place] <= 57 else { return nil }
            value = value * 10 + Int(self[place] - 48)
        }
        return value
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Writes the last `width` decimal digits of a number.
    func put(_ value: Int, width: Int, at start: Int) {
        var rest = value
        for place in stride(from: start + width - 1, through: start, by: -1) {
            self[place] = UInt8(48 + rest % 10)
            rest /= 10
        }
    }
}
