/// Composes a letter and the accent that follows it into one: `o` + U+0302 becomes `ô`. Latin letters with one accent.
/// Source: the canonical compositions of Unicode Normalization Form C.
public enum LetterComposition {
    public static func composed(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if (0x300...0x36F).contains(scalar.value), let last = result.last,
                let letter = pairs[UInt64(last.value) << 32 | UInt64(scalar.value)]
            {
                result.removeLast()
                result.append(letter)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static let pairs: [UInt64: Unicode.Scalar] = {
        var pairs: [UInt64: Unicode.Scalar] = [:]
        for (accent, letters) in rows {
            let scalars = Array(letters.unicodeScalars)
            for place in stride(from: 0, to: scalars.count - 1, by: 2) {
                pairs[UInt64(scalars[place].value) << 32 | UInt64(accent)] = scalars[place + 1]
            }
        }
        return pairs
    }()

    /// Each accent with the plain letters that take it, each followed by the letter that results.
    private static let rows: [(UInt32, String)] = [
        (0x300, "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳ"),
        (0x301, "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzź"),
        (0x302, "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑ"),
        (0x303, "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹ"),
        (0x304, "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳ"),
        (0x306, "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭ"),
        (0x307, "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzż"),
        (0x308, "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿ"),
        (0x30A, "AÅUŮaåuůwẘyẙ"),
        (0x30B, "OŐUŰoőuű"),
        (0x30C, "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzž"),
        (0x323, "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓ"),
        (0x326, "SȘTȚsștț"),
        (0x327, "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţ"),
        (0x328, "AĄEĘIĮOǪUŲaąeęiįoǫuų"),
    ]
}
