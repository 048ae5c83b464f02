import Foundation

/// Words that are tried first by whoever guesses passwords, in small letters without accents. They do not help when digits and
/// signs are put around them, or in their place.
enum CommonPasswords {
    /// The lists that others have published (Resources/passwords/README.md) and our own of Wales and its languages.
    static let all = ours.union(published)

    static let published: Set<String> = {
        let file = Bundle.module.bundleURL.appending(path: "Resources/passwords/common.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return Set(text.split(whereSeparator: \.isNewline).map(String.init))
    }()

    static let ours = Set(
        """
        aaaaaa abc abcabc abcd abcdef abcdefg abcdefgh aberystwyth abracadabra access accessgranted admin administration
        administrator agored aled alexander alun amanda amazon amen america andrew android angel angelica angels
        angharad anthony anything apple april arsenal asdf asdfasdf asdfgh asdfghjk asdfghjkl ashley august autumn
        avengers azerty azertyuiop baby babyboy babygirl babygurl bacon banana bangor baseball basketball batman beacons
        beatles beautiful beer benjamin bestfriend bestfriends bethan billionaire birthday blessed blessing blink
        blizzard boreda brecon britain brother bunny burger business butterfly caerphilly calon calonlan candy captain
        captainamerica cardiff cardiffblues cardiffcity cariad caru carys cat catrin cats celtic cenhinen cennin cerys
        champion champions changeit changeme changenow changethis charlie charlotte cheese cheetah chelsea cherry
        chicken children chocolate christ christmas coffee college company computer constable contrasena cookie cookies
        corazon correcthorse correcthorsebatterystaple corvette council court courts cricket croeso croesoigymru crystal
        cupcake cwtch cycling cyfrinachol cyfrinair cymraeg cymraes cymro cymruambyth daddy daffodil dafydd daisy daniel
        darling darthvader darts database ddraig ddraiggoch december default demo demodemo demon denied desktop
        detective devil diamond diogelwch diolch dog doggie dogs dollar dolphin dragon dragons draig draiggoch ducati
        dumbledore eagle easter elephant eleri elin elizabeth elvis email emailpassword emily eminem emyr england eryri
        everton everyone everything example facebook faith falcon family familyfirst father february ferrari ffion
        firewall fishing flower flowers football forever foreverlove fortnite freedom friday friend friends friendship
        frodo gamer gaming gandalf gareth george geraint gethin ghost ginger godisgood golden golf golfer goodluck
        goodmorning goodnight google gorgeous government granddad grandma gryffindor guest guitar gwenllian gwilym gwyn
        hacker hackers halloween hamster hannah happiness happy happybirthday harley harleydavidson harry harrypotter
        haslo hawk heaven hello hellohello hellokitty hellothere helloworld helo helpdesk hermione hiraeth hobbit hockey
        hogwarts holiday holidays hollywood homeoffice honda honey hope horse horses hulk humptydumpty hunter hurricane
        huw hywel idris iechyd iechydda ieuan ihateyou iloveu ilovey iloveyou iloveyouforever iloveyousomuch imissyou
        inspector instagram internet iphone ireland ironman iwan jack jaguar james january jasmine jennifer jessica
        jesus jesuschrist jordan joshua july june justice keyboard killer king kitten knight lan landrover laptop laura
        lavender leeds leek legend legends letmein letmeinnow letmeinplease liberty lightning linkedin lion liverpool
        lkjhgfdsa llanelli llewelyn llywelyn login loginlogin london lottery love lovely loveme lover lovers loveyou
        loveyouforever lowri lucifer madonna magic mair manager manchester manchesterunited mancity manunited march
        master masterkey matrix matthew may maytheforcebewithyou megan mercedes merlin metallica mewngofnodi michael
        michaeljackson michelle microsoft midnight million minecraft ministry mnbvcxz mobile monday money monkey
        motdepasse mother mummy music mustang mychildren mykids mypassword nanny natasha network newcastle newpassword
        newport nia nicole ninja nintendo nirvana nobody nosda nothing november oasis october offender offenders office
        officer officethreesixfive oldpassword oliver olivia onceuponatime one opensesam opensesame openup orange
        ospreys outlook owain panther parliament parola party passcode passpass passpassword passphrase passw0rd
        password passwordpassword passwort peanut pepper phantom phone pikachu pirate pirates pizza platinum player
        playstation pleasechange poiuytrewq pokemon pokemongo pony popty porsche potato pounds prince princess
        principality printer prison prisoner probation pumpkin puppy purple qazwsx qazwsxedc queen queenrock qweasd
        qweasdzxc qwer qwert qwerty qwertyqwerty qwertyuiop qwertz rabbit rachel rainbow ranger rangers rebecca rhian
        rhiannon rhys robert rockstar root rose roses router rugby running safety samantha sample samsung samuel samurai
        sarah saturday scarlets school scotland secret secrets secure security senha september sergeant server service
        sesiwn shadow shark sheriff sian signin silver sister siwan sixnations skywalker slayer slipknot slytherin
        snooker snowball snowdon snowdonia snowflake snowman soccer somebody something sophie spiderman spring spurs
        startrek starwars stephanie strawberry student sugar summer sunday sunshine superman superstar superuser
        supervisor support suzuki swansea swanseacity sweetheart swimming system systems teacher teamo teamomucho teams
        telephone temp tempassword temporary tennis test tester testing testpassword testtest testuser thankyou
        thebeatles thepassword thequickbrownfox thequickbrownfoxjumps thomas thunder thursday tiger tobeornottobe toor
        tornado tottenham toyota trainer training trust trustno trustnoone tuesday twinkletwinkle twitter unionjack
        unitedkingdom university user username vacation vampire victoria villa vodka voldemort wachtwoord walesrugby
        warrior wednesday weekend welcome welcomeback welcomehome welcometo welshrugby westham whatever whisky whitehall
        wifi wifipassword william windows winner winter wizard wolverine work workwork wrexham wrexhamfc xbox yamaha
        yddraiggoch yellow yourpassword youtube zaq zaqwsx zaqxsw zaqxswcde zombie zxcvbn zxcvbnm
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
