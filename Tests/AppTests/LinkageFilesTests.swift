import ArgumentParser
import Domain
import Foundation
import Support
import Testing

@testable import App

@Suite("The files of carfan link: all or none, and nothing left behind")
struct LinkageFilesTests {
    @Test("Ids with commas, quotes and line breaks come back as they went in")
    func quoted() throws {
        let folder = try LinkageFolder()
        let ids = ["a,b", "say \"hi\"", "two\nlines", "plain", "caffè 1"]
        var text = LinkagePeople.heading
        for id in ids {
            text += "\"\(id.replacing("\"", with: "\"\""))\",Huw,,Pugh,1989-10-31,M,2000/0000223R,,4 Heol Las,CF36 4FZ\n"
        }
        try folder.link([folder.write("people.csv", text)])
        let sheet = try LinkageSheet(folder.path("clusters.csv"), needed: ["rec_id", "cluster_id"])
        var found: [String] = []
        try sheet.each { cells, _ in
            found.append(cells[0].text)
            return nil
        }
        #expect(found == ids)
    }

    @Test(
        "Wherever a file is cut into stretches, each begins where a row does: line breaks in quotes are none", arguments: 2...5)
    func stretches(parts: Int) throws {
        let folder = try LinkageFolder()
        var text = "rec_id,given_name\n"
        var starts: Set<Int> = []
        for number in 0..<97 {
            starts.insert(text.utf8.count)
            let cell = number % 3 == 0 ? "\"two\nlines, \"\"\(number)\"\"\n\"" : "name \(number)"
            text += "\(number),\(cell)\n"
            let file = try LinkageFile(folder.write("cut.csv", text), parts: parts, LinkageThreads(number % 4))
            #expect(file.stretches == file.stretches.sorted() && Set(file.stretches).count == file.stretches.count)
            #expect(Set(file.stretches.dropLast()).isSubset(of: starts) && file.stretches.last == text.utf8.count)
        }
    }

    @Test("A second file of the same name, a folder as a file, a folder that is not there")
    func places() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(30))
        let same = folder.path("out.csv")
        #expect(throws: LinkageProblem.sameFile(same, same)) {
            var run = LinkageRun(LinkageOrder(files: [file], clusters: same, pairs: same))
            try run.run()
        }
        for wrong in [folder.url.path, folder.path("none/out.csv")] {
            #expect(throws: LinkageProblem.unwritable(wrong)) {
                var run = LinkageRun(LinkageOrder(files: [file], clusters: wrong))
                try run.run()
            }
        }
        #expect(folder.names == ["people.csv"])
    }

    @Test("While a run is at work its folder shows nothing, so that a run that is killed leaves nothing")
    func atWork() throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(30))
        let results = try LinkageResults(
            LinkageOrder(files: [file], clusters: folder.path("c.csv"), pairs: folder.path("p.csv")))
        withExtendedLifetime(results) { #expect(folder.names == ["people.csv"]) }
    }

    @Test("A disk that fills up leaves no half file, and what was there before stays")
    func full() async throws {
        let folder = try LinkageFolder()
        let file = try folder.write("people.csv", LinkagePeople.file(3_000))
        let disk = freshPath("mount")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard (try? await run("/bin/mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", disk])) != nil else {
            print("Not tried: a full file system needs the right to mount one.")
            return
        }
        try Data("before".utf8).write(to: URL(filePath: disk).appending(path: "clusters.csv"))
        let order = LinkageOrder(files: [file], clusters: "\(disk)/clusters.csv", pairs: "\(disk)/pairs.csv")
        let problem = #expect(throws: LinkageProblem.self) {
            var run = LinkageRun(order)
            try run.run()
        }
        #expect(problem?.message.en.contains("is the disk full") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["clusters.csv"])
        #expect(try String(contentsOfFile: "\(disk)/clusters.csv", encoding: .utf8) == "before")
        try await run("/bin/umount", [disk])
    }

    @Test("A wrong row is named by its line, also in the second half of a file and behind empty lines")
    func lines() throws {
        let folder = try LinkageFolder()
        var rows = LinkagePeople.file(300).split(separator: "\n").map(String.init)
        rows.insert("", at: 3)
        rows[390] = "R9,too,few"
        let file = try folder.write("people.csv", rows.joined(separator: "\n"))
        #expect(folder.problem([file]) == .cells(file: file, row: 391, found: 3, wanted: 10))
    }

    @Test(
        "The words of the command",
        arguments: [
            (["link", "--in", "a.csv", "--out", "b.csv", "--blocks"], true),
            (["link", "files", "--in", "a.csv", "--out", "b.csv"], true),
            (["link", "--in", "a.csv"], false), (["link", "--in", "a.csv", "--out", "b.csv", "--threads", "0"], false),
            (["link", "evaluate", "--truth", "t.csv", "--in", "a.csv", "--columns", "x=given"], true),
            (["link", "evaluate", "--truth", "t.csv", "--clusters", "c.csv", "--pairs", "p.csv"], true),
            (["link", "evaluate", "--truth", "t.csv"], false),
            (["link", "evaluate", "--truth", "t.csv", "--in", "a.csv", "--clusters", "c.csv"], false),
            (["link", "evaluate", "--truth", "t.csv", "--in", "a.csv", "--pairs", "p.csv"], false),
        ])
    func words(arguments: [String], isRight: Bool) {
        #expect(((try? Carfan.parseAsRoot(arguments)) != nil) == isRight)
    }

    @Test("Ten thousand rows of one person make one group, not fifty million pairs")
    func oneOfMany() throws {
        let folder = try LinkageFolder()
        let text = (0..<10_000).map { "R\($0),John,,Smith,1980-05-06,M,2000/0000223R,,4 Heol Las,CF36 4FZ\n" }
        try folder.link([folder.write("people.csv", LinkagePeople.heading + text.joined())])
        #expect(try folder.text("pairs.csv").utf8.count < 100_000_000)
    }
}
