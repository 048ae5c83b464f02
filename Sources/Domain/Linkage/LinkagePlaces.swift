/// House numbers and postcodes as they are compared.
enum LinkagePlaces {
    /// The number of the house at the start of an address and how many bytes it takes, with the blanks and commas behind it.
    /// The number of a flat before it is passed over.
    static func house(_ cell: UnsafeBufferPointer<UInt8>) -> (number: UInt32, length: Int) {
        var number: UInt32 = 0
        var place = flat(cell)
        while place < cell.count, cell[place].isLatinDigit, number < 100_000 {
            number = number * 10 + UInt32(cell[place] - 48)
            place += 1
        }
        guard number > 0 else { return (0, place) }
        let letter = place + 1 < cell.count && (cell[place] | 32).isLatinSmall && cell[place + 1] == 32
        if letter { place += 1 }
        while place < cell.count, cell[place] == 32 || cell[place] == 44 { place += 1 }
        return (number, place)
    }

    /// Where the address goes on behind `Flat 2, `.
    private static func flat(_ cell: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = cell.first, !first.isLatinDigit,
            flats.contains(where: { word in zip(cell, word.utf8).allSatisfy { $0 | 32 == $1 } && cell.count > word.utf8.count })
        else { return 0 }
        var place = 0
        while place < cell.count, cell[place] != 44 { place += 1 }
        while place < cell.count, cell[place] == 32 || cell[place] == 44 { place += 1 }
        return place < cell.count ? place : 0
    }

    private static let flats = ["flat ", "fflat ", "apartment ", "unit ", "room ", "ystafell "]

    /// Reads a postcode, whole or only its outward half, in any writing; a whole one is given to `number`.
    @inline(__always)
    static func postcode(
        _ cell: UnsafeBufferPointer<UInt8>, into record: inout LinkageRecord, _ number: (UnsafeBufferPointer<UInt8>) -> UInt32
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { plain in
            var count = 0
            for byte in cell where count < 10 {
                let capital = byte.isLatinSmall ? byte - 32 : byte
                guard capital.isLatinCapital || capital.isLatinDigit else { continue }
                plain[count] = capital
                count += 1
            }
            let text = UnsafeBufferPointer(rebasing: plain.prefix(count))
            guard count > 1, isUsual(text) || !LinkagePlaceholders.postcode(text) else { return }
            let letters = text.prefix { $0.isLatinCapital }.count
            record.area = LinkageHash.of(UnsafeBufferPointer(rebasing: text.prefix(letters > 0 ? letters : 1)))
            if !isOutward(text) { record.postcode = number(text) }
            let outward = isOutward(text) ? count : max(count - (letters > 0 ? 3 : 2), 1)
            record.outward = LinkageHash.of(UnsafeBufferPointer(rebasing: text.prefix(outward)))
        }
    }

    /// Begins with a letter, ends with a digit and two letters, and is not of the made-up areas: none of these stands for "not known".
    private static func isUsual(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let count = text.count
        return count > 4 && text[0].isLatinCapital && text[count - 3].isLatinDigit && text[count - 2].isLatinCapital
            && !(text[0] == UInt8(ascii: "Z") && text[1] == UInt8(ascii: "Z"))
            && !(text[0] == UInt8(ascii: "N") && text[1] == UInt8(ascii: "F"))
    }

    /// `CF36`, `W1A`: letters, a digit, perhaps one more sign.
    private static func isOutward(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let letters = text.prefix { $0.isLatinCapital }.count
        return (1...2).contains(letters) && (letters + 1...letters + 2).contains(text.count) && text[letters].isLatinDigit
    }
}

extension UInt8 {
    var isLatinSmall: Bool { self >= 97 && self <= 122 }
}
