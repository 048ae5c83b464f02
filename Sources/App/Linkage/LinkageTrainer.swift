import Dispatch
import Domain
import Foundation
import Store

/// Learns a version of the model from the records that are stored. It stands beside the one in use until somebody takes it into use.
struct LinkageTrainer: Sendable {
    static let sliceSize = 5_000
    /// Below this many records there is too little to learn from: the shipped model knows more.
    static let fewest = 1_000

    let site: Site
    let actor: Actor
    var threads = ProcessInfo.processInfo.activeProcessorCount

    /// - Returns: the number of the version.
    func train(_ progress: @Sendable (Int) async throws -> Void = { _ in }) async throws -> Int64 {
        let sample = try await read(progress)
        guard sample.records.count >= LinkageTrainer.fewest else { throw LinkageRefused.tooFew(sample.records.count) }
        let version = await learned(sample)
        return try await keep(version)
    }

    /// All records by the first of their names. Whose they are is entered slice by slice.
    private func read(_ progress: @Sendable (Int) async throws -> Void) async throws -> LinkageSample {
        var sample = LinkageSample()
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
            guard let end = rows.last else { return sample }
            last = end.record.number
            for row in rows { sample.take(row.record) }
            try await site.enter(
                actor,
                [
                    Event(
                        .consultation, subjects: Array(Set(rows.compactMap(\.person))).sorted(), fields: LinkageTrainer.fields,
                        reason: LinkageReason.training.rawValue)
                ])
            try await progress(sample.records.count)
        }
    }

    static let fields = ["name", "date_of_birth", "sex", "address", "identifiers"]

    private func learned(_ sample: LinkageSample) async -> LinkageVersion {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: sample.learned(LinkageThreads(threads))) }
        }
    }

    private func keep(_ version: LinkageVersion) async throws -> Int64 {
        let now = site.clock()
        return try await site.change(actor) { connection in
            let number = try LinkageVersions.keep(connection, version.model, version.terms, by: actor.officer, at: now)
            return Change(
                number,
                Event(.alteration, subjects: [], records: ["linkage_model:\(number)"], fields: ["linkage_model"]))
        }
    }
}

/// Records that a model is learned from.
struct LinkageSample: Sendable {
    private var table = MatchTable()
    private(set) var records: [LinkageRecord] = []

    mutating func take(_ record: MatchRecord) { records.append(table.read(record).main) }

    func learned(_ threads: LinkageThreads) -> LinkageVersion {
        let lexicon = table.lexicon
        let traits = LinkageTraits(lexicon, records)
        let all = LinkageTable(records, lexicon)
        var keys = LinkageBlocking.keys(all, traits, threads)
        _ = LinkageLargeBlocks.split(&keys, all, traits, threads)
        let model = records.withUnsafeBufferPointer { records in
            keys.withUnsafeBufferPointer { keys in
                let blocking = LinkageBlocking(rows: LinkageRows(records: records, keys: keys), threads: threads)
                let work = LinkageWork(blocking: blocking, lexicon: lexicon, traits: traits)
                var model = work.learned()
                model.settle(work.weighed(LinkageWeighing(model, lexicon, traits)).pairs)
                model.review = LinkageSample.review
                return model
            }
        }
        return LinkageVersion(0, model, LinkageTerms(lexicon, traits))
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
        }
    }
}
