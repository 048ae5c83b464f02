/// Slips of the key: a letter too many, too few, another, or two that changed places.
enum Spelling {
    /// One slip in names of four letters and more, two in names of nine and more.
    static func areNear(_ left: String, _ right: String) -> Bool {
        let mine = Array(left.utf8)
        let theirs = Array(right.utf8)
        let shorter = min(mine.count, theirs.count)
        guard shorter >= 4 else { return false }
        let allowed = shorter >= 9 ? 2 : 1
        guard abs(mine.count - theirs.count) <= allowed else { return false }
        return slips(mine, theirs) <= allowed
    }

    /// The number of slips between two words (Damerau–Levenshtein, no letter moved twice).
    static func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...max(left.count, 1) where row <= left.count {
            var line = [row]
            line.reserveCapacity(right.count + 1)
            for column in 1...max(right.count, 1) where column <= right.count {
                let equal = left[row - 1] == right[column - 1]
                var least = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (equal ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    least = min(least, before[column - 2] + 1)
                }
                line.append(least)
            }
            before = last
            last = line
        }
        return last[right.count]
    }
}
