import Domain

/// The link by which an officer sets a password: shown once, works once.
struct OneTimeLink: Sendable {
    let token: OpaqueToken
    let expiresAt: Instant

    static func fresh(_ site: Site) -> OneTimeLink {
        OneTimeLink(token: .fresh(), expiresAt: site.clock().adding(seconds: AccountStore.linkSeconds))
    }

    var path: Path { "/welcome/\(token.text)" }

    /// The whole address, for a message to the officer.
    func address(_ config: Config) -> String {
        let own = "\(config.isSecure ? "https" : "http")://\(config.host):\(config.port)"
        return (config.origin.isEmpty ? own : config.origin) + path.text
    }
}
