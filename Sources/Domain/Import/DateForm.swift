/// How a file writes a date, and perhaps a time: `DD/MM/YYYY`, `DD-Mon-YYYY HH:MM:SS`, `YYYY-MM-DDTHH:MM`.
public struct DateForm: Sendable, Hashable {
    public let pattern: String
    public let hasTime: Bool
    private let parts: [Part]

    private enum Part: Sendable, Hashable {
        case year, month, monthName, day, hour, minute, second
        case letter(UInt8)
    }

    /// A date and a time of day as written, without a zone.
    public struct Reading: Sendable, Hashable {
        public let day: Day
        public var hour = 0
        public var minute = 0
        public var second = 0
    }

    /// nil when the pattern does not name a whole date. MM after HH are minutes.
    public init?(_ pattern: String) {
        var parts: [Part] = []
        var rest = pattern[...]
        while !rest.isEmpty {
            let known = DateForm.words.first { rest.hasPrefix($0.word) }
            if let known {
                let isMinute = known.part == .month && parts.contains(.hour)
                parts.append(isMinute ? .minute : known.part)
                rest = rest.dropFirst(known.word.count)
            } else {
                guard let byte = rest.utf8.first, byte < 0x80, byte > 0x1F else { return nil }
                parts.append(.letter(byte))
                rest = rest.dropFirst()
            }
        }
        func count(_ part: Part) -> Int { parts.count { $0 == part } }
        guard count(.year) == 1, count(.month) + count(.monthName) == 1, count(.day) == 1, count(.hour) <= 1,
            count(.minute) == count(.hour), count(.second) <= count(.minute)
        else { return nil }
        self.pattern = pattern
        self.parts = parts
        hasTime = count(.hour) == 1
    }

    private static let words: [(word: String, part: Part)] = [
        ("YYYY", .year), ("MON", .monthName), ("Mon", .monthName), ("MM", .month), ("DD", .day), ("HH", .hour),
        ("SS", .second),
    ]

    /// nil when the text is not in this form or there is no such day or time. Years before 1850 are slips of the pen.
    public func read(_ text: String) -> Reading? {
        let read: Reading?? = text.utf8.withContiguousStorageIfAvailable { scan($0) }
        return read ?? Array(text.utf8).withUnsafeBufferPointer { scan($0) }
    }

    private func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
        var numbers = (year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0)
        var at = 0
        for part in parts {
            switch part {
            case .letter(let letter):
                guard at < bytes.count, bytes[at] == letter else { return nil }
                at += 1
            case .year:
                guard let value = DateForm.number(bytes, &at, 4) else { return nil }
                numbers.year = value
            case .monthName:
                guard let value = DateForm.month(bytes, &at) else { return nil }
                numbers.month = value
            default:
                guard let value = DateForm.number(bytes, &at, 2) else { return nil }
                switch part {
                case .month: numbers.month = value
                case .day: numbers.day = value
                case .hour: numbers.hour = value
                case .minute: numbers.minute = value
                default: numbers.second = value
                }
            }
        }
        guard at == bytes.count, numbers.year >= 1850, numbers.hour < 24, numbers.minute < 60, numbers.second < 60,
            let day = Day(year: numbers.year, month: numbers.month, day: numbers.day)
        else { return nil }
        return Reading(day: day, hour: numbers.hour, minute: numbers.minute, second: numbers.second)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ width: Int) -> Int? {
        guard at + width <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[at..<at + width] {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        at += width
        return value
    }

    private static let months = Array("janfebmaraprmayjunjulaugsepoctnovdec".utf8)

    private static func month(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
        guard at + 3 <= bytes.count else { return nil }
        for month in 0..<12 {
            let found = (0..<3).allSatisfy { bytes[at + $0] | 0x20 == months[month * 3 + $0] }
            if found {
                at += 3
                return month + 1
            }
        }
        return nil
    }
}
