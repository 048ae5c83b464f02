import Domain

/// Deals the keys of all records into parts, and goes through the parts on all threads.
struct LinkageBlocking: Sendable {
    let rows: LinkageRows
    let threads: LinkageThreads
    private static let strip = 1 << 14

    /// Keys of every record.
    static func keys(_ table: LinkageTable, _ traits: LinkageTraits, _ threads: LinkageThreads) -> [SIMD16<UInt32>] {
        let count = table.records.count
        return [SIMD16<UInt32>](unsafeUninitializedCapacity: count) { buffer, made in
            let target = Shared(buffer: buffer)
            _ = threads.map((count + strip - 1) / strip) { part in
                for record in part * strip..<min((part + 1) * strip, count) {
                    target.buffer[record] = LinkageKeys.of(
                        table.records[record], table.lexicon, traits, wide: count <= LinkageKeys.wideUpTo)
                }
            }
            made = count
        }
    }

    /// Parts that are dealt and gone through at a time: their entries are to take no more room than the keys.
    func eachPart<State, Result>(
        _ kinds: [Int], parts: Range<Int>, modulus: UInt32, state: () -> State,
        _ work: (inout State, UnsafeMutableBufferPointer<UInt64>) -> Result
    ) -> [Result] {
        let dealt = deal(kinds, parts: parts, modulus: modulus)
        var entries = dealt.entries
        return entries.withUnsafeMutableBufferPointer { entries in
            let all = Shared(buffer: entries)
            return threads.map(parts.count, state: state) { state, part in
                work(&state, UnsafeMutableBufferPointer(rebasing: all.buffer[dealt.starts[part]..<dealt.starts[part + 1]]))
            }
        }
    }

    /// The entries of some parts, part after part, records in their order.
    private func deal(_ kinds: [Int], parts: Range<Int>, modulus: UInt32) -> (entries: [UInt64], starts: [Int]) {
        let strips = threads.count
        let length = (rows.keys.count + strips - 1) / strips
        func each(_ strip: Int, _ take: (UInt32, Int) -> Void) {
            let range = min(strip * length, rows.keys.count)..<min((strip + 1) * length, rows.keys.count)
            for record in range {
                for kind in kinds {
                    let key = rows.flat[record * LinkageKeys.kinds + kind]
                    guard key != 0, parts.contains(LinkageEntries.part(key)), modulus == 1 || key % modulus == 0 else {
                        continue
                    }
                    take(key, record)
                }
            }
        }
        let counts = threads.map(strips) { strip in
            var counts = [Int](repeating: 0, count: parts.count)
            each(strip) { key, _ in counts[LinkageEntries.part(key) - parts.lowerBound] += 1 }
            return counts
        }
        var places = counts
        var starts = [0]
        var next = 0
        for part in 0..<parts.count {
            for strip in 0..<strips {
                places[strip][part] = next
                next += counts[strip][part]
            }
            starts.append(next)
        }
        let entries = [UInt64](unsafeUninitializedCapacity: next) { buffer, made in
            let target = Shared(buffer: buffer)
            _ = threads.map(strips) { strip in
                var own = places[strip]
                each(strip) { key, record in
                    let part = LinkageEntries.part(key) - parts.lowerBound
                    target.buffer[own[part]] = LinkageEntries.entry(key, record)
                    own[part] += 1
                }
            }
            made = next
        }
        return (entries, starts)
    }

    /// No two threads touch the same place of the buffer.
    struct Shared<Element>: @unchecked Sendable {
        let buffer: UnsafeMutableBufferPointer<Element>
    }
}
