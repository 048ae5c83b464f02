import Domain
import Logging

/// The one table of everything that can be set. The arguments, the environment, the file, `carfan config` and
/// docs/operating/configuration.md follow it.
public enum ConfigOptions {
    public static let all: [ConfigOption] = [
        database,
        .text(
            "host", \.host,
            accepts: Text(en: "an address of this machine", cy: "cyfeiriad ar y peiriant hwn"),
            about: Text(
                en: "The address that Carfan listens on. The default answers this machine only.",
                cy: "Y cyfeiriad y mae Carfan yn gwrando arno. Mae’r rhagosodiad yn ateb y peiriant hwn yn unig."),
            fits: { !$0.isEmpty && !$0.contains(" ") }),
        .number(
            "port", \.port, 0...65535,
            about: Text(
                en: "The port that Carfan listens on; 0 takes any free one and prints it.",
                cy: "Y porth y mae Carfan yn gwrando arno; mae 0 yn cymryd unrhyw un rhydd ac yn ei argraffu.")),
        .text(
            "origin", \.origin,
            accepts: Text(
                en: "an address such as https://carfan.example, without a path",
                cy: "cyfeiriad fel https://carfan.example, heb lwybr"),
            about: Text(
                en: "The address that people use, when a proxy stands before Carfan. Forms from elsewhere are refused.",
                cy:
                    "Y cyfeiriad y mae pobl yn ei ddefnyddio, pan fo dirprwy o flaen Carfan. Gwrthodir ffurflenni o fannau eraill."
            ),
            fits: isOrigin),
        .text(
            "tls-certificate", \.tlsCertificate, accepts: path,
            about: Text(
                en: "A certificate chain in PEM form. With tls-key, Carfan speaks TLS itself.",
                cy: "Cadwyn o dystysgrifau ar ffurf PEM. Gyda tls-key, mae Carfan yn siarad TLS ei hun."),
            fits: { !$0.isEmpty }),
        .text(
            "tls-key", \.tlsKey, accepts: path,
            about: Text(
                en: "The certificate's private key in PEM form. Only the path is ever shown.",
                cy: "Allwedd breifat y dystysgrif ar ffurf PEM. Dim ond y llwybr a ddangosir byth."),
            fits: { !$0.isEmpty }),
        .number(
            "idle-minutes", \.idleMinutes, 5...120,
            about: Text(
                en: "A session ends after so many minutes without use.",
                cy: "Daw sesiwn i ben ar ôl cymaint â hyn o funudau heb ei defnyddio.")),
        .number(
            "session-hours", \.sessionHours, 1...24,
            about: Text(
                en: "A session ends after so many hours, used or not.",
                cy: "Daw sesiwn i ben ar ôl cymaint â hyn o oriau, boed wedi’i defnyddio ai peidio.")),
        secondFactor,
        clientAddress,
        .number(
            "step-up-minutes", \.stepUpMinutes, 1...60,
            about: Text(
                en: "Exports, the journal and changes of accounts ask for a code again when the last is so many minutes old.",
                cy: "Mae allforion, y dyddlyfr a newidiadau i gyfrifon yn gofyn am god eto pan fydd yr olaf yn gymaint â hyn o "
                    + "funudau oed.")),
        .number(
            "dormant-days", \.dormantDays, 7...365,
            about: Text(
                en: "An account that nobody signed in to for so many days is closed until an administrator opens it.",
                cy: "Caeir cyfrif nad oes neb wedi mewngofnodi iddo am gymaint â hyn o ddyddiau, nes bod gweinyddwr yn ei agor."
            )),
        .text(
            "secret-key", \.secretKey, accepts: path,
            about: Text(
                en:
                    "The file of the key that seals second factors and victims’ data, made by “carfan account key”. Keep it apart from the database.",
                cy:
                    "Ffeil yr allwedd sy’n selio’r ail gam a data dioddefwyr, a wneir gan “carfan account key”. Cadwch hi ar wahân i’r gronfa ddata."
            ),
            fits: { !$0.isEmpty }),
        .text(
            "breached-passwords", \.breachedPasswords, accepts: path,
            about: Text(
                en:
                    "A file of breached passwords that new ones are looked up in: SHA-1 hashes in hexadecimal, sorted, one a line, as "
                    + "Have I Been Pwned publishes them.",
                cy:
                    "Ffeil o gyfrineiriau a ddatgelwyd y chwilir am rai newydd ynddi: hashiau SHA-1 hecsadegol, wedi’u trefnu, un ar "
                    + "bob llinell, fel y mae Have I Been Pwned yn eu cyhoeddi."),
            fits: { !$0.isEmpty }),
        .number(
            "connections", \.connections, 1...64,
            about: Text(
                en: "How many connections to the database work at once: on SQLite for reading, two at least; on PostgreSQL for "
                    + "writing, with two more for reading and one that waits for the disk. Requests are answered on their "
                    + "threads.",
                cy: "Faint o gysylltiadau â’r gronfa ddata sy’n gweithio ar yr un pryd: ar SQLite ar gyfer darllen, o leiaf "
                    + "ddau; ar PostgreSQL ar gyfer ysgrifennu, gyda dau arall ar gyfer darllen ac un sy’n aros am y ddisg. "
                    + "Atebir ceisiadau ar eu hedafedd."
            )),
        .number(
            "upload-megabytes", \.uploadMegabytes, 1...1_048_576,
            about: Text(
                en: "The largest file that may be imported in the browser.",
                cy: "Y ffeil fwyaf y gellir ei mewnforio yn y porwr.")),
        .text(
            "journal-key", \.journalKey, accepts: path,
            about: Text(
                en: "The file of keys that the journal’s checkpoints are signed with. Keep it apart from the database. "
                    + "carfan journal key makes one.",
                cy: "Y ffeil o allweddi y llofnodir pwyntiau gwirio’r dyddlyfr â hi. Cadwch hi ar wahân i’r gronfa ddata. "
                    + "Mae carfan journal key yn creu un."),
            fits: { !$0.isEmpty }),
        .text(
            "journal-witnesses", \.journalWitnesses, accepts: path,
            about: Text(
                en:
                    "A file of the keys of those who witness the journal, one on each line. Their signatures are kept, no others.",
                cy:
                    "Ffeil o allweddi’r rhai sy’n tystio i’r dyddlyfr, un ar bob llinell. Cedwir eu llofnodion hwy, a neb arall."
            ),
            fits: { !$0.isEmpty }),
        .text(
            "contact", \.contact,
            accepts: Text(en: "a line of up to 200 characters", cy: "llinell o hyd at 200 o nodau"),
            about: Text(
                en: "Whom people ask for help or another format, as open pages show it: a name, an address, a number.",
                cy:
                    "Pwy y mae pobl yn gofyn am gymorth neu fformat arall, fel y dangosir ar dudalennau agored: enw, cyfeiriad, rhif."
            ),
            fits: { !$0.isEmpty && $0.count <= 200 && !$0.contains(where: \.isNewline) }),
        logLevel,
    ]

    public static func find(_ name: String) -> ConfigOption? { all.first { $0.name == name } }

    private static let path = Text(en: "the path of a file", cy: "llwybr ffeil")

    private static let database = ConfigOption(
        name: "database",
        accepts: Text(
            en: "sqlite:PATH or a postgres:// address", cy: "sqlite:LLWYBR neu gyfeiriad postgres://"),
        about: Text(
            en: "Where the data is. A postgres:// address may name several hosts and any option that libpq knows.",
            cy: "Ble mae’r data. Gall cyfeiriad postgres:// enwi sawl gwesteiwr ac unrhyw opsiwn y mae libpq yn ei adnabod."),
        isSecret: true,
        set: { config, value in
            guard DatabaseAddress(value) != nil else { return false }
            config.database = value
            return true
        },
        shown: { DatabaseAddress.masked($0.database) })

    private static let secondFactor = ConfigOption(
        name: "second-factor",
        accepts: Text(en: "required or off", cy: "required neu off"),
        about: Text(
            en:
                "Whether signing in asks for a code from an app after the password. With “off” a stolen password opens an account. "
                + "Off is accepted only on this machine: without --origin, and with a --host such as 127.0.0.1.",
            cy:
                "A yw mewngofnodi yn gofyn am god o ap ar ôl y cyfrinair. Gydag “off” mae cyfrinair wedi’i ddwyn yn agor cyfrif. "
                + "Derbynnir off ar y peiriant hwn yn unig: heb --origin, a chyda --host megis 127.0.0.1."
        ),
        isSecret: false,
        set: { config, value in
            guard let rule = SecondFactorRule(rawValue: value) else { return false }
            config.secondFactor = rule
            return true
        },
        shown: { $0.secondFactor.rawValue })

    private static let clientAddress = ConfigOption(
        name: "client-address",
        accepts: Text(en: "connection or forwarded", cy: "connection neu forwarded"),
        about: Text(
            en: "Where the address of who signs in is read, to count wrong attempts by it: the connection, or the last of "
                + "X-Forwarded-For, for a proxy of yours that sets it.",
            cy:
                "Ble y darllenir cyfeiriad y sawl sy’n mewngofnodi, i gyfrif cynigion anghywir yn ei ôl: y cysylltiad, neu’r olaf "
                + "yn X-Forwarded-For, ar gyfer dirprwy o’ch eiddo sy’n ei osod."),
        isSecret: false,
        set: { config, value in
            guard let rule = ClientAddressRule(rawValue: value) else { return false }
            config.clientAddress = rule
            return true
        },
        shown: { $0.clientAddress.rawValue })

    private static let logLevel = ConfigOption(
        name: "log-level",
        accepts: Text(
            en: "one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "),
            cy: "un o blith " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")),
        about: Text(
            en: "How much the log tells. It holds no personal data at any level.",
            cy: "Faint mae’r log yn ei ddweud. Nid yw’n dal data personol ar unrhyw lefel."),
        isSecret: false,
        set: { config, value in
            guard let level = Logger.Level(rawValue: value) else { return false }
            config.logLevel = level
            return true
        },
        shown: { $0.logLevel.rawValue })

    @Sendable private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = text.firstRange(of: "://"), ["http", "https"].contains(text[..<scheme.lowerBound]) else {
            return false
        }
        let host = text[scheme.upperBound...]
        return !host.isEmpty && !host.contains { "/?# @".contains($0) }
    }
}
