import Domain
import Foundation

/// Writes what a run found: all files or none.
struct LinkageResults {
    let order: LinkageOrder
    let table: LinkageTable

    func write(_ result: LinkageResult) throws(LinkageProblem) {
        var writers = [try clusters(result)]
        if let path = order.pairs { writers.append(try pairs(path, result)) }
        if let path = order.keepModel { writers.append(try model(path, result)) }
        try LinkageWriter.publish(writers)
    }

    /// Lines that are made at a time, on all threads.
    private static let batch = 1 << 15

    private func clusters(_ result: LinkageResult) throws(LinkageProblem) -> LinkageWriter {
        let writer = try LinkageWriter(order.clusters)
        writer.write("rec_id,cluster_id\n")
        var clusters = result.clusters
        let groups = (0..<UInt32(table.records.count)).map { clusters.group(of: $0) }
        lines(groups.count, writer) { record, text in
            table.ids.append(record, to: &text)
            text.append(UInt8(ascii: ","))
            table.ids.append(Int(groups[record]), to: &text)
            text.append(10)
        }
        return writer
    }

    private func pairs(_ path: String, _ result: LinkageResult) throws(LinkageProblem) -> LinkageWriter {
        let writer = try LinkageWriter(path)
        writer.write("rec_id_a,rec_id_b,score,decision,rule\n")
        lines(result.pairs.count, writer) { pair, text in
            table.ids.append(Int(result.pairs[pair].left), to: &text)
            text.append(UInt8(ascii: ","))
            table.ids.append(Int(result.pairs[pair].right), to: &text)
            Self.line(result.pairs[pair], result.model, to: &text)
        }
        return writer
    }

    /// Makes lines on all threads and writes them in order, some batches at a time.
    private func lines(_ count: Int, _ writer: LinkageWriter, _ line: (Int, inout [UInt8]) -> Void) {
        let threads = LinkageThreads(order.threads)
        let batches = (count + Self.batch - 1) / Self.batch
        for first in stride(from: 0, to: batches, by: 8) {
            let texts = threads.map(min(8, batches - first)) { batch in
                var text: [UInt8] = []
                text.reserveCapacity(Self.batch * 40)
                let start = (first + batch) * Self.batch
                for number in start..<min(start + Self.batch, count) { line(number, &text) }
                return text
            }
            for text in texts { writer.write(bytes: text) }
        }
    }

    /// `,12.345,link,` and the rule that caps it, if any.
    private static func line(_ pair: LinkagePair, _ model: LinkageModel, to line: inout [UInt8]) {
        var thousandths = Int((Double(pair.weight) * 1000).rounded())
        line.append(UInt8(ascii: ","))
        if thousandths < 0 {
            line.append(UInt8(ascii: "-"))
            thousandths = -thousandths
        }
        line += String(thousandths / 1000).utf8
        line.append(UInt8(ascii: "."))
        for power in [100, 10, 1] { line.append(UInt8(48 + thousandths / power % 10)) }
        line.append(UInt8(ascii: ","))
        line += pair.decision(model).rawValue.utf8
        line.append(UInt8(ascii: ","))
        if pair.rule != .none { line += pair.rule.word.utf8 }
        line.append(10)
    }

    private func model(_ path: String, _ result: LinkageResult) throws(LinkageProblem) -> LinkageWriter {
        guard let text = try? LinkageModelFile(result.model, result.terms).text else { throw .unwritable(path) }
        let writer = try LinkageWriter(path)
        writer.write(text)
        return writer
    }
}
