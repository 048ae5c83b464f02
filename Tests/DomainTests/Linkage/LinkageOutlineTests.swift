import Testing

@testable import Domain

@Suite("Names and numbers that are told apart without their letters")
struct LinkageOutlineTests {
    private static let names =
        [
            "a", "ab", "abc", "sion", "john", "ioan", "ieuan", "christopher", "krzysztof", "joseph", "yusuf", "william",
            "gwilym", "bill",
            "phyllis", "filis", "siân", "o brien", "ap rhys", "rhys", "price", "lloyd jones", "jones", "mohammed", "muhammad",
            "kathryn",
            "cathrin", "bartholomew", "abcdefghijklmnopqrstuvwxyzabcdef", "aaaaaaaaaaaa", "bbbbbbbbbbbb", "ababababab", "zofia",
            "sofia",
            "martha", "marhta", "jonathan", "nathanjo", "dwayne", "duane", "dixon", "dicksonx", "gareth", "hterag", "xy", "yx",
        ] + (0..<150).map(LinkageOutlineTests.made)

    /// Two to nine letters of few, so that many are near each other.
    private static func made(_ number: Int) -> String {
        var state = LinkageHash.mixed(UInt64(number) &+ 0x9e37_79b9_7f4a_7c15)
        let length = 2 + Int(state % 8)
        return String(
            decoding: (0..<length).map { _ in
                state = LinkageHash.mixed(state &+ 0x9e37_79b9_7f4a_7c15)
                return Array("abeimnrst".utf8)[Int(state % 9)]
            }, as: UTF8.self)
    }

    @Test("Names that are far by their outlines are two names by every comparison; most that are two are told so at a glance")
    func far() {
        var lexicon = LinkageLexicon()
        let numbers = Self.names.map { lexicon.names.number($0) }
        let traits = LinkageTraits(lexicon, [])
        var far = 0
        var other = 0
        for left in numbers {
            for right in numbers where left != right {
                let isFar = traits.outlines[Int(left)].isFar(from: traits.outlines[Int(right)])
                #expect(isFar == traits.outlines[Int(right)].isFar(from: traits.outlines[Int(left)]))
                for family in [false, true] {
                    let level = LinkageNameLevels.level(lexicon, traits, left, right, family: family)
                    #expect(!isFar || level == .other, "\(lexicon.names.text(left)), \(lexicon.names.text(right))")
                    if level == .other { other += 1 }
                }
                if isFar { far += 2 }
            }
        }
        #expect(far * 2 > other)
    }

    @Test("Texts that are one slip apart are so by their tokens too, whatever their length")
    func slips() {
        var tokens = LinkageTokens()
        let letters = Array("1234".utf8)
        var texts: [[UInt8]] = []
        for length in [0, 1, 2, 7, 8, 9, 12, 16, 17, 23, 24, 25, 30] {
            let text = (0..<length).map { letters[$0 * 7 % 4] }
            texts.append(text)
            for place in [0, length / 2, length - 1] where place >= 0 && place < length {
                texts.append(Array(text[..<place]) + [57] + text[(place + 1)...])
                texts.append(Array(text[..<place]) + [56, 55] + text[(place + 1)...])
                texts.append(Array(text[..<place]) + text[(place + 1)...])
                if place + 1 < length {
                    var swapped = text
                    swapped.swapAt(place, place + 1)
                    texts.append(swapped)
                    texts.append(Array(text[..<place]) + [57, 57] + text[(place + 2)...])
                }
            }
        }
        var near = 0
        let numbered = texts.filter { !$0.isEmpty }.map { text in
            (text, text.withUnsafeBufferPointer { tokens.number($0) })
        }
        for (mine, left) in numbered {
            for (theirs, right) in numbered where left != right {
                let slip = mine.withUnsafeBufferPointer { mine in
                    theirs.withUnsafeBufferPointer { OptimalAlignment.isOne(mine, $0) }
                }
                #expect(tokens.areOneSlipApart(left, right) == slip, "\(mine), \(theirs)")
                if slip { near += 1 }
            }
        }
        #expect(near > 100)
    }
}
