import Domain

/// Record ids, as they stand in the file.
struct LinkageIds: Sendable {
    var bytes: [UInt8] = []
    var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }

    mutating func reserve(records: Int, bytes: Int) {
        starts.reserveCapacity(records + 1)
        self.bytes.reserveCapacity(bytes)
    }

    mutating func append(_ id: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: id)
        starts.append(UInt32(bytes.count))
    }

    mutating func append(_ other: LinkageIds) {
        let base = UInt32(bytes.count)
        bytes += other.bytes
        starts += other.starts.dropFirst().map { $0 + base }
    }

    @inline(__always)
    func with<Result>(_ record: Int, _ read: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer {
            read(UnsafeBufferPointer(rebasing: $0[Int(starts[record])..<Int(starts[record + 1])]))
        }
    }

    func text(_ record: Int) -> String { with(record) { String(decoding: $0, as: UTF8.self) } }
}

/// Ids and their numbers, in the order in which they came.
struct LinkageIdTable: Sendable {
    private(set) var ids = LinkageIds()
    /// A number and one; 0 is free.
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    init() {}

    /// The problem that two records have one id, if they have.
    static func twice(_ ids: LinkageIds) -> LinkageProblem? {
        var table = LinkageIdTable()
        table.ids = ids
        var size = 1 << 10
        while size < ids.count * 2 { size *= 2 }
        table.slots = [UInt32](repeating: 0, count: size)
        for first in stride(from: 0, to: ids.count, by: batch) {
            let hashes = (first..<min(first + batch, ids.count)).map { ids.with($0, LinkageText.hash) }
            // Fetched at once: one after the other, each slot would be waited for.
            let near = hashes.map { table.slots[Int($0) & (size - 1)] }
            for (place, hash) in hashes.enumerated() {
                let record = first + place
                let isThere = near[place] != 0 && table.same(Int(near[place]) - 1, record)
                if isThere || !table.put(record, hash) { return .recordTwice(ids.text(record)) }
            }
        }
        return nil
    }

    private static let batch = 64

    /// False when its id is there.
    private mutating func put(_ record: Int, _ hash: UInt32) -> Bool {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if same(Int(slots[slot]) - 1, record) { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = UInt32(record + 1)
        return true
    }

    private func same(_ left: Int, _ right: Int) -> Bool {
        ids.with(left) { left in ids.with(right) { left.elementsEqual($0) } }
    }

    /// nil when it never came.
    func find(_ id: UnsafeBufferPointer<UInt8>) -> Int? {
        let found = slots[slot(id)]
        return found == 0 ? nil : Int(found) - 1
    }

    /// The number of an id, and whether it is new.
    mutating func number(_ id: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        var free = slot(id)
        if slots[free] != 0 { return (Int(slots[free]) - 1, false) }
        if ids.count * 2 >= slots.count {
            widen()
            free = slot(id)
        }
        ids.append(id)
        slots[free] = UInt32(ids.count)
        return (ids.count - 1, true)
    }

    /// Where an id stands, or where it would.
    private func slot(_ id: UnsafeBufferPointer<UInt8>) -> Int {
        var slot = Int(LinkageText.hash(id)) & (slots.count - 1)
        while slots[slot] != 0, !ids.with(Int(slots[slot]) - 1, { $0.elementsEqual(id) }) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func widen() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 0..<ids.count {
            let free = ids.with(number) { slot($0) }
            slots[free] = UInt32(number + 1)
        }
    }
}
