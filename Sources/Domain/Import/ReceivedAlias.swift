/// Another name that a record gives somebody: a name in parts, a nickname, or both.
public struct ReceivedAlias: Sendable, Hashable {
    public let text: String
    public let name: PersonName?
    public let nickname: String?

    init(_ text: String, form: AliasForm) {
        self.text = text
        let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
        guard pieces.count >= 3 else {
            name = ReceivedAlias.name(text, form)
            nickname = nil
            return
        }
        nickname = String(pieces[1]).trimmed.ifAny
        let rest = (String(pieces[0]) + " " + pieces[2...].joined(separator: " ")).trimmed
        name = rest.lowercased() == "the" ? nil : ReceivedAlias.name(rest, form)
    }

    private static func name(_ text: String, _ form: AliasForm) -> PersonName? {
        switch form {
        case .forenameFirst: PersonName(forenameFirst: text)
        case .surnameFirst: PersonName(familyFirst: text)
        }
    }
}
