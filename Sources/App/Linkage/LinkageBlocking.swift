import Domain

/// Deals the keys of all records into parts, some kinds at a time, and goes through the parts on all threads.
struct LinkageBlocking: Sendable {
    let rows: LinkageRows
    let threads: LinkageThreads
    private static let strip = 1 << 14

    /// Keys of every record.
    static func keys(_ table: LinkageTable, _ traits: LinkageTraits, _ threads: LinkageThreads) -> [SIMD16<UInt32>] {
        let count = table.records.count
        return [SIMD16<UInt32>](unsafeUninitializedCapacity: count) { buffer, made in
            let target = LinkageShared(buffer: buffer)
            _ = threads.map((count + strip - 1) / strip) { part in
                for record in part * strip..<min((part + 1) * strip, count) {
                    target.buffer[record] = LinkageKeys.of(
                        table.records[record], table.lexicon, traits, wide: count <= LinkageKeys.wideUpTo)
                }
            }
            made = count
        }
    }

    /// Does the work for each part of the entries of some kinds of keys; of the keys only every `modulus`th.
    /// - Parameter entries: where they are dealt to, in memory that one round leaves to the next.
    func eachPart<State, Result>(
        _ kinds: [Int], modulus: UInt32, in entries: inout [UInt64], state: () -> State,
        _ work: (inout State, UnsafeMutableBufferPointer<UInt64>) -> Result
    ) -> [Result] {
        let dealing = LinkageDealing(rows: rows, threads: threads, kinds: kinds, modulus: modulus)
        let starts = dealing.deal(into: &entries)
        return entries.withUnsafeMutableBufferPointer { entries in
            let all = LinkageShared(buffer: entries)
            return threads.map(LinkageEntries.parts, state: state) { state, part in
                work(&state, UnsafeMutableBufferPointer(rebasing: all.buffer[starts[part]..<starts[part + 1]]))
            }
        }
    }
}

/// No two threads touch the same place of the buffer.
struct LinkageShared<Element>: @unchecked Sendable {
    let buffer: UnsafeMutableBufferPointer<Element>
}

/// Deals in two rounds: the first counts, the second puts every entry where it belongs.
struct LinkageDealing: Sendable {
    let rows: LinkageRows
    let threads: LinkageThreads
    let kinds: [Int]
    let modulus: UInt32

    /// Puts the entries part after part. Returns where each part starts; the last is the end.
    func deal(into entries: inout [UInt64]) -> [Int] {
        let counts = threads.map(strips) { strip in
            var counts = [Int](repeating: 0, count: LinkageEntries.parts)
            each(strip) { key, _, _ in counts[LinkageEntries.part(key)] += 1 }
            return counts
        }
        let (places, starts) = placed(counts)
        let size = starts[LinkageEntries.parts]
        if entries.count < size { entries = [UInt64](unsafeUninitializedCapacity: size) { $1 = size } }
        entries.withUnsafeMutableBufferPointer { buffer in
            let target = LinkageShared(buffer: buffer)
            _ = threads.map(strips) { strip in put(strip, places[strip], target) }
        }
        return starts
    }

    private var strips: Int { threads.count }

    private func put(_ strip: Int, _ places: [Int], _ target: LinkageShared<UInt64>) {
        var own = places
        own.withUnsafeMutableBufferPointer { own in
            each(strip) { key, kind, record in
                let part = LinkageEntries.part(key)
                target.buffer[own[part]] = LinkageEntries.entry(key, kind: kind, record)
                own[part] += 1
            }
        }
    }

    /// Where each strip puts its first entry of each part, and where the parts start.
    private func placed(_ counts: [[Int]]) -> (places: [[Int]], starts: [Int]) {
        var places = counts
        var starts = [0]
        var next = 0
        for part in 0..<LinkageEntries.parts {
            for strip in 0..<strips {
                places[strip][part] = next
                next += counts[strip][part]
            }
            starts.append(next)
        }
        return (places, starts)
    }

    @inline(__always)
    private func each(_ strip: Int, _ take: (UInt32, Int, Int) -> Void) {
        let length = (rows.keys.count + strips - 1) / strips
        for record in min(strip * length, rows.keys.count)..<min((strip + 1) * length, rows.keys.count) {
            for kind in kinds {
                let key = rows.flat[record * LinkageKeys.kinds + kind]
                if key != 0, modulus == 1 || key % modulus == 0 { take(key, kind, record) }
            }
        }
    }
}
