/// A name in one word: enough to tell at a glance of most two names that they are two, without their letters.
struct LinkageOutline: Sendable, Equatable {
    /// From the lowest bit: of sixteen classes of letters one bit for the first and one for a further letter (32), letters without a bit
    /// (3), length (5), the first letter (5), whether it stands in a group of spellings (1), a part of the hash of how it sounds (18). 0 may be
    /// near anything.
    private let bits: UInt64

    /// Of one word of 2 to 31 small Latin letters; anything else may be near anything.
    init(_ name: UnsafeBufferPointer<UInt8>, sounds: UInt32, isGrouped: Bool) {
        guard (2..<32).contains(name.count), name.allSatisfy({ (97...122).contains($0) }) else {
            bits = 0
            return
        }
        var classes: UInt64 = 0
        var further = 0
        for letter in name {
            let first = UInt64(1) << UInt64((letter - 97) % 16 * 2)
            if classes & first == 0 {
                classes |= first
            } else if classes & first << 1 == 0 {
                classes |= first << 1
            } else {
                further += 1
            }
        }
        guard further < 8 else {
            bits = 0
            return
        }
        let known = UInt64(further) | UInt64(name.count) << 3 | UInt64(name[0] - 96) << 8 | (isGrouped ? 1 << 13 : 0)
        bits = classes | known << 32 | UInt64(sounds & 0x3FFFF) << 46
    }

    /// Whether two names are alike by no comparison (`LinkageNameLevel.other`): they begin otherwise, sound otherwise, and share too few letters
    /// for a likeness of 0.75, which is the share of each name's letters that the other has, the order held for right.
    @inline(__always)
    func isFar(from other: LinkageOutline) -> Bool {
        guard bits != 0, other.bits != 0 else { return false }
        let apart = bits ^ other.bits
        guard apart >> 40 & 31 != 0, apart >> 46 != 0, (bits & other.bits) >> 45 & 1 == 0 else { return false }
        let mine = bits >> 35 & 31
        let theirs = other.bits >> 35 & 31
        let shared = UInt64((bits & other.bits & 0xFFFF_FFFF).nonzeroBitCount) + min(bits >> 32 & 7, other.bits >> 32 & 7)
        // shared / mine + shared / theirs + 1 < 2.25
        return 4 * shared * (mine + theirs) < 5 * mine * theirs
    }
}
