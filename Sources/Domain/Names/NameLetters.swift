/// The plain Latin letter under an accented one: `ŵ` is w, `ł` is l, `ß` is ss.
enum NameLetters {
    /// U+00C0 to U+023F, U+1E00 to U+1EFF: a dot where there is no plain letter, a star where there are two.
    private static let latin = Array(
        """
        aaaaaa*ceeeeiiiidnooooo.ouuuuy**aaaaaa*ceeeeiiiidnooooo.ouuuuy*y\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllll*\
        *llnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
        .b.....................ikk......oo.............uu..yyzz.........\
        ....*********aaiioouuuuuuuuuu.aaaa....ggkkoooo..j***gg..nnaa....\
        aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............
        """.utf8)
    private static let additional = Array(
        """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwy.s..*.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......
        """.utf8)
    private static let pairs: [UInt32: String] = [
        0xC6: "ae", 0xE6: "ae", 0xDE: "th", 0xFE: "th", 0xDF: "ss", 0x1E9E: "ss", 0x132: "ij", 0x133: "ij", 0x13F: "l",
        0x140: "l", 0x152: "oe", 0x153: "oe", 0x1C4: "dz", 0x1C5: "dz", 0x1C6: "dz", 0x1C7: "lj", 0x1C8: "lj",
        0x1C9: "lj", 0x1CA: "nj", 0x1CB: "nj", 0x1CC: "nj", 0x1F1: "dz", 0x1F2: "dz", 0x1F3: "dz",
    ]

    /// What a letter becomes in a folded name: plain letters, nothing, or itself in lower case.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let plain =
            switch scalar.value {
            case 0xC0..<0x240: latin[Int(scalar.value - 0xC0)]
            case 0x1E00..<0x1F00: additional[Int(scalar.value - 0x1E00)]
            default: UInt8(ascii: ".")
            }
        if plain >= 97 {
            bytes.append(plain)
        } else if plain == UInt8(ascii: "*") {
            bytes.append(contentsOf: (pairs[scalar.value] ?? "").utf8)
        } else {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    /// Accents written as characters of their own, and joiners that show nothing.
    static func vanishes(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
        case 0x60, 0xB4, 0x2B9...0x2BC, 0x2018...0x201B, 0x2032: true  // the forms that an apostrophe takes
        default: false
        }
    }

    static func separates(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x3000: true
        default: false
        }
    }
}
