import ArgumentParser
import Domain
import Foundation

/// `carfan link`: which records of some files are of one person. No database: only what the files say.
struct LinkCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: Text(
            en: "Find which records of some CSV files are of one person.",
            cy: "Canfod pa gofnodion mewn ffeiliau CSV sydd am un person."
        ).atTerminal,
        discussion: [
            Text(
                en:
                    "Columns are known by their names (rec_id, given_name, family_name, dob, sex, pnc, nhs_number, address, postcode …).",
                cy:
                    "Adnabyddir colofnau wrth eu henwau (rec_id, given_name, family_name, dob, sex, pnc, nhs_number, address, postcode …)."
            ),
            Text(
                en: "What pairs weigh is learned from the files themselves, unless --model names what was learned before.",
                cy: "Dysgir pwysau parau o’r ffeiliau eu hunain, oni bai bod --model yn enwi’r hyn a ddysgwyd o’r blaen."),
            Text(
                en: "Nothing is written unless all of it can be.",
                cy: "Nid ysgrifennir dim oni ellir ysgrifennu’r cyfan."),
        ].map(\.atTerminal).joined(separator: "\n"))

    @ArgumentParser.Option(
        name: .customLong("in"),
        help: Text(en: "The files to read, joined by commas.", cy: "Y ffeiliau i’w darllen, wedi’u gwahanu gan atalnodau.").help
    )
    var input: String
    @ArgumentParser.Option(
        help: Text(
            en: "The file of groups to write: rec_id,cluster_id.", cy: "Y ffeil o grwpiau i’w hysgrifennu: rec_id,cluster_id."
        ).help) var out: String
    @ArgumentParser.Option(
        help: Text(
            en: "The file of pairs to write: both ids, the weight in bits, link, review or no, and the rule that caps it.",
            cy:
                "Y ffeil o barau i’w hysgrifennu: y ddau rif, y pwysau mewn didau, link, review neu no, a’r rheol sy’n ei gapio."
        ).help) var pairs: String?
    @ArgumentParser.Option(
        help: Text(en: "A model that an earlier run kept.", cy: "Model a gadwyd gan rediad cynharach.").help) var model: String?
    @ArgumentParser.Option(
        name: .customLong("keep-model"),
        help: Text(en: "The file to keep what was learned in.", cy: "Y ffeil i gadw’r hyn a ddysgwyd ynddi.").help)
    var keepModel: String?
    @ArgumentParser.Option(
        help: Text(
            en: "How many threads; the files written are the same.", cy: "Sawl edefyn; yr un yw’r ffeiliau a ysgrifennir."
        ).help) var threads = ProcessInfo.processInfo.activeProcessorCount
    @ArgumentParser.Option(
        help: Text(
            en: "What columns hold, as HEADING=WORD joined by commas. Words: \(LinkageColumn.wordList).",
            cy: "Yr hyn sydd mewn colofnau, fel PENNAWD=GAIR wedi’u gwahanu gan atalnodau. Geiriau: \(LinkageColumn.wordList)."
        ).help) var columns = ""

    func run(opening open: @escaping DatabaseOpener) async throws {
        let order = LinkageOrder(
            files: input.split(separator: ",").map(String.init), clusters: out, pairs: pairs, model: model,
            keepModel: keepModel,
            columns: try LinkageColumns.chosen(columns), threads: threads)
        var run = LinkageRun(order)
        try run.run()
        for line in run.report.lines { Terminal.say(line) }
    }
}
