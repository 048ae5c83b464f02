import Domain
import Foundation
import Support
import Testing

@testable import App

@Suite("Files and progress of the commands")
struct CommandFilesTests {
    private static func folder() throws -> String {
        let folder = freshPath("folder")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("A file is its owner’s alone, also in place of one that was everybody’s")
    func ownersAlone() throws {
        let folder = try Self.folder()
        let path = "\(folder)/out.csv"
        #expect(
            FileManager.default.createFile(atPath: path, contents: Data("old".utf8), attributes: [.posixPermissions: 0o666]))
        let file = try WrittenFile(path)
        try file.write("new")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        for partial in try FileManager.default.contentsOfDirectory(atPath: folder) where partial != "out.csv" {
            #expect(try Self.mode("\(folder)/\(partial)") == 0o600)
        }
        try file.finish()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        #expect(try Self.mode(path) == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.csv"])
    }

    @Test("Of a file that is given up nothing is left")
    func givenUp() throws {
        let folder = try Self.folder()
        do {
            let file = try WrittenFile("\(folder)/out.csv")
            try file.write("Prosser")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        #expect(throws: FileRefused.self) { try WrittenFile("\(folder)/none/out.csv") }
    }

    @Test("Refused rows are written for their owner alone")
    func refusedRows() async throws {
        let folder = try Self.folder()
        try await World.with { world in
            let planned = try await ImportPlanning.plan(
                GwentFile.bytes([GwentFile.row("G1", "Prosser", born: "31/02/1990"), GwentFile.row("G2", "Rees")]), world.site)
            let directory = ImportDirectory(site: world.site, actor: .command("carfan import"), profiles: [])
            let path = try #require(try await directory.writeRefused(planned, into: folder, .english))
            #expect(try Self.mode(path) == 0o600)
            #expect(try String(contentsOfFile: path, encoding: .utf8).contains("31/02/1990"))
            let clean = try await ImportPlanning.plan(GwentFile.bytes([GwentFile.row("G3", "Howells")]), world.site)
            #expect(try await directory.writeRefused(clean, into: folder, .english) == nil)
        }
    }

    @Test("In a folder capitals make no difference, and every other file is named")
    func folders() async throws {
        let folder = try Self.folder()
        let names = [
            "gwent-police/NOMINALS.CSV", "gwent-police/custody.csv", "pnc/convictions.csv", "probation/cases.zip",
            "probation/cases.csv.gz", "README.txt", "prison/other.csv",
        ]
        for name in names {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
        }
        try await World.with { world in
            let directory = ImportDirectory(
                site: world.site, actor: .command("carfan import"), profiles: try ProfileFiles.shipped())
            let (entries, strangers) = try directory.entries(folder)
            #expect(entries.map(\.profile.id) == ["gwent-police/nominals", "pnc/convictions", "gwent-police/custody"])
            #expect(entries.first?.path.hasSuffix("NOMINALS.CSV") == true)
            #expect(strangers == ["README.txt", "prison/other.csv", "probation/cases.csv.gz", "probation/cases.zip"])
        }
    }

    @Test(
        "Rows a second, and the seconds left, of this run alone",
        arguments: [
            // Within the first second as well.
            (Pace(done: 100, of: 1000, elapsed: .milliseconds(500)), 200, 5),
            (Pace(done: 1000, of: 1000, elapsed: .seconds(4)), 250, 0),
            (Pace(done: 999, of: 1000, elapsed: .seconds(4)), 249, 1),
            // Bytes tell how far it is, rows how fast.
            (Pace(done: 500_000, of: 2_000_000, rows: 3000, elapsed: .seconds(2)), 1500, 6),
            // Gone on with: what the former run did is not this one’s.
            (Pace(done: 600, of: 1000, from: 400, elapsed: .seconds(2)), 100, 4),
            (Pace(done: 400, of: 1000, from: 400, elapsed: .seconds(2)), 0, nil),
            (Pace(done: 0, of: 1000, elapsed: .zero), 0, nil),
        ] as [(Pace, Int, Int?)])
    func pace(pace: Pace, rate: Int, left: Int?) {
        #expect(pace.rate == rate && pace.secondsLeft == left)
        #expect(pace.words.en.contains("rows/s") && pace.words.cy.contains("rhes/e"))
        #expect(pace.words.en.contains("left") == (left != nil))
    }
}
