import Domain
import Foundation
import Testing

@testable import App

@Suite("The demo's dates move by whole days")
struct DemoDatesTests {
    @Test("The first round is called after its month, in both languages")
    func round() throws {
        let day = try #require(Day(iso: "2026-02-01"))
        #expect(DemoRound.name(day) == "Panels of February 2026 / Paneli Chwefror 2026")
    }

    @Test(arguments: [
        ("01/11/2026", 20, "21/11/2026"), ("01.11.2026", 20, "21.11.2026"), ("2026-11-01", 20, "2026-11-21"),
        ("01-Nov-2026", 20, "21-Nov-2026"), ("01-NOV-2026", 60, "31-DEC-2026"),
        ("31/12/2026", 1, "01/01/2027"), ("28.02.2028", 1, "29.02.2028"), ("01-Mar-2027", -1, "28-Feb-2027"),
        ("05/06/1987 14:35", 1, "06/06/1987 14:35"), ("2026-01-02T09:05", 1, "2026-01-03T09:05"),
        ("12.02.2026 0507", 1, "13.02.2026 0507"), ("03-Feb-2026 10:11:12", 1, "04-Feb-2026 10:11:12"),
        ("\"05/06/1987\",\"06/06/1987\"", 1, "\"06/06/1987\",\"07/06/1987\""),
        ("a;01-Jan-2026;02-Jan-2026\r\n", 1, "a;02-Jan-2026;03-Jan-2026\r\n"),
        ("born 01/01/2000.", 0, "born 01/01/2000."),
    ])
    func dates(text: String, days: Int, expected: String) {
        #expect(String(decoding: DemoDates(days: days).moved(Array(text.utf8)), as: UTF8.self) == expected)
        #expect(String(decoding: DemoDates(days: days).moved(Array(text.utf16)), as: UTF16.self) == expected)
    }

    @Test(arguments: [
        "31/02/1990", "2026-13-01", "00.01.2000", "30-Feb-2026", "99/99/9999", "01-Abc-2026",
        "2004/5234567K", "63/315/26", "UC/000605/25", "046/00", "12/01/02/2003", "01/02/20034", "1/02/2003", "01/02-2003",
        "A01/02/2003", "07700 900123", "NP20 4AB", "Llŷr Siôn", "", "01/0", "31/12/9999",
    ])
    func everythingElseStays(text: String) {
        #expect(String(decoding: DemoDates(days: 1).moved(Array(text.utf8)), as: UTF8.self) == text)
    }

    @Test(arguments: [0, 1, 20, -400])
    func filesKeepTheirEncodingAndLines(days: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carfan-demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try DemoFiles(today: DemoFiles.asOf.adding(days: days)).write(into: folder)
        let source = DemoFiles.shipped
        for path in ["gwent-police/nominals.csv", "south-wales-police/custody.csv", "dyfed-powys-police/nominals.csv"] {
            let (old, new) = (
                try Data(contentsOf: source.appending(path: path)), try Data(contentsOf: folder.appending(path: path))
            )
            #expect(old.count == new.count && old.prefix(3) == new.prefix(3))
            #expect((old == new) == (days == 0))
            #expect(old.count { $0 == 10 } == new.count { $0 == 10 })
        }
    }

    @Test(arguments: [2, 7, 64, 65_536])
    func noDateIsCutBetweenPieces(chunk: Int) throws {
        let folder = FileManager.default.temporaryDirectory
        let (old, new) = (
            folder.appending(path: "\(UUID().uuidString).csv"), folder.appending(path: "\(UUID().uuidString).csv")
        )
        defer { [old, new].forEach { try? FileManager.default.removeItem(at: $0) } }
        let text = "Born\tUpdated\r\n01.01.2000\t31.10.2026 1012\r\n02.01.2000\t"
        let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        try Data(bytes).write(to: old)
        try DemoFiles(today: DemoFiles.asOf.adding(days: 1)).copy(old, to: new, chunk: chunk)
        let moved = String(decoding: try Data(contentsOf: new), as: UTF8.self).filter { $0 != "\0" }
        #expect(moved.hasSuffix("Born\tUpdated\r\n02.01.2000\t01.11.2026 1012\r\n03.01.2000\t"))
    }

    @Test func madeForTheFirstOfNovember() {
        #expect(DemoFiles.asOf.iso == "2026-11-01")
    }
}
