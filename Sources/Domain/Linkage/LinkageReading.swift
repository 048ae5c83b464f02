/// Reads cells into records, numbering their texts. Each raw name is folded once, however often it occurs.
public struct LinkageReading: Sendable {
    public internal(set) var lexicon: LinkageLexicon
    var room = LinkageWaitingRoom()
    /// Cells of the column of birth that are dates, placeholders too.
    public private(set) var dates = 0
    private var rawGiven = LinkageTokens()
    private var givenParts: [SIMD2<UInt32>] = [.zero]
    private var rawMiddle = LinkageTokens()
    private var middleNames: [UInt32] = [0]
    private var rawFamily = LinkageTokens()
    private var familyNames: [UInt32] = [0]
    private var rawPlaces = LinkageTokens()
    private var placeNames: [UInt32] = [0]
    private var rawSexes = LinkageTokens()
    private var sexes: [UInt32] = [0]

    /// The rules of the file's columns of numbers, in their order; more than four are not compared.
    public init(numbers: [LinkageNumber]) { lexicon = LinkageLexicon(rules: Array(numbers.prefix(4))) }

    /// Takes one cell, without blanks at its ends. `slot` says which column of numbers an identifier stands in.
    @inline(__always)
    public mutating func take(
        _ cell: UnsafeBufferPointer<UInt8>, _ column: LinkageColumn, slot: Int, into record: inout LinkageRecord
    ) {
        guard !cell.isEmpty else { return }
        switch column {
        case .given: takeGiven(cell, into: &record)
        case .middle: record.middle = middle(cell)
        case .family: record.family = family(cell)
        case .born: record.born = born(cell)
        case .sex: record.sex = sex(cell)
        case .address: takeAddress(cell, into: &record)
        case .house: record.house = LinkagePlaces.house(cell).number
        case .street: record.street = place(cell)
        case .locality: record.locality = place(cell)
        case .town: record.town = place(cell)
        case .postcode: LinkagePlaces.postcode(cell, into: &record) { lexicon.postcodes.number($0) }
        case .identifier(let rule): record.identifiers[slot] = lexicon.identifier(cell, rule, slot)
        case .record, .ignored: break
        }
    }

    private mutating func born(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let date = LinkageDates.read(cell) else { return 0 }
        dates += 1
        return LinkagePlaceholders.born(date) ? 0 : LinkageDates.packed(date)
    }

    private mutating func takeGiven(_ cell: UnsafeBufferPointer<UInt8>, into record: inout LinkageRecord) {
        let raw = Int(rawGiven.number(cell))
        if raw == givenParts.count {
            let parts = LinkageNames.given(String(decoding: cell.prefix(LinkageTokens.longest), as: UTF8.self))
            givenParts.append(SIMD2(lexicon.names.number(parts.first), lexicon.names.number(parts.second)))
        }
        record.given = givenParts[raw].x
        if record.middle == 0 { record.middle = givenParts[raw].y }
    }

    private mutating func middle(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let raw = Int(rawMiddle.number(cell))
        if raw == middleNames.count {
            let parts = LinkageNames.given(String(decoding: cell.prefix(LinkageTokens.longest), as: UTF8.self))
            middleNames.append(lexicon.names.number(parts.first))
        }
        return middleNames[raw]
    }

    private mutating func family(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let raw = Int(rawFamily.number(cell))
        if raw == familyNames.count {
            let name = LinkageNames.family(String(decoding: cell.prefix(LinkageTokens.longest), as: UTF8.self))
            familyNames.append(lexicon.names.number(name))
        }
        return familyNames[raw]
    }

    private mutating func takeAddress(_ cell: UnsafeBufferPointer<UInt8>, into record: inout LinkageRecord) {
        let (number, length) = LinkagePlaces.house(cell)
        let street = place(UnsafeBufferPointer(rebasing: cell.dropFirst(length)))
        record.street = street
        if street != 0 || number != 0 { record.house = number }
    }

    private mutating func place(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard !cell.isEmpty else { return 0 }
        let raw = Int(rawPlaces.number(cell))
        if raw == placeNames.count {
            let folded = NameFolding.folded(String(decoding: cell.prefix(LinkageTokens.longest), as: UTF8.self))
            placeNames.append(LinkagePlaceholders.address(folded) ? 0 : lexicon.places.number(folded))
        }
        return placeNames[raw]
    }

    private mutating func sex(_ cell: UnsafeBufferPointer<UInt8>) -> UInt32 {
        if cell.count == 1 { return Self.number(LinkageSex.read(cell)) }
        let raw = Int(rawSexes.number(cell))
        if raw == sexes.count {
            let text = UnsafeBufferPointer(rebasing: cell.prefix(LinkageTokens.longest))
            sexes.append(Self.number(LinkageSex.read(text)))
        }
        return sexes[raw]
    }

    private static func number(_ sex: MatchRecord.Sex?) -> UInt32 {
        switch sex {
        case .male: 1
        case .female: 2
        case nil: 0
        }
    }
}
