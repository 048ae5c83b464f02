/// The language that a name is written in, where its spelling says so. It says nothing of the language that somebody speaks, nor of where
/// they are from: Siân may speak no Welsh and David nothing else.
public enum NameLanguage: String, Sendable, CaseIterable, Hashable {
    case welsh, english, polish, other

    /// By the first forename that stands in one of the lists below; else, and where that one is English, by the letters, the patronymic, the
    /// family name or its ending: Robert Lewandowski's name is Polish. nil for a name that tells nothing: of the family names most, for a
    /// Jones or a Hughes may be anybody.
    public init?(_ name: PersonName) {
        let told = NameFolding.words(name.given).lazy.compactMap(Self.ofForename).first
        if let told, told != .english {
            self = told
        } else if let spelt = Self.byLetters(name.display) ?? Self.byFamily(NameFolding.folded(name.family)) ?? told {
            self = spelt
        } else {
            return nil
        }
    }

    private static func ofForename(_ folded: String) -> NameLanguage? {
        if welshForenames.contains(folded) { return .welsh }
        if englishForenames.contains(folded) { return .english }
        if polishForenames.contains(folded) { return .polish }
        return otherForenames.contains(folded) ? .other : nil
    }

    /// Only Welsh writes ŵ and ŷ; of the others, neither Welsh nor English writes any. Polish shares ą and ę with Lithuanian, and ć with
    /// Croatian, whose names end in -ić.
    private static func byLetters(_ name: String) -> NameLanguage? {
        let lowered = name.lowercased()
        let letters = Set(lowered.unicodeScalars)
        func has(_ some: String) -> Bool { !letters.isDisjoint(with: some.unicodeScalars) }
        if has("ŵŷẁỳẃẅ") { return .welsh }
        let endsCroatian = lowered.split { !$0.isLetter }.contains { $0.hasSuffix("ić") }
        if endsCroatian || has("čďěėįňřšťůūųžğışțșăőűãõñçåæøßđ") { return .other }
        return has("ąćęłńśźż") ? .polish : nil
    }

    /// `ap Rhys`, `ferch Owain`; the commonest family names that tell; Polish, Czech, Lithuanian and Romanian endings. Polish writes no v, q
    /// or x: a Levandovski is somebody else.
    private static func byFamily(_ folded: String) -> NameLanguage? {
        let words = folded.split(separator: " ").map(String.init)
        if words.count > 1, NameFolding.patronymics.contains(words[0]) { return .welsh }
        return words.lazy.compactMap(ofFamily).first
    }

    private static func ofFamily(_ word: String) -> NameLanguage? {
        if polishFamilies.contains(word) { return .polish }
        if otherFamilies.contains(word) { return .other }
        guard word.utf8.count > 5 else { return nil }
        if ["ski", "ska", "cki", "cka", "wicz", "czyk", "czak"].contains(where: word.hasSuffix) {
            return word.contains(where: "vqx".contains) ? .other : .polish
        }
        return ["ova", "aite", "iene", "auskas", "escu"].contains(where: word.hasSuffix) ? .other : nil
    }

    private static func names(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// Folded. Not here: names that both languages write (owen, evan, morgan, dylan, alan, sara, anna), which tell nothing.
    static let welshForenames = names(
        """
        sian sion shan shon siani sioned siwan ioan iwan ieuan ifan dafydd dewi dai huw rhys owain gwilym gruffydd gruffudd guto
        llywelyn llyr tomos twm steffan alun hywel aneirin aneurin emyr iestyn geraint gareth gethin macsen rhodri pedr mihangel
        iago iorwerth ifor emlyn meurig emrys rhisiart siarl siams bryn brynmor idris cai cian osian ellis eurig eifion elfed elwyn
        gwyn gwynfor gwynne hefin islwyn ithel llew lleu mabon madog maldwyn merfyn myrddin nefyn neirin penri tegid teifion trystan
        tudur wyn ynyr
        catrin cati mair mari elin marged mared megan ffion cerys carys bethan betsan betsi rhian rhiannon angharad lowri gwenllian
        gwenno gwen gwyneth nerys myfanwy bronwen anwen nia gwladys esyllt alaw arianwen branwen buddug cadi ceinwen ceri cerian
        cerridwen delyth dilys efa eira eirian eirlys eirwen eleri elenid eluned enfys fflur glenys gwawr haf hafwen heledd
        heulwen iona leusa llinos lleucu luned mabli mali manon mefin meinir meleri menna meryl morfudd morfydd morwenna mererid
        nanw nest non olwen rhonwen sioned tegwen teleri tirion
        """)
    static let englishForenames = names(
        """
        john jack david dave davey davy hugh william will bill billy willie griffith thomas tom tommy stephen steven steve stevie
        henry harry harold justin garry gary roderick peter michael mike mick mikey mickey james jim jimmy jamie edward ed eddie ted
        maurice richard rich rick ricky dick richie robert rob bob bobby bert charles charlie edmund ned christopher chris daniel
        danny matthew matt andrew andy drew anthony antony tony jonathan johnny joseph joe joey benjamin ben benny samuel sam
        nicholas nick nicky alexander alex philip phillip phil terence terry kenneth ken kenny pete joshua josh jason darren daz
        nathan frederick fred freddie george gerald gerry jeremy geoffrey jeffrey geoff jeff graham lawrence leonard len leslie les
        martin neil neal patrick pat raymond ray ronald ron ronnie stanley stan stuart stewart timothy tim victor vincent vince
        gregory greg ian bradley brad luke lewis oliver ollie toby mark paul simon kevin keith colin brian barry craig scott shane
        wayne ryan kyle liam adam aaron jordan connor callum
        jane catherine katherine kathryn kate katie kathy mary molly polly marie helen ellen nell nellie margaret maggie peggy
        elizabeth liz lizzie beth betty laura janet joan gladys sarah christine chrissie danielle samantha nicola alexandra
        charlotte georgia jennifer jenny rebecca becky victoria vicky susan sue suzanne deborah debbie jacqueline jackie kimberley
        kim abigail stephanie steph jessica jess tracey tracy angela natalie gemma joanne jo joanna michelle claire clare rachel
        leanne stacey ann anne annie amy theresa eleanor isobel isabel pamela barbara dorothy florence amanda caroline julie julia
        josephine valerie yvonne hayley chloe zoe lisa donna sandra karen emma lucy hannah kelly lauren shannon holly alison wendy
        """)
    static let polishForenames = names(
        """
        piotr tomasz andrzej krzysztof pawel mikolaj aleksander jakub maciej marcin mateusz grzegorz wojciech zbigniew dariusz
        stanislaw jerzy jaroslaw przemyslaw slawomir wieslaw wladyslaw zdzislaw boleslaw mariusz janusz lukasz bartosz bartlomiej
        szymon kacper arkadiusz ireneusz kazimierz radoslaw miroslaw tadeusz leszek
        agnieszka aleksandra katarzyna kasia malgorzata ewa beata dorota magdalena zofia grazyna elzbieta krystyna bozena jolanta
        danuta halina jadwiga justyna iwona urszula wieslawa zuzanna wiktoria oliwia weronika paulina
        """)
    /// Folded; those that an ending does not tell.
    static let polishFamilies = names(
        """
        nowak wojcik mazur wozniak wieczorek krol stepien pawlak michalak pietrzak marciniak wrobel kaczmarek kubiak jakubiak
        mazurek zajac dudek gajda bednarek jozwiak olejnik kolodziej wasik
        """)
    /// Folded: the commonest of others who write such names, Czech and Slovak ones that look Polish among them.
    static let otherFamilies = names(
        """
        nguyen tran silva santos ferreira pereira oliveira novak svoboda dvorak ruzicka horvath ivanov petrov
        """)
    static let otherForenames = names(
        """
        andrei ion vasile mihai ioana
        mohammed muhammad mohamed mohammad mohamad ahmed ahmad hussain hussein husain yusuf yousef ali hassan ibrahim abdul abdullah
        omar khalid fatima aisha ayesha zainab mariam amina khadija nasreen shabana
        singh kaur harpreet gurpreet rajesh sanjay anil sunil priya anita sunita
        nguyen minh linh wei xiao jun mei
        carlos joao miguel paulo pedro luis mihaela elena florin cristian gheorghe dumitru kazimieras jonas mantas
        """)
}
