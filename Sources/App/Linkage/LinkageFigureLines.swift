import Domain
import Foundation

/// Figures in words, a row each: what it is, and how much.
struct LinkageFigureLines {
    let language: Language
    private(set) var rows: [[String]] = []

    init(_ evaluation: LinkageEvaluation, _ language: Language) {
        self.language = language
        add(evaluation.groups)
        if let pairs = evaluation.pairs {
            add(pairs, records: evaluation.groups.records)
            addCurve(pairs)
        }
        if let reach = evaluation.reach, let blocks = evaluation.blocks { add(reach, blocks, wide: evaluation.wide) }
    }

    private mutating func heading(_ en: String, _ cy: String) { rows += [[""], [Text(en: en, cy: cy)[language]]] }

    private mutating func row(_ en: String, _ cy: String, _ cells: String...) {
        rows.append(["  " + Text(en: en, cy: cy)[language]] + cells)
    }

    private static func share(_ value: Double) -> String { String(format: "%.6f", value) }

    private static func bits(_ weight: Double) -> String { String(format: "%.3f", weight) }

    private mutating func add(_ groups: LinkageGroupFigures) {
        rows.append([Text(en: "Groups", cy: "Grwpiau")[language]])
        add(groups.agreement)
        row("records", "cofnodion", grouped(groups.records))
        row("people", "pobl", grouped(groups.persons))
        row("groups, records alone among them", "grwpiau, gan gynnwys cofnodion unigol", grouped(groups.groups))
        row("records of the largest group", "cofnodion y grŵp mwyaf", grouped(groups.largest))
        row("groups of more than one person", "grwpiau o fwy nag un person", grouped(groups.mixed))
        row("records in them", "cofnodion ynddynt", grouped(groups.recordsInMixed))
        for (relation, count) in groups.byRelation.sorted(by: { $0.key < $1.key }) {
            let name = Self.relation(relation)
            row("of them: \(name.en)", "ohonynt: \(name.cy)", grouped(count))
        }
        row("people in more than one group", "pobl mewn mwy nag un grŵp", grouped(groups.split))
    }

    private mutating func add(_ agreement: LinkageAgreement) {
        row("precision", "trachywiredd", Self.share(agreement.precision))
        row("recall", "adalw", Self.share(agreement.recall))
        row("F1", "F1", Self.share(agreement.f1))
        row("right pairs", "parau cywir", grouped(agreement.truePositives))
        row("wrong pairs", "parau anghywir", grouped(agreement.falsePositives))
        row("missed pairs", "parau a gollwyd", grouped(agreement.falseNegatives))
    }

    private static func relation(_ word: String) -> Text {
        switch word {
        case "twin": Text(en: "twins", cy: "gefeilliaid")
        case "junior": Text(en: "parent and child of one name", cy: "rhiant a phlentyn o’r un enw")
        case "sibling": Text(en: "brothers and sisters", cy: "brodyr a chwiorydd")
        case "partner": Text(en: "partners", cy: "partneriaid")
        case "unrelated": Text(en: "unrelated", cy: "heb berthynas")
        default: Text(same: word)
        }
    }

    private mutating func add(_ pairs: LinkagePairFigures, records: Int) {
        heading("Pairs", "Parau")
        row("weighed", "wedi’u pwyso", grouped(pairs.scored))
        row("true", "gwir", grouped(pairs.truePairs))
        row("highest recall possible", "adalw uchaf posibl", Self.share(pairs.highestRecall))
        if let best = pairs.best { row("best F1", "F1 gorau", Self.share(best.agreement.f1), at(best)) }
        for recall in LinkagePairFigures.recalls {
            let found = pairs.precision(atRecall: recall)
            row(
                "precision at recall \(recall)", "trachywiredd ar adalw \(recall)", amount(found, found?.agreement.precision),
                at(found))
        }
        for precision in LinkagePairFigures.precisions {
            let found = pairs.recall(atPrecision: precision)
            row(
                "recall at precision \(precision)", "adalw ar drachywiredd \(precision)",
                amount(found, found?.agreement.recall),
                at(found))
        }
        guard let links = pairs.links else { return }
        heading("Decisions", "Penderfyniadau")
        add(links)
        row("pairs for review", "parau i’w hadolygu", grouped(pairs.reviews))
        row("true ones among them", "rhai gwir yn eu plith", grouped(pairs.trueReviews))
        row(
            "for review, of 1,000 records", "i’w hadolygu, o 1,000 o gofnodion",
            String(format: "%.1f", 1000 * Double(pairs.reviews) / Double(max(records, 1))))
        row("recall of links and reviews", "adalw cysylltiadau ac adolygiadau", Self.share(pairs.recallWithReview))
    }

    private func amount(_ point: LinkagePoint?, _ share: Double?) -> String { share.map(Self.share) ?? "–" }

    private func at(_ point: LinkagePoint?) -> String {
        guard let point else { return Text(en: "not reached", cy: "heb ei gyrraedd")[language] }
        return Text(en: "from weight \(Self.bits(point.weight))", cy: "o bwysau \(Self.bits(point.weight))")[language]
    }

    /// Every second bit.
    private mutating func addCurve(_ pairs: LinkagePairFigures) {
        guard let top = pairs.curve.first?.weight, let bottom = pairs.curve.last?.weight else { return }
        heading("From weight", "O bwysau")
        rows[rows.count - 1] += [
            Text(en: "precision", cy: "trachywiredd")[language], Text(en: "recall", cy: "adalw")[language], "F1",
            Text(en: "pairs", cy: "parau")[language],
        ]
        for weight in stride(from: min((top / 2).rounded(.up) * 2, 40), through: (bottom / 2).rounded(.down) * 2, by: -2) {
            guard let agreement = pairs.point(at: weight)?.agreement else { continue }
            rows.append([
                "  \(Int(weight))", Self.share(agreement.precision), Self.share(agreement.recall), Self.share(agreement.f1),
                grouped(agreement.truePositives + agreement.falsePositives),
            ])
        }
    }

    private mutating func add(_ reach: LinkageReach, _ blocks: LinkageBlockCount, wide: Bool) {
        heading("Keys", "Allweddi")
        row("true pairs that shared a key", "parau gwir a rannai allwedd", grouped(reach.shared))
        let share = LinkageAgreement.share(reach.shared, reach.truePairs)
        row("of all true pairs", "o bob pâr gwir", Self.share(share))
        rows += [[""]] + LinkageBlockLines.rows(blocks, reach, wide: wide, language)
    }
}

/// The blocks of each kind of key, as a table.
enum LinkageBlockLines {
    static func rows(_ blocks: LinkageBlockCount, _ reach: LinkageReach?, wide: Bool, _ language: Language) -> [[String]] {
        var heading = [
            Text(en: "Key", cy: "Allwedd"), Text(en: "blocks", cy: "blociau"), Text(en: "records", cy: "cofnodion"),
            Text(en: "largest", cy: "mwyaf"), Text(en: "compared", cy: "cymharwyd"),
        ]
        if reach != nil { heading += [Text(en: "true", cy: "gwir"), Text(en: "by it alone", cy: "drwyddi hi’n unig")] }
        let kinds = (0..<LinkageKeys.kinds).filter { blocks.blocks[$0] > 0 || (reach?.byKind[$0] ?? 0) > 0 }
        return [heading.map { $0[language] }]
            + kinds.map { kind in
                var numbers = [blocks.blocks[kind], blocks.records[kind], blocks.largest[kind], blocks.compared[kind]]
                if let reach { numbers += [reach.byKind[kind], reach.only[kind]] }
                return ["  " + LinkageKeys.label(kind, wide: wide)[language]] + numbers.map { grouped($0) }
            }
    }
}
