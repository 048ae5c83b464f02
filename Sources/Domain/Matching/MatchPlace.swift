/// Where somebody lives: a whole postcode, the first half of one, a street address; any may be missing.
struct MatchPlace: Sendable, Hashable {
    /// `CF364FZ`; nil unless whole.
    let postcode: String?
    /// `CF36`.
    let district: String?
    /// Folded, without the number of a flat.
    let address: String?

    init(postcode: String?, address: String?) {
        let (whole, district) = MatchPlace.parts(postcode ?? "")
        self.postcode = whole
        self.district = district
        self.address = address.flatMap(MatchPlace.normalised)
    }

    enum Agreement: Sendable, CaseIterable {
        case samePostcode, sameAddress, sameDistrict, different, unknown

        var isOnePlace: Bool { self == .samePostcode || self == .sameAddress }
    }

    func agreement(_ other: MatchPlace) -> Agreement {
        if let postcode, postcode == other.postcode { return .samePostcode }
        if let address, address == other.address, district == nil || other.district == nil || district == other.district {
            return .sameAddress
        }
        guard let district, let theirs = other.district else {
            return address == nil || other.address == nil ? .unknown : .different
        }
        return district == theirs ? .sameDistrict : .different
    }

    /// Form of a postcode: one or two letters, a digit and perhaps one more sign; then a digit and two letters.
    /// `NF1 1NF` and `ZZ99…` stand for no fixed abode and are no place.
    private static func parts(_ text: String) -> (whole: String?, district: String?) {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != 32 { bytes.append(byte >= 97 && byte <= 122 ? byte - 32 : byte) }
        guard (2...7).contains(bytes.count), bytes[0].isLatinCapital,
            bytes.allSatisfy({ $0.isLatinCapital || $0.isLatinDigit }),
            !bytes.starts(with: "NF1".utf8), !bytes.starts(with: "ZZ99".utf8)
        else { return (nil, nil) }
        let end = bytes.count - 3
        if end >= 2, bytes[end].isLatinDigit, bytes[end + 1].isLatinCapital, bytes[end + 2].isLatinCapital {
            return (IdentifierText.string(bytes), IdentifierText.string(Array(bytes[..<end])))
        }
        return (nil, bytes.count <= 4 && bytes.contains { $0.isLatinDigit } ? IdentifierText.string(bytes) : nil)
    }

    /// Number, street and town; nil for no fixed abode and for an address without a number or of a single word.
    private static func normalised(_ address: String) -> String? {
        let folded = NameFolding.folded(address)
        var words = folded.utf8.split(separator: 32)[...]
        if words.count > 2, isFlat(words[0]) { words.removeFirst(2) }
        guard words.count >= 3, let first = words.first, words.contains(where: { $0.contains(where: \.isLatinDigit) }) else {
            return nil
        }
        return String(folded[first.startIndex...])
    }

    private static func isFlat(_ word: Substring.UTF8View) -> Bool {
        word.elementsEqual("flat".utf8) || word.elementsEqual("fflat".utf8)
    }
}
