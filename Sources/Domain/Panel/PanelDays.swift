/// How far the days of a panel may lie from today: what lies further is a slip of the pen.
public enum PanelDays {
    /// A decision is recorded soon after its panel; the papers of two years may still be taken in.
    public static let monthsBack = 24
    /// For the next panel, the next review, and the day until which a decision is put off.
    public static let monthsAhead = 36

    public static func earliest(_ today: Day) -> Day { today.adding(months: -monthsBack) }

    public static func latest(_ today: Day) -> Day { today.adding(months: monthsAhead) }
}
