import Domain

/// Signing in and out.
struct SignInPages: Sendable {
    let site: Site

    var routes: [Route] { [] }

    /// The sign-in page for somebody who asked for another page first.
    static func needed(_ visit: Visit) -> Answer {
        .redirect("/sign-in")
    }
}
