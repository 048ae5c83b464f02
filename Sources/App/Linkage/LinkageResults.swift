import Domain
import Foundation

/// The files that a run writes: opened before it begins, there only when all of them are whole.
struct LinkageResults {
    private let clusters: WrittenFile
    private let pairs: WrittenFile?
    private let model: WrittenFile?
    private let threads: LinkageThreads
    private let paths: [String]

    /// Throws when one of them cannot be written, or is one that is read.
    init(_ order: LinkageOrder) throws(LinkageProblem) {
        threads = LinkageThreads(order.threads)
        let paths = [order.clusters, order.pairs, order.keepModel].compactMap { $0 }
        try LinkagePaths.check(inputs: order.files + [order.model].compactMap { $0 }, outputs: paths)
        self.paths = paths
        clusters = try Self.opened(order.clusters)
        pairs = try order.pairs.map { path throws(LinkageProblem) in try Self.opened(path) }
        model = try order.keepModel.map { path throws(LinkageProblem) in try Self.opened(path) }
    }

    private static func opened(_ path: String) throws(LinkageProblem) -> WrittenFile {
        do { return try WrittenFile(path) } catch { throw .unwritable(path) }
    }

    func write(_ table: LinkageTable, _ result: LinkageResult) throws(LinkageProblem) {
        do {
            let lines = LinkageIdLines(table.ids)
            try write(lines, result)
            if let pairs { try write(lines, result.pairs, result.model, pairs) }
            if let model, let terms = result.terms {
                try model.write(LinkageModelFile(result.model, terms, numbers: result.numbers).text)
            }
            try WrittenFile.finish([clusters, pairs, model].compactMap { $0 })
        } catch {
            throw .unwritable(paths.joined(separator: ", "))
        }
    }

    private func write(_ ids: LinkageIdLines, _ result: LinkageResult) throws {
        try clusters.write("rec_id,cluster_id\n")
        try lines(ids.count, clusters) { record, text in
            ids.append(record, to: &text)
            text.append(UInt8(ascii: ","))
            ids.append(Int(result.clusters.group(of: UInt32(record))), to: &text)
            text.append(10)
        }
    }

    private func write(_ ids: LinkageIdLines, _ found: [LinkagePair], _ model: LinkageModel, _ file: WrittenFile) throws {
        try file.write("rec_id_a,rec_id_b,score,decision,rule\n")
        try lines(found.count, file) { pair, text in
            ids.append(Int(found[pair].left), to: &text)
            text.append(UInt8(ascii: ","))
            ids.append(Int(found[pair].right), to: &text)
            Self.line(found[pair], model, to: &text)
        }
    }

    /// Lines that are made at a time, on all threads.
    private static let batch = 1 << 15

    /// Makes lines on all threads and writes them in order, some batches at a time.
    private func lines(_ count: Int, _ file: WrittenFile, _ line: (Int, inout [UInt8]) -> Void) throws {
        let batches = (count + Self.batch - 1) / Self.batch
        for first in stride(from: 0, to: batches, by: 8) {
            let texts = threads.map(min(8, batches - first)) { batch in
                var text: [UInt8] = []
                text.reserveCapacity(Self.batch * 40)
                let start = (first + batch) * Self.batch
                for number in start..<min(start + Self.batch, count) { line(number, &text) }
                return text
            }
            for text in texts { try file.write(text) }
        }
    }

    /// `,12.345,link,` and the rule that caps it, if any.
    private static func line(_ pair: LinkagePair, _ model: LinkageModel, to line: inout [UInt8]) {
        let thousandths = pair.thousandths
        line.append(UInt8(ascii: ","))
        if thousandths < 0 { line.append(UInt8(ascii: "-")) }
        let size = thousandths.magnitude
        var power: UInt = 1000
        while power * 10 <= size { power *= 10 }
        while power > 0 {
            line.append(UInt8(48 + size / power % 10))
            if power == 1000 { line.append(UInt8(ascii: ".")) }
            power /= 10
        }
        line.append(UInt8(ascii: ","))
        line += pair.decision(model).rawValue.utf8
        line.append(UInt8(ascii: ","))
        if pair.rule != .none { line += pair.rule.word.utf8 }
        line.append(10)
    }
}

extension LinkagePair {
    /// The weight as files have it: thousandths of a bit.
    var thousandths: Int { Int((Double(weight) * 1000).rounded()) }
}

/// Ids as they are written: in quotes when they hold a comma, a quote or a line break.
struct LinkageIdLines: Sendable {
    private let ids: LinkageIds
    private let isPlain: Bool

    init(_ ids: LinkageIds) {
        self.ids = ids
        isPlain = !ids.bytes.contains(where: Self.isSpecial)
    }

    var count: Int { ids.count }

    private static func isSpecial(_ byte: UInt8) -> Bool { byte == 44 || byte == 34 || byte == 10 || byte == 13 }

    @inline(__always)
    func append(_ record: Int, to text: inout [UInt8]) {
        ids.with(record) { id in
            if isPlain || !id.contains(where: Self.isSpecial) { text.append(contentsOf: id) } else { quote(id, to: &text) }
        }
    }

    private func quote(_ id: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        text.append(34)
        for byte in id {
            if byte == 34 { text.append(34) }
            text.append(byte)
        }
        text.append(34)
    }
}
