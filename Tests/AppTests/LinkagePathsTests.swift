import Domain
import Foundation
import Testing

@testable import App

@Suite("What carfan link writes is never what it reads, however the paths are spelled")
struct LinkagePathsTests {
    /// A folder with a file to read, and other ways to it.
    private static func folder() throws -> LinkageFolder {
        let folder = try LinkageFolder()
        let people = try folder.write("people.csv", LinkagePeople.file(30))
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path("sub"), withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: people)
        try files.createSymbolicLink(atPath: folder.path("here"), withDestinationPath: folder.url.path)
        try files.linkItem(atPath: people, toPath: folder.path("hard.csv"))
        return folder
    }

    private static let spellings = [
        "people.csv", "./people.csv", "sub/../people.csv", "//people.csv", "link.csv", "here/people.csv", "hard.csv",
    ]

    @Test(
        "A file that is read is not written over, whichever file it would be", arguments: spellings, ["out", "pairs", "keep"])
    func inputs(spelling: String, what: String) throws {
        let folder = try Self.folder()
        let (file, same) = (folder.path("people.csv"), "\(folder.url.path)/\(spelling)")
        let before = (folder.names, try folder.text("people.csv"))
        let order = LinkageOrder(
            files: [file], clusters: what == "out" ? same : folder.path("c.csv"), pairs: what == "pairs" ? same : nil,
            keepModel: what == "keep" ? same : nil)
        let problem = #expect(throws: LinkageProblem.self) {
            var run = LinkageRun(order)
            try run.run()
        }
        #expect(problem == .overInput(output: same, input: file))
        #expect(problem?.message.en.contains("written over") == true && problem?.message.en != problem?.message.cy)
        let isSame = (folder.names, try folder.text("people.csv")) == before
        #expect(isSame)
    }

    @Test("Names of one letter, and of none, are names")
    func short() throws {
        try LinkagePaths.check(inputs: ["a", "", "/"], outputs: ["b", "c"])
        #expect(throws: LinkageProblem.overInput(output: "./a", input: "a")) {
            try LinkagePaths.check(inputs: ["a"], outputs: ["./a"])
        }
    }

    @Test("A model that is read is not written over")
    func model() throws {
        let folder = try Self.folder()
        try folder.link([folder.path("people.csv")])
        let model = folder.path("model.json")
        let before = try folder.text("model.json")
        #expect(folder.problem([folder.path("people.csv")], model: model) == .overInput(output: model, input: model))
        #expect(try folder.text("model.json") == before)
    }

    @Test("Two files to write are two", arguments: ["./new", "sub/../new", "here/new", "new"])
    func outputs(spelling: String) throws {
        let folder = try Self.folder()
        let (one, other) = (folder.path("new"), "\(folder.url.path)/\(spelling)")
        let names = folder.names
        let problem = #expect(throws: LinkageProblem.self) {
            var run = LinkageRun(LinkageOrder(files: [folder.path("people.csv")], clusters: one, pairs: other))
            try run.run()
        }
        #expect(problem == .sameFile(other, one) && problem?.message.en != problem?.message.cy)
        #expect(folder.names == names)
    }

    @Test("Other files are no hindrance: of the same name elsewhere, there before, not there at all")
    func others() throws {
        let folder = try Self.folder()
        let inputs = [folder.path("people.csv"), folder.path("none.csv"), folder.path("none.csv")]
        _ = try folder.write("old.csv", "old")
        try LinkagePaths.check(
            inputs: inputs, outputs: ["old.csv", "sub/people.csv", "none/people.csv", "new.csv"].map(folder.path))
    }
}
