/// Dates of birth as agencies write them, as eight digits of four bits: `0x19891031`.
public enum LinkageDates {
    /// The day that a text says, in any of the forms of `read`; nil for anything else and for an impossible day.
    public static func day(_ text: String) -> Day? {
        guard let date = text.withBytes({ read($0) }) else { return nil }
        return Day(year: Int(date / 10_000), month: Int(date / 100 % 100), day: Int(date % 100))
    }

    /// 19891031 from `1989-10-31`, `19891031`, `31/10/1989`; nil for anything else. Day before month, as in Wales. An
    /// impossible day is kept: its other digits still tell.
    static func read(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32? {
        usual(cell) ?? other(cell)
    }

    /// `1989-10-31`, as most files have it.
    @inline(__always)
    private static func usual(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard cell.count == 10, cell[4] == 45, cell[7] == 45 else { return nil }
        var date: UInt32 = 0
        var digits = true
        for place in 0..<10 where place != 4 && place != 7 {
            digits = digits && cell[place].isLatinDigit
            date = date &* 10 &+ UInt32(cell[place] &- 48)
        }
        return digits ? date : nil
    }

    private static func other(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32? {
        var parts = SIMD4<UInt32>.zero
        var lengths = SIMD4<UInt32>.zero
        var part = 0
        for byte in cell.prefix(10) {
            if byte.isLatinDigit {
                parts[part] = parts[part] &* 10 &+ UInt32(byte - 48)
                lengths[part] += 1
            } else if part < 2, lengths[part] > 0, [45, 47, 46, 32].contains(byte) {
                part += 1
            } else {
                return nil
            }
        }
        if part == 0, lengths[0] == 8 { return parts[0] }
        guard part == 2 else { return nil }
        if lengths[0] == 4 { return (parts[0] * 100 + parts[1]) * 100 + parts[2] }
        return lengths[2] == 4 ? (parts[2] * 100 + parts[1]) * 100 + parts[0] : nil
    }

    /// `19891031` as `0x19891031`.
    static func packed(_ date: UInt32) -> UInt32 {
        var rest = date
        var result: UInt32 = 0
        for place in 0..<8 {
            result |= (rest % 10) << UInt32(place * 4)
            rest /= 10
        }
        return result
    }

    static func year(_ packed: UInt32) -> Int {
        Int(packed >> 28) * 1000 + Int(packed >> 24 & 15) * 100 + Int(packed >> 20 & 15) * 10 + Int(packed >> 16 & 15)
    }
}
