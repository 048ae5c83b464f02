import Domain
import Testing

@Suite("Names: folding, words, variants, parts")
struct NameTests {
    @Test(arguments: [
        ("JONES", "jones"), ("Siân", "sian"), ("Sia\u{302}n", "sian"), ("Llŷr", "llyr"), ("Ŵyn", "wyn"),
        ("Łukasz", "lukasz"),
        ("Żółć", "zolc"), ("O’Brien", "obrien"), ("O'Brien", "obrien"), ("Smith-Jones", "smith jones"),
        ("Smith\u{2013}Jones", "smith jones"), ("  Pen-y-bont   Road ", "pen y bont road"), ("Straße", "strasse"),
        ("Ægir", "aegir"), ("Ștefan", "stefan"), ("Ẃyn", "wyn"), ("Nguyễn", "nguyen"), ("J. R.", "j r"),
        ("Пётр", "пётр"),
        ("", ""), ("---", ""), ("É", "e"), ("\u{FEFF}Anna", "anna"), ("Sm\u{AD}ith", "smith"),
        ("Mai\u{A0}Lyn", "mai lyn"),
    ])
    func folding(name: String, folded: String) {
        #expect(NameFolding.folded(name).unicodeScalars.elementsEqual(folded.unicodeScalars))
    }

    @Test("Folding twice changes nothing", arguments: ["Siôn ap Rhys", "Lloyd-Jones", "Wiśniewski", "O’Neill"])
    func stable(name: String) {
        #expect(NameFolding.folded(NameFolding.folded(name)) == NameFolding.folded(name))
    }

    @Test(arguments: [
        ("Siôn ap Rhys", ["sion", "rhys"]), ("Mair Lloyd-Jones", ["mair", "lloyd", "jones"]), ("ap", ["ap"]), ("", []),
        ("Gwenllian ferch Llywelyn", ["gwenllian", "llywelyn"]),
    ])
    func words(name: String, words: [String]) { #expect(NameFolding.words(name) == words) }

    @Test(
        "One finds the other",
        arguments: [
            ("sian", "shan"), ("llywelyn", "llewellyn"), ("llewelyn", "llewellyn"), ("rhys", "rees"), ("rhys", "reece"),
            ("dafydd", "david"), ("dafydd", "dai"), ("david", "dai"), ("ifan", "evan"), ("gruffydd", "griffith"),
            ("gwilym", "william"), ("william", "bill"), ("catrin", "catherine"), ("price", "aprhys"),
            ("bowen", "abowain"),
            ("davies", "davis"), ("mohammed", "muhammad"), ("lee", "leigh"), ("katherine", "kitty"), ("liam", "william"),
            ("ianto", "ioan"), ("mererid", "margaret"), ("mateusz", "matthew"), ("zofia", "sophie"), ("hassan", "hasan"),
            ("choudhury", "chaudhry"), ("kowalski", "kowalska"), ("siobhan", "shevaun"), ("pearce", "pierce"),
            ("mcintosh", "mackintosh"), ("meyrick", "meurig"),
        ])
    func variants(left: String, right: String) {
        #expect(NameVariants.variants(of: left).contains(right))
        #expect(NameVariants.variants(of: right).contains(left))
        #expect(NameVariants.canonical(left) == NameVariants.canonical(right))
        #expect(NameVariants.areVariants(left, right))
    }

    @Test(
        "What stands in no common group is no variant",
        arguments: [
            ("christopher", "christine"), ("jones", "davies"), ("samuel", "samantha"), ("hassan", "hussain"), ("ieuan", "evan"),
            ("dylan", "dyfan"), ("carl", "carla"), ("jayden", "kayden"), ("leo", "leon"), ("charles", "carl"),
        ])
    func strangers(left: String, right: String) {
        #expect(!NameVariants.areVariants(left, right))
        #expect(!NameVariants.variants(of: left).contains(right))
    }

    @Test(arguments: [
        ("EVANS, Siân Mair", "EVANS", ["Siân", "Mair"]), ("AP RHYS, Siôn", "AP RHYS", ["Siôn"]), ("JONES", "JONES", []),
        (", Dai", "", ["Dai"]),
    ])
    func familyFirst(text: String, family: String, forenames: [String]) throws {
        let name = try #require(PersonName(familyFirst: text))
        #expect(name.family == family)
        #expect(name.forenames == forenames)
    }

    @Test(arguments: [
        ("Siân Mair Evans", "Evans", ["Siân", "Mair"]), ("Siôn ap Rhys", "ap Rhys", ["Siôn"]), ("Dai", "Dai", []),
        ("Carlos de la Cruz", "de la Cruz", ["Carlos"]), ("Al Jones", "Jones", ["Al"]),
    ])
    func forenameFirst(text: String, family: String, forenames: [String]) throws {
        let name = try #require(PersonName(forenameFirst: text))
        #expect(name.family == family)
        #expect(name.forenames == forenames)
    }

    @Test("Nothing is no name") func empty() {
        #expect(PersonName(familyFirst: " ") == nil)
        #expect(PersonName(forenameFirst: "\t") == nil)
    }

    @Test(arguments: [
        ("=1+1", true), ("+44-1-2", true), ("-2+3", true), ("@SUM(1,2)", true), ("\tA", true), ("\rA", true),
        ("", false),
        (" =1", false), ("Jones", false), ("O'-Neill", false),
    ])
    func formula(text: String, starts: Bool) { #expect(text.startsLikeFormula == starts) }

    @Test("Family name first, the shorter before the longer") func sorting() {
        let sorted = [("Jones-Smith", "Al"), ("Jones", "Zoë"), ("Jonesworth", "Al"), ("Jônes", "Al")]
            .map { NameFolding.sortKey(family: $0.0, given: $0.1) }.sorted {
                $0.utf8.lexicographicallyPrecedes($1.utf8)
            }
        #expect(sorted == ["jones  al", "jones  zoe", "jones smith  al", "jonesworth  al"])
    }
}
