import ArgumentParser
import Domain
import Foundation

/// `carfan link`: which records of some files are of one person, and how well that was found. No database: only what the files say.
struct LinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: Text(
            en: "Find which records are of one person: in CSV files, or in the database.",
            cy: "Canfod pa gofnodion sydd am un person: mewn ffeiliau CSV, neu yn y gronfa ddata."
        ).atTerminal,
        subcommands: [
            LinkFilesCommand.self, LinkEvaluateCommand.self, LinkTrainCommand.self, LinkVersionsCommand.self,
            LinkFindCommand.self, LinkCheckCommand.self, LinkUseCommand.self,
        ], defaultSubcommand: LinkFilesCommand.self)
}

/// What linking files can be told.
struct LinkOptions: ParsableArguments {
    @ArgumentParser.Option(
        help: Text(en: "A model that an earlier run kept.", cy: "Model a gadwyd gan rediad cynharach.").help) var model: String?
    @ArgumentParser.Option(
        help: Text(
            en: "How many threads; the result is the same.", cy: "Sawl edefyn; yr un yw’r canlyniad."
        ).help) var threads = ProcessInfo.processInfo.activeProcessorCount
    @ArgumentParser.Option(
        help: Text(
            en: "What columns hold, as HEADING=WORD joined by commas. Words: \(LinkageColumn.wordList).",
            cy: "Yr hyn sydd mewn colofnau, fel PENNAWD=GAIR wedi’u gwahanu gan atalnodau. Geiriau: \(LinkageColumn.wordList)."
        ).help) var columns = ""

    func validate() throws {
        guard (1...256).contains(threads) else { throw WrongArgument.threads }
    }

    func order(_ files: String, clusters: String = "", pairs: String? = nil, keepModel: String? = nil) throws -> LinkageOrder {
        LinkageOrder(
            files: files.split(separator: ",").map(String.init), clusters: clusters, pairs: pairs, model: model,
            keepModel: keepModel, columns: try LinkageColumns.chosen(columns), threads: threads)
    }
}

/// `carfan link --in … --out …`: files to groups.
struct LinkFilesCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: Text(
            en: "Link the records of some CSV files; this is done when no other word is said.",
            cy: "Cysylltu cofnodion ffeiliau CSV; gwneir hyn pan na ddywedir gair arall."
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
        name: .customLong("keep-model"),
        help: Text(en: "The file to keep what was learned in.", cy: "Y ffeil i gadw’r hyn a ddysgwyd ynddi.").help)
    var keepModel: String?
    @Flag(
        help: Text(
            en: "Also say how many records share each kind of key.",
            cy: "Dweud hefyd faint o gofnodion sy’n rhannu pob math o allwedd."
        ).help) var blocks = false
    @OptionGroup var options: LinkOptions

    func run(opening open: @escaping DatabaseOpener) async throws {
        var run = LinkageRun(try options.order(input, clusters: out, pairs: pairs, keepModel: keepModel))
        try run.run()
        for line in run.report.lines { Terminal.say(line) }
        guard blocks else { return }
        let wide = run.report.records <= LinkageKeys.wideUpTo
        for line in Terminal.table(LinkageBlockLines.rows(run.report.blocks, nil, wide: wide, Terminal.language)) {
            Terminal.say(line)
        }
    }
}
