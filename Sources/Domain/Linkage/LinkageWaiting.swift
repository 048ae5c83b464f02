/// A text that waits for its number: numbered many at a time, they are fetched from memory together and not waited for one by one.
struct LinkageWaiting: Sendable {
    let token: LinkageToken
    /// The record that holds the text, by its place in the file's stretch.
    let record: UInt32
    /// Whether it passes its check, for an identifier.
    let isVerified: Bool

    /// nil for a text that no token holds: it is numbered at once.
    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>, record: UInt32, isVerified: Bool = false) {
        guard !text.isEmpty, text.count <= LinkageToken.room else { return nil }
        token = LinkageToken(text)
        self.record = record
        self.isVerified = isVerified
    }
}

extension LinkageTokens {
    /// Numbers all texts that wait, in their order, and tells each of them.
    mutating func number(_ waiting: [LinkageWaiting], _ tell: (LinkageWaiting, UInt32) -> Void) {
        let hashes = waiting.map { $0.token.shortHash }
        let slots = firstSlots(hashes)
        let tokens = tokens(slots)
        for (place, text) in waiting.enumerated() {
            tell(text, take(text.token, hashes[place], first: slots[place], holding: tokens[place]))
        }
    }
}

/// The columns whose texts are mostly different from row to row.
struct LinkageWaitingRoom: Sendable {
    var postcodes: [LinkageWaiting] = []
    var identifiers = [[LinkageWaiting]](repeating: [], count: 4)

    /// After as many records all that waits is numbered.
    static let records = 256
}

extension LinkageReading {
    /// Takes one cell of the record at `place` like `take`; a postcode or a number of its person may wait until `settle`.
    @inline(__always)
    public mutating func takeLater(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: LinkageColumn, slot: Int, _ place: Int, into record: inout LinkageRecord
    ) {
        guard !cell.isEmpty else { return }
        switch column {
        case .postcode: waitForPostcode(cell, UInt32(place), into: &record)
        case .identifier(let rule): waitForNumber(cell, rule, slot, UInt32(place), into: &record)
        default: take(cell, column, slot: slot, into: &record)
        }
    }

    private mutating func waitForPostcode(
        _ cell: UnsafeBufferPointer<UInt8>, _ place: UInt32, into record: inout LinkageRecord
    ) {
        LinkagePlaces.postcode(cell, into: &record) { text in
            if let waiting = LinkageWaiting(text, record: place) { room.postcodes.append(waiting) }
            return 0
        }
    }

    private mutating func waitForNumber(
        _ cell: UnsafeBufferPointer<UInt8>, _ rule: LinkageNumber, _ slot: Int, _ place: UInt32,
        into record: inout LinkageRecord
    ) {
        guard slot < 4 else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
            let (count, isVerified) = rule.read(cell, into: text)
            let text = UnsafeBufferPointer(rebasing: text.prefix(count))
            if let waiting = LinkageWaiting(text, record: place, isVerified: isVerified) {
                room.identifiers[slot].append(waiting)
            } else if count > 0 {
                record.identifiers[slot] = lexicon.identifier(cell, rule, slot)
            }
        }
    }

    /// Gives all texts that wait their numbers; before the end only now and then.
    @inline(__always)
    public mutating func settle(_ records: inout [LinkageRecord], atEnd: Bool) {
        if atEnd || records.count % LinkageWaitingRoom.records == 0 { settle(&records) }
    }

    private mutating func settle(_ records: inout [LinkageRecord]) {
        lexicon.postcodes.number(room.postcodes) { records[Int($0.record)].postcode = $1 }
        room.postcodes.removeAll(keepingCapacity: true)
        for slot in 0..<4 where !room.identifiers[slot].isEmpty {
            lexicon.settle(room.identifiers[slot], slot) { records[Int($0.record)].identifiers[slot] = $1 }
            room.identifiers[slot].removeAll(keepingCapacity: true)
        }
    }
}

extension LinkageLexicon {
    fileprivate mutating func settle(_ waiting: [LinkageWaiting], _ slot: Int, _ tell: (LinkageWaiting, UInt32) -> Void) {
        var known = verified[slot]
        verified[slot] = []
        identifiers[slot].number(waiting) { text, number in
            if Int(number) == known.count { known.append(text.isVerified) }
            tell(text, number)
        }
        verified[slot] = known
    }
}
