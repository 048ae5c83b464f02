import ArgumentParser
import Domain
import Foundation

/// `carfan link evaluate`: how good links are, where it is known whose each record is.
struct LinkEvaluateCommand: CarfanCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: Text(
            en: "Say how good links are, where it is known whose each record is.",
            cy: "Dweud pa mor dda yw cysylltiadau, lle y gwyddys pwy biau bob cofnod."
        ).atTerminal,
        discussion: Text(
            en:
                "Either --in, to link and score in one go, or --clusters, to score what was written before. Nothing is written.",
            cy:
                "Naill ai --in, i gysylltu a sgorio ar unwaith, neu --clusters, i sgorio’r hyn a ysgrifennwyd. Ni ysgrifennir dim."
        ).atTerminal)

    @ArgumentParser.Option(
        help: Text(
            en: "Whose each record is: rec_id,person_id and, if known, related_person_id,relation.",
            cy: "Pwy biau bob cofnod: rec_id,person_id ac, os gwyddys, related_person_id,relation."
        ).help) var truth: String
    @ArgumentParser.Option(
        name: .customLong("in"),
        help: Text(
            en: "The files to link, joined by commas.", cy: "Y ffeiliau i’w cysylltu, wedi’u gwahanu gan atalnodau."
        ).help) var input: String?
    @ArgumentParser.Option(
        help: Text(en: "A file of groups: rec_id,cluster_id.", cy: "Ffeil o grwpiau: rec_id,cluster_id.").help)
    var clusters: String?
    @ArgumentParser.Option(
        help: Text(
            en: "With --clusters: a file of pairs, rec_id_a,rec_id_b,score[,decision].",
            cy: "Gyda --clusters: ffeil o barau, rec_id_a,rec_id_b,score[,decision]."
        ).help) var pairs: String?
    @ArgumentParser.Option(
        help: Text(
            en: "The file to write the curve to: precision and recall at every weight that occurs.",
            cy: "Y ffeil i ysgrifennu’r gromlin iddi: trachywiredd ac adalw ar bob pwysau sy’n digwydd."
        ).help) var curve: String?
    @OptionGroup var options: LinkOptions

    func validate() throws {
        guard (input == nil) != (clusters == nil), pairs == nil || clusters != nil else { throw WrongArgument.evaluateWhat }
    }

    func run(opening open: @escaping DatabaseOpener) async throws {
        let order = try options.order(input ?? "")
        let inputs = [truth] + order.files + [clusters, pairs, order.model].compactMap(\.self)
        try LinkagePaths.check(inputs: inputs, outputs: [curve].compactMap(\.self))
        let evaluation = try evaluated(order)
        if let curve { try write(evaluation.pairs?.curve ?? [], to: curve) }
        for line in Terminal.table(LinkageFigureLines(evaluation, Terminal.language).rows) { Terminal.say(line) }
    }

    private func evaluated(_ order: LinkageOrder) throws -> LinkageEvaluation {
        let truth = try LinkageTruth(truth)
        if let clusters { return try LinkageEvaluation(truth, clusters: clusters, pairs: pairs) }
        return try LinkageEvaluation(truth, order)
    }

    private func write(_ curve: [LinkagePoint], to path: String) throws {
        let file = try LinkageOutput(path)
        try file.write("weight,precision,recall,f1,right,wrong,missed\n")
        for points in stride(from: 0, to: curve.count, by: 10_000).map({ curve[$0..<min($0 + 10_000, curve.count)] }) {
            try file.write(points.map(Self.line).joined())
        }
        try file.finish()
    }

    private static func line(_ point: LinkagePoint) -> String {
        let shares = [point.agreement.precision, point.agreement.recall, point.agreement.f1]
        let counts = [point.agreement.truePositives, point.agreement.falsePositives, point.agreement.falseNegatives]
        return "\(point.weight)," + shares.map { String(format: "%.6f,", $0) }.joined()
            + counts.map { "\($0)" }.joined(separator: ",") + "\n"
    }
}
