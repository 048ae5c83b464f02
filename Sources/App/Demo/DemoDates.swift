import Domain

/// Moves every date of a file by whole days, so that invented data made for one day is up to date on another. Times of day,
/// impossible dates and everything else stay as they are.
///
/// Forms: `01/11/2026`, `01.11.2026`, `01-Nov-2026`, `01-NOV-2026`, `2026-11-01`. All are ASCII, so that the bytes of UTF-8 and
/// Windows-1252 and the units of UTF-16 are read alike.
struct DemoDates: Sendable {
    let days: Int

    func moved<Unit: FixedWidthInteger & UnsignedInteger>(_ units: [Unit]) -> [Unit] {
        var result = units
        var index = 0
        while index < units.count {
            guard isDigit(units, index), !isWord(units, index - 1), let found = date(units, at: index) else {
                index += 1
                continue
            }
            for (offset, byte) in (moved(found) ?? []).enumerated() { result[index + offset] = Unit(byte) }
            index += found.form.length
        }
        return result
    }

    private enum Form {
        case slashes, dots, isoDashes
        case month(capitals: Bool)

        var length: Int {
            if case .month = self { 11 } else { 10 }
        }
    }

    private typealias Found = (form: Form, day: Day?)

    private func moved(_ found: Found) -> [UInt8]? {
        guard let day = found.day.map({ Int($0.number) + days }), let first = Day(year: 1, month: 1, day: 1),
            let last = Day(year: 9999, month: 12, day: 31), (Int(first.number)...Int(last.number)).contains(day)
        else { return nil }
        let iso = Day(number: Int32(day)).iso
        let (year, month, date) = (iso.prefix(4), iso.dropFirst(5).prefix(2), iso.suffix(2))
        let text =
            switch found.form {
            case .slashes: "\(date)/\(month)/\(year)"
            case .dots: "\(date).\(month).\(year)"
            case .isoDashes: iso
            case .month(let capitals): "\(date)-\(DemoDates.name(month, capitals))-\(year)"
            }
        return Array(text.utf8)
    }

    /// The date that starts at `start`, as a day or, when there is no such day, as nil within the answer.
    private func date<Unit: FixedWidthInteger & UnsignedInteger>(_ units: [Unit], at start: Int) -> Found? {
        func number(_ from: Int, _ length: Int) -> Int? {
            var value = 0
            for index in start + from..<start + from + length {
                guard isDigit(units, index) else { return nil }
                value = value * 10 + Int(units[index]) - 48
            }
            return value
        }
        func separator(_ offset: Int) -> UInt8 {
            start + offset < units.count ? UInt8(exactly: units[start + offset]) ?? 0 : 0
        }
        func whole(_ form: Form, _ year: Int?, _ month: Int?, _ day: Int?) -> Found? {
            guard let year, let month, let day, !isDigit(units, start + form.length) else { return nil }
            return (form, Day(year: year, month: month, day: day))
        }
        switch (separator(2), separator(4), separator(5), separator(6), separator(7)) {
        case (47, _, 47, _, _): return whole(.slashes, number(6, 4), number(3, 2), number(0, 2))
        case (46, _, 46, _, _): return whole(.dots, number(6, 4), number(3, 2), number(0, 2))
        case (_, 45, _, _, 45): return whole(.isoDashes, number(0, 4), number(5, 2), number(8, 2))
        case (45, _, _, 45, _):
            let letters = [separator(3), separator(4), separator(5)]
            guard let month = DemoDates.month(letters) else { return nil }
            return whole(.month(capitals: letters[1] < 97), number(7, 4), month, number(0, 2))
        default: return nil
        }
    }

    private func isDigit<Unit: FixedWidthInteger & UnsignedInteger>(_ units: [Unit], _ index: Int) -> Bool {
        units.indices.contains(index) && units[index] >= 48 && units[index] <= 57
    }

    /// A digit, letter or separator before it makes a number part of something longer: `12/01/02/2003`.
    private func isWord<Unit: FixedWidthInteger & UnsignedInteger>(_ units: [Unit], _ index: Int) -> Bool {
        guard units.indices.contains(index) else { return false }
        let unit = units[index]
        return (45...57).contains(unit) || (65...90).contains(unit) || (97...122).contains(unit)
    }

    private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let numbers = Dictionary(
        uniqueKeysWithValues: names.enumerated().map { (Array($1.lowercased().utf8), $0 + 1) })

    private static func month(_ letters: [UInt8]) -> Int? { numbers[letters.map { $0 | 32 }] }

    private static func name(_ month: Substring, _ capitals: Bool) -> String {
        let name = names[(Int(month) ?? 1) - 1]
        return capitals ? name.uppercased() : name
    }
}
