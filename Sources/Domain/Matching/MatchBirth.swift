/// How far two dates of birth agree.
enum MatchBirth: Sendable, CaseIterable {
    case same, near, different, unknown

    /// Fifteen years apart is no slip of the key: father and son of one name may differ in one digit of the year.
    static func agreement(_ left: Day?, _ right: Day?) -> MatchBirth {
        guard let left, let right else { return .unknown }
        if left == right { return .same }
        let mine = left.parts
        let theirs = right.parts
        if mine.year == theirs.year, mine.month == theirs.day, mine.day == theirs.month { return .near }
        guard abs(mine.year - theirs.year) < 15 else { return .different }
        return digitsApart(mine, theirs) == 1 ? .near : .different
    }

    private static func digitsApart(
        _ left: (year: Int, month: Int, day: Int), _ right: (year: Int, month: Int, day: Int)
    ) -> Int {
        var mine = (left.year * 100 + left.month) * 100 + left.day
        var theirs = (right.year * 100 + right.month) * 100 + right.day
        var apart = 0
        while mine > 0 || theirs > 0 {
            if mine % 10 != theirs % 10 { apart += 1 }
            mine /= 10
            theirs /= 10
        }
        return apart
    }
}
