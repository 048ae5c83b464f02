/// The day on which an agency made a file: what lies outside its bounds is a slip of the pen.
public enum ExtractDay {
    /// Before it no agency kept what Carfan reads in a system that writes such files.
    public static let earliest = Day.fixed(2000, 1, 1)

    /// - Throws: what is wrong with the day.
    public static func check(_ day: Day, today: Day) throws(ExtractDayRefusal) {
        if day > today { throw .inFuture }
        try check(day)
    }

    /// The same where the clock is not asked: a command may be told of a day to come, to try what a file will do.
    public static func check(_ day: Day) throws(ExtractDayRefusal) {
        if day < earliest { throw .tooEarly }
    }
}

/// Why a file cannot be of that day.
public enum ExtractDayRefusal: Refusal, Hashable {
    case inFuture
    case tooEarly

    public var field: String? { "as_of" }

    public var message: Text {
        switch self {
        case .inFuture:
            Text(
                en: "The day of the extract must be today or earlier",
                cy: "Rhaid i ddiwrnod yr echdyniad fod heddiw neu’n gynharach")
        case .tooEarly:
            Text(
                en: "The day of the extract must be \(ExtractDay.earliest.words.en) or later",
                cy: "Rhaid i ddiwrnod yr echdyniad fod \(ExtractDay.earliest.words.cy) neu’n hwyrach")
        }
    }
}
