import Domain

/// What goes on behind the page of the model, or how the last of it ended.
enum LinkageTaskView {
    static func html(_ task: LinkageTask?) -> HTML? {
        guard let task else { return nil }
        if task.isWorking { return working(task) }
        if task.isCutOff { return Banner.warning(label(task) + Text(same: ": ") + cutOff(task.kind)) }
        guard task.state == .refused else { return done(task) }
        return Banner.warning(
            label(task) + Text(same: ": ")
                + Text(
                    en:
                        "a model is learned from \(grouped(LinkageTrainer.fewest)) records at least, and there are fewer. Until then the shipped one serves better.",
                    cy:
                        "dysgir model o \(grouped(LinkageTrainer.fewest)) cofnod o leiaf, ac mae llai. Tan hynny mae’r un a gludir yn well."
                ))
    }

    private static func label(_ task: LinkageTask) -> Text {
        switch task.kind {
        case .learn: Text(en: "Learning a new version", cy: "Dysgu fersiwn newydd")
        case .plan:
            Text(en: "Counting what version \(task.version) would change", cy: "Cyfrif beth a newidiai fersiwn \(task.version)")
        case .run:
            Text(en: "Weighing all records by version \(task.version)", cy: "Pwyso pob cofnod yn ôl fersiwn \(task.version)")
        case .measure:
            Text(
                en: "Measuring version \(task.version) on the reviewed pairs",
                cy: "Mesur fersiwn \(task.version) ar y parau a adolygwyd")
        }
    }

    private static func working(_ task: LinkageTask) -> HTML {
        let (done, total) = (grouped(task.done), grouped(task.total))
        let words =
            task.kind == .measure
            ? Text(en: "\(done) of \(total) pairs", cy: "\(done) o \(total) pâr")
            : Text(en: "\(done) of \(total) records", cy: "\(done) o \(total) cofnod")
        return """
            \(ProgressBar.html(label(task), done: task.done, total: task.total, words: words))
            <p>\(Text(
                en: "You may leave this page; the work goes on.", cy: "Cewch adael y dudalen hon; mae’r gwaith yn parhau."))</p>
            <p><a href="\(LinkageViews.path(task.kind == .learn ? nil : task.version))">\(Text(
                en: "See how far it is", cy: "Gweld pa mor bell yr aeth"))</a></p>
            """
    }

    /// Only the run changes anything: what it did in whole slices stays.
    private static func cutOff(_ kind: LinkageTask.Kind) -> Text {
        kind == .run
            ? Text(
                en: "the work was cut off. What was joined and asked so far stays; see what is left, and do it.",
                cy:
                    "torrwyd ar draws y gwaith. Saif yr hyn a gysylltwyd ac a ofynnwyd hyd yma; gwelwch beth sydd ar ôl, a’i wneud."
            )
            : Text(
                en: "the work was cut off, and nothing of it counts. Begin again.",
                cy: "torrwyd ar draws y gwaith, ac nid oes dim ohono’n cyfrif. Dechreuwch eto.")
    }

    private static func done(_ task: LinkageTask) -> HTML? {
        switch task.kind {
        case .learn:
            guard let learned = task.found(LinkageLearned.self) else { return nil }
            return Banner.success(
                learned.words(task.version)
                    + Text(
                        en: " It is not in use: see what it would change.", cy: " Nid yw ar waith: gwelwch beth a newidiai."))
        case .run:
            guard let counts = task.found(LinkageCounts.self) else { return nil }
            let waits = counts.putOff.flatMap { $0.isEmpty ? nil : Text(same: " ") + $0.words } ?? Text(same: "")
            return Banner.success(
                Text(
                    en:
                        "\(grouped(counts.records)) records were weighed: \(grouped(counts.joins)) pairs of people joined, \(grouped(counts.doubts)) pairs and \(grouped(counts.loose)) links that no longer hold put to review.",
                    cy:
                        "Pwyswyd \(grouped(counts.records)) cofnod: parau o bobl a gysylltwyd: \(grouped(counts.joins)); i’w hadolygu: \(grouped(counts.doubts)) o barau a \(grouped(counts.loose)) o gysylltiadau nad ydynt yn dal mwyach."
                ) + waits + (counts.crowd.map { Text(same: " ") + $0 } ?? Text(same: "")))
        case .plan, .measure: return nil
        }
    }
}
