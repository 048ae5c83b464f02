import Domain

/// The link by which an officer sets a password: shown once, works once.
struct OneTimeLink: Sendable {
    let token: OpaqueToken
    let expiresAt: Instant

    static func fresh(_ site: Site) -> OneTimeLink {
        OneTimeLink(token: .fresh(), expiresAt: site.clock().adding(seconds: AccountStore.linkSeconds))
    }

    var path: Path { "/welcome/\(token.text)" }

    /// For a message to the officer: the whole address, as far as the configuration tells where people find Carfan. What a browser
    /// says of that is not asked: anybody can send it.
    func address(_ config: Config) -> String { (config.address ?? "") + path.text }

    /// What is to be done with a link that is only a path.
    static func hint(_ config: Config) -> Text? {
        guard config.address == nil else { return nil }
        return Text(
            en: "Put the address that people use before it. The setting CARFAN_ORIGIN does this for you.",
            cy: "Rhowch y cyfeiriad y mae pobl yn ei ddefnyddio o’i flaen. Mae’r gosodiad CARFAN_ORIGIN yn gwneud hyn drosoch.")
    }
}
