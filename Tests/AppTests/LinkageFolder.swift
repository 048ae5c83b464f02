import Domain
import Foundation

@testable import App

/// A folder for one test, and runs in it.
final class LinkageFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: url.appending(path: name))
        return path(name)
    }

    func write(_ name: String, bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: url.appending(path: name))
        return path(name)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path).sorted()) ?? [] }

    /// Links a file in this folder; returns the report.
    @discardableResult
    func link(_ files: [String], threads: Int = 2, model: String? = nil, columns: String = "") throws -> LinkageReport {
        var run = LinkageRun(
            LinkageOrder(
                files: files, clusters: path("clusters.csv"), pairs: path("pairs.csv"), model: model,
                keepModel: path("model.json"),
                columns: try LinkageColumns.chosen(columns), threads: threads))
        try run.run()
        return run.report
    }

    func problem(_ files: [String], model: String? = nil, columns: String = "") -> LinkageProblem? {
        do {
            try link(files, model: model, columns: columns)
            return nil
        } catch {
            return error as? LinkageProblem
        }
    }
}

/// Invented people, each with some records that differ a little.
enum LinkagePeople {
    static let heading = "rec_id,given_name,middle_names,family_name,dob,sex,pnc,nhs_number,address,postcode\n"

    static func file(_ people: Int, each: (Int, Int) -> String? = { _, _ in nil }) -> String {
        let given = ["Gareth", "Bethan", "Mohammed", "Emma", "Carwyn", "Lowri", "Peter", "Agnieszka", "Dafydd", "Siân", "Huw"]
        let family = [
            "Jones", "Davies", "Khan", "Nowak", "Pugh", "Smith", "Morgan", "Evans", "Williams", "Okafor", "Bowen", "Prosser",
        ]
        var text = heading
        for person in 0..<people {
            for copy in 0..<(person % 3 == 0 ? 2 : 1) {
                let first = given[person * 7 % given.count]
                let last =
                    family[person * 5 % family.count] + (person % 2 == 0 ? "" : "on\(["a", "b", "c", "d", "e"][person % 5])r")
                let date = "19\(50 + person * 13 % 50)-\(10 + person % 3)-\(10 + person * 3 % 19)"
                let row =
                    "\(first),,\(last),\(date),\(person % 2 == 0 ? "M" : "F"),,,\(1 + person % 90) Heol Las,CF\(10 + person % 40) \(person % 9 + 1)AB"
                text += "R\(person)x\(copy),\(each(person, copy) ?? row)\n"
            }
        }
        return text
    }
}
