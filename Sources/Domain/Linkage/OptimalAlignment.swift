/// Slips between two texts: a letter too many, too few, another, or two neighbours swapped; no letter is moved twice
/// (optimal string alignment, the restricted form of Damerau–Levenshtein).
/// Source: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic J. of Computing 10 (2003).
enum OptimalAlignment {
    /// Of two texts of at most 64 bytes; what is longer counts with its first 64.
    static func distance(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
        let left = UnsafeBufferPointer(rebasing: left.prefix(64))
        let right = UnsafeBufferPointer(rebasing: right.prefix(64))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        return LetterMasks.with(left) { masks in Self.distance(left.count, right, masks) }
    }

    static func distance(_ left: String, _ right: String) -> Int {
        left.withBytes { left in right.withBytes { distance(left, $0) } }
    }

    /// Whether two different texts are one slip apart. Of equal length: one letter, or two neighbours swapped.
    static func isOne(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return abs(left.count - right.count) == 1 && distance(left, right) == 1 }
        var place = 0
        while place < left.count, left[place] == right[place] { place += 1 }
        guard place < left.count else { return false }
        let swapped = place + 1 < left.count && left[place] == right[place + 1] && left[place + 1] == right[place]
        var rest = place + (swapped ? 2 : 1)
        while rest < left.count, left[rest] == right[rest] { rest += 1 }
        return rest == left.count
    }

    /// Hyyrö's vectors: where a column rises (`up`) or falls (`down`), where the diagonal is level, where a row rises or falls.
    private static func distance(
        _ length: Int, _ right: UnsafeBufferPointer<UInt8>, _ masks: UnsafePointer<UInt64>
    ) -> Int {
        var up = ~UInt64(0)
        var down: UInt64 = 0
        var level: UInt64 = 0
        var before: UInt64 = 0
        var slips = length
        let last = UInt64(1) << UInt64(length - 1)
        for letter in right {
            let mask = masks[Int(letter)]
            let swapped = ((~level & mask) << 1) & before
            level = (((mask & up) &+ up) ^ up) | mask | down | swapped
            var rises = down | ~(level | up)
            var falls = level & up
            if rises & last != 0 { slips += 1 }
            if falls & last != 0 { slips -= 1 }
            rises = rises << 1 | 1
            falls <<= 1
            up = falls | ~(level | rises)
            down = rises & level
            before = mask
        }
        return slips
    }
}
