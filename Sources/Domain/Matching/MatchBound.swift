import RealModule

/// The most that a record can weigh beside another of which only the signature is known. Below the weight of a review the other need not
/// be read: comparing them in full would come to the same.
struct MatchBound: Sendable {
    private let faces: [MatchBoundFace]
    private let weights: MatchBoundWeights
    private let numbers: MatchNumbers

    init(_ subject: MatchSubject, _ lexicon: LinkageLexicon, _ traits: LinkageTraits, _ weights: MatchBoundWeights) {
        faces = subject.faces.map { MatchBoundFace($0, lexicon, traits, weights) }
        self.weights = weights
        numbers = MatchNumbers(subject.record)
    }

    /// For two that share no verified number: where both hold a verified one of a kind, the two are in conflict.
    func reach(_ other: MatchSignature) -> Double {
        let shared = numbers.shared(other.numbers)
        var most = -Double.infinity
        for face in faces { most = max(most, face.reach(other, weights)) }
        guard shared != 0 else { return most }
        let mayMeet = numbers.mayMeet(other.numbers, shared)
        for slot in 0..<4 where shared >> UInt32(slot * 2) & 1 != 0 {
            most += mayMeet ? max(0, weights.most(.number(slot))) : weights.apart(slot)
        }
        return mayMeet ? most : LinkageRule.conflict.capped(most, weights.model)
    }

    /// From here on a review could come of it.
    var floor: Double { weights.floor }
}

/// The weights of a model by field and level, and how rare values are.
struct MatchBoundWeights: Sendable {
    let model: LinkageModel
    let rarity: LinkageRarity
    /// What two records of one person may fall short by, for rounding.
    let floor: Double
    private let levels: [Double]
    /// The most that any level of a field adds.
    private let most: [Double]
    /// The most that a shared given name adds by being rare.
    let rarest: Double

    init(_ model: LinkageModel, _ rarity: LinkageRarity, _ terms: LinkageTerms) {
        self.model = model
        self.rarity = rarity
        floor = model.review - 0.001
        let levels = LinkageField.allCases.map { field in (0..<16).map { model.weight(field, $0) } }
        self.levels = levels.flatMap { $0 }
        most = levels.map { $0.max() ?? 0 }
        let usual = model.u[LinkageModel.place(.given, 1)] * terms.frequencies.holders[LinkageField.given.rawValue]
        let least = Double(max(terms.least(.given), 1))
        rarest = usual > least ? .log2(usual / least) : 0
    }

    @inline(__always)
    subscript(field: LinkageField, level: Int) -> Double { levels[field.rawValue * 16 + level] }

    /// The most that two verified numbers of this kind add which are not one; those with a letter of their digits are never a slip apart.
    func apart(_ slot: Int) -> Double {
        let other = self[.number(slot), LinkageWordLevel.other.rawValue]
        return MatchTable.kinds[slot].hasCheckLetter ? other : max(other, self[.number(slot), LinkageWordLevel.near.rawValue])
    }

    @inline(__always)
    func most(_ field: LinkageField) -> Double { most[field.rawValue] }
}

/// One face of a record, made ready to be held against signatures.
struct MatchBoundFace: Sendable {
    private let record: LinkageRecord
    private let given: MatchNameShape
    private let family: MatchNameShape
    private let middle: MatchNameShape
    private let home: MatchHome
    /// What every pair begins with, and what the fields may add of which a signature says nothing.
    private let base: Double
    private let middleMost: Double
    private let bornRarity: Double
    private let postcodeRarity: Double
    private let streetMost: Double

    init(_ face: LinkageRecord, _ lexicon: LinkageLexicon, _ traits: LinkageTraits, _ weights: MatchBoundWeights) {
        record = face
        let rarity = weights.rarity
        given = MatchNameShape(face.given, lexicon, traits, rarity.given[Int(face.given)])
        family = MatchNameShape(face.family, lexicon, traits, rarity.family[Int(face.family)])
        middle = MatchNameShape(face.middle, lexicon, traits, rarity.middle[Int(face.middle)])
        home = MatchHome(face, lexicon)
        bornRarity = rarity.born[LinkageFrequencies.day(face.born)]
        postcodeRarity = rarity.postcodes[Int(face.postcode)]
        let places = (face.town == 0 ? 0 : weights.most(.town)) + (face.locality == 0 ? 0 : weights.most(.locality))
        base = weights.model.prior + places
        middleMost =
            face.middle == 0 ? 0 : max(weights.most(.middle), weights[.middle, 1] + rarity.middle[Int(face.middle)])
        streetMost = face.street == 0 ? 0 : max(weights.most(.street), weights[.street, 1] + rarity.places[Int(face.street)])
    }

    func reach(_ other: MatchSignature, _ weights: MatchBoundWeights) -> Double {
        base + born(other, weights) + sex(other, weights) + place(other, weights) + names(other, weights)
    }

    private func born(_ other: MatchSignature, _ weights: MatchBoundWeights) -> Double {
        guard let theirs = other.born else { return max(weights.most(.born), weights[.born, 1] + bornRarity) }
        let level = LinkageComparing.born(record.born, theirs)
        return weights[.born, level.rawValue] + (level == .same ? bornRarity : 0)
    }

    private func sex(_ other: MatchSignature, _ weights: MatchBoundWeights) -> Double {
        weights[.sex, LinkageComparing.sexes(record.sex, other.sex).rawValue]
    }

    /// Equal hashes may be of one value, others are of two.
    private func place(_ other: MatchSignature, _ weights: MatchBoundWeights) -> Double {
        let isHouse = home.house != 0 && home.house == other.house
        let isStreet = home.street != 0 && home.street == other.street
        let (postcode, outward) = (home.postcode, home.outward)
        func level(_ level: LinkagePlaceLevel) -> Double { weights[.place, level.rawValue] }
        var most = outward == 0 || other.outward == 0 ? 0 : max(level(.area), level(.other))
        if postcode != 0, other.postcode != 0 {
            if postcode == other.postcode {
                most = max(most, max(level(.houseAndPostcode), level(.postcode), level(.postcodeOtherHouse)) + postcodeRarity)
            }
            if isHouse || isStreet { most = max(most, level(.nearPostcode)) }
        }
        if isHouse, isStreet { most = max(most, level(.houseAndStreet)) }
        if outward != 0, outward == other.outward { most = max(most, level(.district), isHouse ? level(.houseAndDistrict) : 0) }
        return most + (other.street == 0 ? 0 : max(0, streetMost))
    }

    private func names(_ other: MatchSignature, _ weights: MatchBoundWeights) -> Double {
        let (theirGiven, theirFamily) = (other.given, other.family)
        let middleMost = other.holdsMiddle ? max(0, middleMost) : 0
        let family = self.family.most(theirFamily, weights, .family)
        var most = given.most(theirGiven, weights, .given) + family + middleMost
        if given.mayBeNear(theirFamily), self.family.mayBeNear(theirGiven) {
            most = max(most, weights[.given, LinkageNameLevel.swapped.rawValue] + middleMost)
        }
        let mine = record.given != 0 && other.holdsMiddle
        let theirs = middle.mayBeNear(theirGiven)
        if mine || theirs {
            let crossed = weights[.given, LinkageNameLevel.crossed.rawValue] + max(given.rarity, weights.rarest) / 2
            let exchanged = mine && theirs ? weights[.given, LinkageNameLevel.exchanged.rawValue] : crossed
            most = max(most, max(crossed, exchanged) + family)
        }
        return most
    }
}
