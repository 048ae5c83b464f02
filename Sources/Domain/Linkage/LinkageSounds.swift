/// What is left of a name when spellings that sound alike in Welsh or English are made one: `Kathryn`/`Cathrin`, `Gethin`/`Gethyn`,
/// `Phillip`/`Filip`. Welsh f is English v, ff and ph are f, c and k are one, y and i are one; h is heard only at the start.
/// Source: D. A. Thorne, A Comprehensive Welsh Grammar (1993), ch. 1 (orthography).
enum LinkageSounds {
    static func of(_ name: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var sounds: [UInt8] = []
        sounds.reserveCapacity(name.count)
        for (place, letter) in name.enumerated() {
            let following = place + 1 < name.count ? name[place + 1] : 32
            let sound = sound(letter, before: following, atStart: place == 0)
            if sound != 0, sounds.last != sound { sounds.append(sound) }
        }
        if sounds.count > 2, sounds.last == UInt8(ascii: "e") { sounds.removeLast() }
        return sounds
    }

    /// 0 for a letter that is not heard.
    private static func sound(_ letter: UInt8, before following: UInt8, atStart: Bool) -> UInt8 {
        switch letter {
        case UInt8(ascii: "p") where following == UInt8(ascii: "h"): UInt8(ascii: "f")
        case UInt8(ascii: "v"): UInt8(ascii: "f")
        case UInt8(ascii: "c") where following == UInt8(ascii: "k"): 0
        case UInt8(ascii: "c"), UInt8(ascii: "q"): UInt8(ascii: "k")
        case UInt8(ascii: "z"): UInt8(ascii: "s")
        case UInt8(ascii: "y"): UInt8(ascii: "i")
        case UInt8(ascii: "w"): UInt8(ascii: "u")
        case UInt8(ascii: "h"): atStart ? letter : 0
        default: letter
        }
    }
}
