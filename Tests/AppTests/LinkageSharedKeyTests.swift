import Domain
import Testing

@testable import App

@Suite("Recall of blocking: true pairs that share a key, by kind")
struct LinkageSharedKeyTests {
    @Test("Counted pair by pair; a key that is not there is shared by nobody")
    func counted() {
        func keys(_ values: (Int, UInt32)...) -> SIMD16<UInt32> {
            values.reduce(into: .zero) { $0[$1.0] = $1.1 }
        }
        // Of the first person three records, of the second two, of the third one; neighbours in the file are of different people.
        let people: [UInt32] = [7, 9, 7, 9, 7, 3]
        let all = [
            keys((4, 11), (5, 21)), keys((4, 11)), keys((4, 11), (5, 21)), keys((6, 31)), keys((5, 21), (15, 5)), keys((15, 5)),
        ]
        let records = [LinkageRecord](repeating: LinkageRecord(), count: people.count)
        let reach = records.withUnsafeBufferPointer { records in
            all.withUnsafeBufferPointer { LinkageReach(LinkageRows(records: records, keys: $0), person: people) }
        }
        #expect(reach.truePairs == 4 && reach.shared == 3)
        #expect(reach.byKind == (0..<LinkageKeys.kinds).map { [4: 1, 5: 3][$0] ?? 0 })
        #expect(reach.only == (0..<LinkageKeys.kinds).map { [5: 2][$0] ?? 0 })
    }
}
