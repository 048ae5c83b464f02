/// How alike two names are, from 0 to 1: shared letters in about the same place, their order, and a common beginning.
/// Source: M. A. Jaro, JASA 84 (1989); W. E. Winkler, Proc. Survey Research Methods, ASA (1990): prefix 4, scale 0.1.
enum JaroWinkler {
    /// Of two texts of at most 64 bytes; what is longer counts with its first 64.
    static func similarity(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Double {
        let left = UnsafeBufferPointer(rebasing: left.prefix(64))
        let right = UnsafeBufferPointer(rebasing: right.prefix(64))
        let jaro = LetterMasks.with(left) { masks in Self.jaro(left, right, masks) }
        var prefix = 0
        while prefix < min(4, left.count, right.count), left[prefix] == right[prefix] { prefix += 1 }
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    static func similarity(_ left: String, _ right: String) -> Double {
        left.withBytes { left in right.withBytes { similarity(left, $0) } }
    }

    /// Bit-parallel: one bit for each place of `left`. The lowest free bit inside the window is the match that Jaro takes.
    private static func jaro(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, _ masks: UnsafePointer<UInt64>
    ) -> Double {
        guard !left.isEmpty, !right.isEmpty else { return left.isEmpty && right.isEmpty ? 1 : 0 }
        let reach = max(max(left.count, right.count) / 2 - 1, 0)
        var takenLeft: UInt64 = 0
        var takenRight: UInt64 = 0
        for place in 0..<right.count {
            let low = max(place - reach, 0)
            let high = min(place + reach, left.count - 1)
            guard low <= high else { break }
            let window = (~UInt64(0) >> UInt64(63 - (high - low))) << UInt64(low)
            let free = masks[Int(right[place])] & window & ~takenLeft
            takenLeft |= free & (0 &- free)
            if free != 0 { takenRight |= 1 << UInt64(place) }
        }
        let shared = Double(takenLeft.nonzeroBitCount)
        guard shared > 0 else { return 0 }
        let moved = Double(outOfOrder(right, masks, takenLeft, takenRight) / 2)
        return (shared / Double(left.count) + shared / Double(right.count) + (shared - moved) / shared) / 3
    }

    private static func outOfOrder(
        _ right: UnsafeBufferPointer<UInt8>, _ masks: UnsafePointer<UInt64>, _ takenLeft: UInt64, _ takenRight: UInt64
    ) -> Int {
        var mine = takenLeft
        var theirs = takenRight
        var moved = 0
        while mine != 0 {
            let bit = mine & (0 &- mine)
            if masks[Int(right[theirs.trailingZeroBitCount])] & bit == 0 { moved += 1 }
            mine &= mine &- 1
            theirs &= theirs &- 1
        }
        return moved
    }
}

/// For each byte the places at which a text holds it, one bit a place.
enum LetterMasks {
    static func with<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ use: (UnsafePointer<UInt64>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { masks in
            masks.initialize(repeating: 0)
            for place in 0..<text.count { masks[Int(text[place])] |= 1 << UInt64(place) }
            guard let base = masks.baseAddress else { preconditionFailure("256 masks have an address") }
            return use(base)
        }
    }
}
