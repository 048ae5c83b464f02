import Dispatch
import Domain
import Foundation
import Store

/// Learns a version of the model from the records that are stored, and from what people decided of them. It stands beside the one in use
/// until somebody takes it into use.
struct LinkageTrainer: Sendable {
    static let sliceSize = 5_000
    /// Below this many records there is too little to learn from: the shipped model knows more.
    static let fewest = 1_000

    let site: Site
    let actor: Actor
    var threads = ProcessInfo.processInfo.activeProcessorCount

    /// - Returns: the number of the version.
    func train(_ progress: @Sendable (Int) async throws -> Void = { _ in }) async throws -> Int64 {
        var sample = LinkageSample(try await decisions())
        try await read(&sample, progress)
        guard sample.records.count >= LinkageTrainer.fewest else { throw LinkageRefused.tooFew(sample.records.count) }
        let (version, taught) = await learned(sample)
        return try await keep(version, taught)
    }

    /// What people decided of the pairs that teach, as far as it stands. Of whom is entered slice by slice.
    private func decisions() async throws -> [DecidedPair] {
        var decisions: [DecidedPair] = []
        var last: Int64 = 0
        while true {
            let start = last
            let found = try await site.database.read { connection in
                try connection.query(
                    """
                    SELECT \(DecidedPair.columns) FROM \(DecidedPair.all) AND v.id > \(start) ORDER BY v.id
                    LIMIT \(LinkageTrainer.sliceSize)
                    """
                ).map(DecidedPair.init)
            }
            guard let end = found.last else { return decisions }
            last = end.number
            decisions += found.filter { $0.stands && $0.pair.teaches }
            try await enter(found.flatMap(\.people), fields: ["match_review"])
        }
    }

    private func enter(_ people: [Int64], fields: [String]) async throws {
        let event = Event(
            .consultation, subjects: Set(people).sorted(), fields: fields, reason: LinkageReason.training.rawValue)
        try await site.enter(actor, [event])
    }

    /// All records by the first of their names. Whose they are is entered slice by slice.
    private func read(
        _ sample: inout LinkageSample, _ progress: @Sendable (Int) async throws -> Void
    ) async throws {
        var last: Int64 = 0
        while true {
            let start = last
            let rows = try await site.database.read { connection in
                try connection.query(
                    """
                    SELECT \(MatchRecord.storedColumns) FROM record WHERE id > \(start) AND kind <> 'pnc' ORDER BY id
                    LIMIT \(LinkageTrainer.sliceSize)
                    """
                ).map { (record: try MatchRecord($0), person: try $0.get("person_id", as: Int64?.self)) }
            }
            guard let end = rows.last else { return }
            last = end.record.number
            for row in rows { sample.take(row.record) }
            try await enter(rows.compactMap(\.person), fields: LinkageTrainer.fields)
            try await progress(sample.records.count)
        }
    }

    static let fields = ["name", "date_of_birth", "sex", "address", "identifiers"]

    private func learned(_ sample: LinkageSample) async -> (LinkageVersion, LinkageTaught) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: sample.learned(LinkageThreads(threads))) }
        }
    }

    private func keep(_ version: LinkageVersion, _ taught: LinkageTaught) async throws -> Int64 {
        let now = site.clock()
        return try await site.change(actor) { connection in
            let number = try LinkageVersions.keep(
                connection, version.model, version.terms, taught: taught, by: actor.officer, at: now)
            return Change(
                number,
                Event(.alteration, subjects: [], records: ["linkage_model:\(number)"], fields: ["linkage_model"]))
        }
    }
}

/// Records that a model is learned from, and what people decided of them.
struct LinkageSample: Sendable {
    private var table = MatchTable()
    private(set) var records: [LinkageRecord] = []
    private let decisions: [DecidedPair]
    /// Where the records stand of which somebody decided, by their numbers.
    private var places: [Int64: Int] = [:]
    private let wanted: Set<Int64>

    init(_ decisions: [DecidedPair]) {
        self.decisions = decisions
        wanted = Set(decisions.flatMap { [$0.pair.low, $0.pair.high] })
    }

    mutating func take(_ record: MatchRecord) {
        if wanted.contains(record.number) { places[record.number] = records.count }
        records.append(table.read(record).main)
    }

    private var decided: [LinkageDecided] {
        decisions.compactMap { decision in
            guard let low = places[decision.pair.low], let high = places[decision.pair.high] else { return nil }
            return LinkageDecided(low, high, isSame: decision.isSame)
        }
    }

    func learned(_ threads: LinkageThreads) -> (LinkageVersion, LinkageTaught) {
        let lexicon = table.lexicon
        let traits = LinkageTraits(lexicon, records)
        let all = LinkageTable(records, lexicon)
        var keys = LinkageBlocking.keys(all, traits, threads)
        _ = LinkageLargeBlocks.split(&keys, all, traits, threads)
        let decided = decided
        let (model, taught) = records.withUnsafeBufferPointer { records in
            keys.withUnsafeBufferPointer { keys in
                let blocking = LinkageBlocking(rows: LinkageRows(records: records, keys: keys), threads: threads)
                let work = LinkageWork(blocking: blocking, lexicon: lexicon, traits: traits)
                var (model, taught) = work.learned(decided)
                model.settle(LinkageLinks(work.weighed(LinkageWeighing(model, lexicon, traits)).pairs, model))
                model.review = LinkageSample.review
                return (model, taught)
            }
        }
        return (LinkageVersion(0, model, LinkageTerms(lexicon, traits)), taught)
    }

    /// In a case system somebody must look at every pair that is neither joined nor let go: those below the odds of one to one are not shown.
    private static let review = 0.0
}

/// Why a model cannot be learned, or not be taken into use.
enum LinkageRefused: Refusal {
    case tooFew(Int)
    case noVersion(Int64)
    case alreadyInUse(Int64)
    case busy
    /// What it would change has not been looked at.
    case unseen
    /// Only the version in use joins anybody.
    case notInUse(Int64)

    var message: Text {
        switch self {
        case .tooFew(let records):
            Text(
                en:
                    "There are \(records) records. A model is learned from \(LinkageTrainer.fewest) at least; until then the shipped one serves better",
                cy:
                    "Mae \(records) cofnod. Dysgir model o \(LinkageTrainer.fewest) o leiaf; tan hynny mae’r un a gludir yn well"
            )
        case .noVersion(let number):
            Text(en: "There is no version \(number) of the model", cy: "Nid oes fersiwn \(number) o’r model")
        case .alreadyInUse(let number):
            Text(en: "Version \(number) is in use already", cy: "Mae fersiwn \(number) ar waith eisoes")
        case .busy:
            Text(
                en: "Other work on the model is going on. Wait until it is done",
                cy: "Mae gwaith arall ar y model yn mynd rhagddo. Arhoswch nes iddo orffen")
        case .unseen:
            Text(
                en: "See first what it would change: the records may have changed since it was last looked at",
                cy: "Yn gyntaf gwelwch beth a newidiai: gall y cofnodion fod wedi newid ers yr edrychwyd ddiwethaf")
        case .notInUse(let number):
            Text(
                en:
                    "Version \(number) is not in use, and only the one in use joins people. See what it would change without --run, then take it into use with “carfan link use \(number)”",
                cy:
                    "Nid yw fersiwn \(number) ar waith, a dim ond yr un sydd ar waith sy’n cysylltu pobl. Gwelwch beth a newidiai heb --run, yna rhowch hi ar waith â “carfan link use \(number)”"
            )
        }
    }
}
