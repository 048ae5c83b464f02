import Domain
public import Logging

/// How this Carfan is set up. Arguments win over the environment, which wins over the file.
public struct Config: Sendable, Equatable {
    /// `sqlite:PATH`, or a `postgres://` address with any options libpq knows.
    public var database = "sqlite:carfan.sqlite"
    public var host = "127.0.0.1"
    /// 0 lets the system choose one.
    public var port = 8080
    /// The address people use, when a proxy stands before Carfan: `https://carfan.example`.
    public var origin = ""
    public var tlsCertificate = ""
    public var tlsKey = ""
    public var idleMinutes = 30
    public var sessionHours = 12
    /// How old a proof of who somebody is may be for acts that need a fresh one.
    public var stepUpMinutes = 10
    /// Whether a password alone signs in.
    public var secondFactor = SecondFactorRule.required
    /// Where the address of somebody who signs in is read, to count wrong attempts by it.
    public var clientAddress = ClientAddressRule.connection
    /// Days without a sign-in after which an account is closed until an administrator opens it.
    public var dormantDays = 60
    /// The file of the keys that seal second factors; never in the database's place.
    public var secretKey = ""
    /// A file of breached passwords' hashes that new passwords are looked up in; none are without.
    public var breachedPasswords = ""
    public var connections = 4
    /// The largest file that a browser may send.
    public var uploadMegabytes = 2048
    /// The file of keys that the journal's checkpoints are signed with; none are signed without.
    public var journalKey = ""
    /// The file of the witnesses' keys; no other signature is taken in.
    public var journalWitnesses = ""
    /// Whom people ask for help or another format, as shown on open pages: a name, an address, a telephone number.
    public var contact = ""
    public var logLevel = Logger.Level.notice

    public init() {}

    /// Where people find Carfan: the origin, else what it listens on; nil when it listens on every address, or on a port that the
    /// system chooses.
    var address: String? {
        guard origin.isEmpty else { return origin }
        guard !["0.0.0.0", "::", "[::]", "*"].contains(host), port != 0 else { return nil }
        let named = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        return "\(tlsCertificate.isEmpty ? "http" : "https")://\(named):\(port)"
    }

    /// Nobody but this machine is answered: it listens on the loopback, and there is no proxy before it.
    var answersOnlyHere: Bool {
        origin.isEmpty && (["::1", "[::1]", "localhost"].contains(host) || host.hasPrefix("127."))
    }

    /// Cookies are marked Secure, and named `__Host-`, when people come by TLS.
    public var isSecure: Bool { !tlsCertificate.isEmpty || origin.hasPrefix("https://") }
}

/// Whether people sign in with a code from their own device as well as their password.
public enum SecondFactorRule: String, Sendable, CaseIterable {
    case required, off

    /// What is said wherever it is off.
    static let warning = Text(
        en: "second-factor is off: a password alone opens an account.",
        cy: "Mae second-factor ar off: mae cyfrinair yn unig yn agor cyfrif.")
}
