import Domain

/// The other names that a record gives somebody: names in parts, which records are matched by, and nicknames, which are only
/// shown and searched. Stored one a line: `family|given`, or `||nickname`.
struct Aliases: Sendable, Equatable {
    var names: [PersonName] = []
    var nicknames: [String] = []

    init(names: [PersonName] = [], nicknames: [String] = []) {
        self.names = names
        self.nicknames = nicknames
    }

    init(_ received: [ReceivedAlias]) {
        self.init(names: received.compactMap(\.name), nicknames: received.compactMap(\.nickname))
    }

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            if parts.count == 3 {
                nicknames.append(parts[2])
            } else {
                names.append(PersonName(family: parts[0], forenames: parts.count > 1 ? parts[1] : ""))
            }
        }
    }

    var text: String {
        let lines =
            names.map { "\(Aliases.clean($0.family))|\(Aliases.clean($0.given))" }
            + nicknames.map { "||\(Aliases.clean($0))" }
        return lines.joined(separator: "\n")
    }

    private static func clean(_ text: String) -> String {
        String(text.map { $0 == "|" || $0.isNewline ? " " : $0 })
    }

    /// What a search finds the person by.
    var searched: [(family: String, given: String)] {
        names.map { ($0.family, $0.given) } + nicknames.map { ("", $0) }
    }

    /// `Rhys, Dai`, then `“Boz”`.
    var shown: [String] { names.map(\.familyFirst) + nicknames.map { "“\($0)”" } }
}
