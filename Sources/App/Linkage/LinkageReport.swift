import Domain
import Foundation

/// What a run did, for the person who started it.
struct LinkageReport: Sendable {
    var records = 0
    var blocks = LinkageBlockCount()
    var compared: Int { blocks.pairs }
    var splits: [LinkageSplit] = []
    var files = LinkageFilesRead()
    private(set) var decisions: [LinkageDecision: Int] = [:]
    private(set) var refused = 0
    /// The pairs that hold groups of three and more by the least, and their weights.
    var weakest: [(one: String, other: String, weight: Float)] = []
    /// How many of them are named.
    static let namedLinks = 5

    mutating func count(_ pairs: [LinkagePair], _ model: LinkageModel, _ refusals: [LinkageRefusal]) {
        let links = pairs.count { $0.decision(model) == .link }
        let reviews = pairs.count { $0.decision(model) == .review }
        decisions = [.link: links, .review: reviews, .no: pairs.count - links - reviews]
        refused = refusals.count
    }

    /// Lines to be read, in both languages.
    var lines: [Text] {
        let links = decisions[.link] ?? 0
        let reviews = decisions[.review] ?? 0
        var lines = [
            Text(
                en:
                    "\(grouped(records)) records, \(grouped(compared)) pairs compared, \(grouped(links)) linked, \(grouped(reviews)) for review.",
                cy:
                    "\(grouped(records)) cofnod, \(grouped(compared)) pâr wedi’u cymharu, \(grouped(links)) wedi’u cysylltu, \(grouped(reviews)) i’w hadolygu."
            )
        ]
        if refused > 0 {
            lines.append(
                Text(
                    en: "\(grouped(refused)) links were refused because two records of the groups contradict each other.",
                    cy: "Gwrthodwyd \(grouped(refused)) cysylltiad am fod dau gofnod o’r grwpiau’n gwrth-ddweud ei gilydd."))
        }
        if !weakest.isEmpty {
            let named = weakest.map { "\($0.one) – \($0.other) (\(String(format: "%.1f", $0.weight)))" }.joined(separator: ", ")
            lines.append(
                Text(
                    en: "The weakest links that hold groups of three or more together: \(named).",
                    cy: "Y cysylltiadau gwannaf sy’n dal grwpiau o dri neu ragor ynghyd: \(named)."))
        }
        return lines + blockLines + files.lines
    }

    private var blockLines: [Text] {
        Set(splits.map(\.kind)).sorted().map { kind in
            let own = splits.filter { $0.kind == kind }
            let label = LinkageKeys.label(kind, wide: records <= LinkageKeys.wideUpTo)
            let held = grouped(own.reduce(0) { $0 + $1.records })
            return Text(
                en:
                    "Too many records shared a key (\(label.en)): \(grouped(own.count)) blocks with \(held) records were split by further keys.",
                cy:
                    "Rhannai gormod o gofnodion allwedd (\(label.cy)): holltwyd \(grouped(own.count)) bloc â \(held) cofnod â rhagor o allweddi."
            )
        }
    }
}
