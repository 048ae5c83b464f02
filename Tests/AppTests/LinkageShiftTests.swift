import Domain
import Testing

@testable import App

@Suite("Columns of carfan link that shift somewhere in a file are noticed, dates that are not known are not refused")
struct LinkageShiftTests {
    private static let heading = "rec_id,given_name,family_name,dob,sex,email,postcode"

    /// Cells of different people, from the second column on.
    private static func cells(_ row: Int) -> [String] {
        let family = ["Pugh", "Price", "Bowen", "Nowak", "Khan", "Okafor", "Prosser"][row % 7] + "abcdefghij".prefix(row % 10)
        return [
            ["Huw", "Siân", "Ali"][row % 3], family, "19\(50 + row % 50)-0\(1 + row % 9)-1\(row * 7 % 10)",
            row % 2 == 0 ? "M" : "F",
            row % 3 == 0 ? "" : "p\(row)@example.org", "CF\(10 + row % 40) 1AB",
        ]
    }

    private static func file(_ count: Int, heading: String = heading, _ change: (Int, [String]) -> [String]) -> String {
        let rows = (0..<count).map { "R\($0)," + change($0, cells($0)).joined(separator: ",") }
        return "\(heading)\n\(rows.joined(separator: "\n"))\n"
    }

    @Test("A shift to the right, to the left, or without the dates", arguments: [400, 6_000], [55, 75, 90, 94])
    func shifted(count: Int, percent: Int) throws {
        let folder = try LinkageFolder()
        let from = count * percent / 100
        let ways: [@Sendable ([String]) -> [String]] = [
            { [""] + $0.dropLast() }, { $0.dropFirst() + [""] },
            { $0.enumerated().filter { $0.offset != 2 }.map(\.element) + [""] },
            { ["", ""] + $0.dropLast(2) },
        ]
        for way in ways {
            let file = try folder.write("people.csv", Self.file(count) { $0 < from ? $1 : way($1) })
            let problem = try #require(folder.problem([file]))
            #expect(problem == .datesStop(file: file, row: from + 2, heading: "dob"))
            #expect(problem.message.en.contains("row \(from + 2)") && problem.message.en != problem.message.cy)
            #expect(folder.names == ["people.csv"])
            #expect(throws: problem) { try LinkageTable([file], [:], LinkageThreads(1)) }
        }
    }

    @Test(
        "Dates that are missing, odd or unknown, here and there or all in one place, are no shift",
        arguments: ["", "UNKNOWN", "1980", "c. 1980", "n/a", "1 Feb 80", "D.O.B."], [400, 6_000])
    func honest(text: String, count: Int) throws {
        let folder = try LinkageFolder()
        for isUnknown in [{ $0 % 5 < 2 }, { $0 * 5 >= count * 3 }, { $0 * 5 < count * 2 }] as [(Int) -> Bool] {
            let rows = Self.file(count, heading: Self.heading + ",arrested") { row, cells in
                var cells = cells + ["20\(10 + row % 9)-01-0\(1 + row % 9)"]
                if isUnknown(row) { cells[2] = text }
                return cells
            }
            let file = try folder.write("people.csv", rows)
            let table = try LinkageTable([file], [:], LinkageThreads(2))
            #expect(table.records.count == count)
            #expect(table.files.undated == (text.isEmpty ? 0 : (0..<count).count(where: isUnknown)))
        }
    }

    @Test(
        "Nor is it where another date is told of those alone whose birth is not known, or where that is said in many ways",
        arguments: [400, 6_000], [55, 80])
    func otherDates(count: Int, percent: Int) throws {
        let ways = ["Declined", "N/K", "Not known", "Refused", "Unk", "Withheld", "Date of birth not known to this agency"]
        let folder = try LinkageFolder()
        for heading in [",date_of_death", ",date_of_death,found"] {
            let rows = Self.file(count, heading: Self.heading + heading) { row, cells in
                guard row * 100 >= count * percent else {
                    return cells + heading.dropFirst().split(separator: ",").map { _ in "" }
                }
                return cells.enumerated().map { $0 == 2 ? ways[row % ways.count] : $1 }
                    + heading.dropFirst().split(separator: ",").map { _ in "2019-03-1\(row % 10)" }
            }
            let table = try LinkageTable([folder.write("people.csv", rows)], [:], LinkageThreads(2))
            #expect(table.records.count == count && table.files.undated > count / 10)
        }
        let arrested = Self.file(count, heading: Self.heading + ",arrested") { row, cells in
            cells.enumerated().map { $0 == 2 && row * 100 >= count * percent ? ways[6] : $1 } + ["2019-03-1\(row % 10)"]
        }
        #expect(try LinkageTable([folder.write("people.csv", arrested)], [:], LinkageThreads(2)).records.count == count)
    }

    @Test("A file that never has dates in their column is not said to begin so")
    func throughout() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", Self.file(400) { [""] + $1.dropLast() })
        #expect(folder.problem([file]) == .noDates(file: file, heading: "dob"))
    }

    @Test("How many dates could not be read is said")
    func undated() throws {
        let folder = try LinkageFolder()
        let rows = Self.file(60) { $0 < 57 ? $1 : $1.map { $0.hasPrefix("19") ? "UNKNOWN" : $0 } }
        let lines = try folder.link([folder.write("people.csv", rows)]).lines
        let line = try #require(lines.first { $0.en.contains("could not be read") })
        #expect(line.en.hasPrefix("3 dates of birth") && line.cy.contains("3 dyddiad geni"))
    }
}
