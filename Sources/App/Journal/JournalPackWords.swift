import Domain
import Store

/// What a pack says of itself, and its table for people.
enum JournalPackWords {
    /// - Parameter about: what the pack says of itself: how far it goes, and what waits.
    static func readMe(_ key: NoteVerifier, _ about: [(String, String)]) -> String {
        let facts = Dictionary(about, uniquingKeysWith: { first, _ in first })
        let (places, newer) = (facts["places"] ?? "–", facts["newer"] ?? "–")
        return """
            \(JournalPack.marking.words)

            Entries of a journal / Cofnodion o ddyddlyfr
            ============================================

            Of the first \(places) entries of the journal, all that was asked for. Newer ones of the same question, which
            the checkpoint does not cover yet: \(newer).
            O \(places) cofnod cyntaf y dyddlyfr, popeth y gofynnwyd amdano. Rhai mwy newydd o’r un cwestiwn, nad yw’r pwynt
            gwirio’n eu cwmpasu eto: \(newer).

            entries.csv     the entries, for people (a spreadsheet opens it)
                            y cofnodion, i bobl (mae taenlen yn ei hagor)
            entries.jsonl   the same entries with their proofs, for programs
                            yr un cofnodion gyda’u profion, i raglenni
            checkpoint.txt  what the journal signed: how many entries it had, and their root
                            yr hyn a lofnododd y dyddlyfr: faint o gofnodion oedd ganddo, a’u gwreiddyn
            SHA256SUMS      the sums of these files; SHA256SUMS.signed is the same, signed
                            symiau’r ffeiliau hyn; SHA256SUMS.signed yw’r un peth, wedi’i lofnodi

            The key as it names itself. Compare it with the one that the agency has published before you rely on it:
            Yr allwedd fel y mae’n ei henwi ei hun. Cymharwch hi â’r un a gyhoeddodd yr asiantaeth cyn dibynnu arni:

                \(key.text)

            With Carfan / Gyda Carfan:

                carfan journal pack verify FILE --keys KEYS

            Without it / Hebddi:

                tar xf FILE && sha256sum -c SHA256SUMS

            1. SHA256SUMS.signed and checkpoint.txt are signed notes (c2sp.org/signed-note, Ed25519).
               Nodiadau wedi’u llofnodi yw SHA256SUMS.signed a checkpoint.txt (c2sp.org/signed-note, Ed25519).
            2. A line of entries.jsonl: the leaf is SHA-256 over 0x00 and the bytes (base64) of "bytes"; "index" is its place in the
               tree, "path" its inclusion proof (RFC 6962 section 2.1.1). The root is the third line of checkpoint.txt.
               Llinell o entries.jsonl: y ddeilen yw SHA-256 dros 0x00 a beitiau (base64) "bytes"; "index" yw ei lle yn y goeden,
               "path" ei phrawf cynnwys (RFC 6962 adran 2.1.1). Y gwreiddyn yw trydedd linell checkpoint.txt.
            3. "c2sp.org/tlog-proof@v1", "index N", the lines of "path", an empty line and checkpoint.txt make a C2SP tlog-proof.
               Mae "c2sp.org/tlog-proof@v1", "index N", llinellau "path", llinell wag a checkpoint.txt yn gwneud tlog-proof C2SP.

            What "bytes" holds stands in Carfan's docs/guide/en/proof.md.
            Mae’r hyn y mae "bytes" yn ei ddal yn docs/guide/cy/prawf.md Carfan.

            """
    }

    /// The table for people, in one language. Officers are named; people are numbers.
    static func table(
        _ lines: [JournalPack.Line], _ officers: [Int64: (username: String, name: String)], _ language: Language
    ) -> String {
        let heads = [
            MarkingLine.heading, Text(en: "Number", cy: "Rhif"), Text(en: "When (London)", cy: "Pryd (Llundain)"),
            Text(en: "User name", cy: "Enw defnyddiwr"), Text(en: "Officer", cy: "Swyddog"), Text(en: "Role", cy: "Rôl"),
            Text(en: "Agency", cy: "Asiantaeth"), Text(en: "Kind of act", cy: "Math o weithred"), Text(en: "What", cy: "Beth"),
            Text(en: "Parts", cy: "Rhannau"), Text(en: "Numbers of people", cy: "Rhifau pobl"),
            Text(en: "Records", cy: "Cofnodion"), Text(en: "Why", cy: "Pam"),
        ]
        let rows = lines.map { line -> [String] in
            let entry = line.entry
            let officer = officers[entry.actor]
            return [
                JournalPack.marking.words, String(line.number), "\(London.day(of: entry.at).iso) \(London.time(of: entry.at))",
                officer?.username ?? "",
                officer?.name ?? Text(en: "Carfan itself", cy: "Carfan ei hun")[language],
                (Role(rawValue: entry.role)?.name ?? Text(same: entry.role))[language],
                Agency.name(of: entry.agency)[language], JournalActs.kind(entry.kind)[language],
                JournalActs.words(entry)[language], JournalActs.parts(entry.fields)[language],
                entry.subjects.map(String.init).joined(separator: " "), entry.records.joined(separator: " "),
                JournalActs.reason(entry.reason)[language],
            ]
        }
        return "\u{FEFF}" + ([heads.map { $0[language] }] + rows).map { CSVWriter.line($0) }.joined()
    }
}
