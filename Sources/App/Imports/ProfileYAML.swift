public import Domain
import Yams

/// Takes a draft of a profile out of YAML. Every scalar counts as text, so that `NO` and `0` stay what they are.
struct ProfileYAML {
    private let mapping: Node.Mapping
    private(set) var problems: [Problem] = []

    init(_ mapping: Node.Mapping) {
        self.mapping = mapping
    }

    static let unreadable = Text(
        en: "This cannot be read as YAML with a name and a value on each line",
        cy: "Ni ellir darllen hwn fel YAML gydag enw a gwerth ar bob llinell")

    private static let keys: Set<String> = [
        "agency", "kind", "version", "encoding", "delimiter", "dates", "dates_of", "columns", "ignored", "alias_form",
        "separators", "codes", "careers",
    ]

    mutating func draft() -> ProfileDraft {
        for (key, _) in mapping where !ProfileYAML.keys.contains(key.string ?? "") {
            let name = key.string ?? ""
            report(name, Text(en: "“\(name)” is no part of a profile", cy: "Nid yw “\(name)” yn rhan o broffil"))
        }
        var draft = ProfileDraft()
        draft.agency = text("agency", draft.agency)
        draft.kind = text("kind", draft.kind)
        draft.version = text("version", draft.version)
        draft.encoding = text("encoding", draft.encoding)
        draft.delimiter = text("delimiter", draft.delimiter)
        draft.dates = text("dates", draft.dates)
        draft.aliasForm = text("alias_form", draft.aliasForm)
        draft.careers = text("careers", draft.careers)
        draft.datesOf = texts("dates_of", mapping["dates_of"])
        draft.separators = texts("separators", mapping["separators"])
        draft.ignored = mapping["ignored"].map { list("ignored", $0) } ?? []
        draft.columns = pairs("columns", mapping["columns"]).map { key, node in
            ProfileDraft.Column(key, list("columns.\(key)", node))
        }
        for (key, node) in pairs("codes", mapping["codes"]) { draft.codes[key] = texts("codes.\(key)", node) }
        return draft
    }

    private mutating func report(_ field: String, _ message: Text) {
        problems.append(Problem(field, message))
    }

    private mutating func text(_ key: String, _ absent: String) -> String {
        guard let node = mapping[key] else { return absent }
        if let text = node.scalar?.string { return text }
        report(key, Text(en: "Write one value here", cy: "Ysgrifennwch un gwerth yma"))
        return absent
    }

    private mutating func list(_ field: String, _ node: Node) -> [String] {
        if let text = node.scalar?.string { return [text] }
        let texts = node.sequence?.compactMap(\.scalar?.string)
        if let texts, texts.count == node.sequence?.count { return texts }
        report(field, Text(en: "Write a header, or a list of headers", cy: "Ysgrifennwch bennawd, neu restr o benawdau"))
        return []
    }

    private mutating func pairs(_ field: String, _ node: Node?) -> [(String, Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            report(field, Text(en: "Write names with a value each", cy: "Ysgrifennwch enwau â gwerth i bob un"))
            return []
        }
        return mapping.map { ($0.key.string ?? "", $0.value) }
    }

    private mutating func texts(_ field: String, _ node: Node?) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in pairs(field, node) {
            if let text = value.scalar?.string {
                texts[key] = text
            } else {
                report("\(field).\(key)", Text(en: "Write one value here", cy: "Ysgrifennwch un gwerth yma"))
            }
        }
        return texts
    }
}

extension ProfileFiles {
    /// The draft as YAML, for keeping and for changing by hand; `draft` reads it back.
    public static func yaml(_ draft: ProfileDraft) throws -> String {
        func scalar(_ text: String) -> Node { Node(text, Yams.Tag(.str)) }
        func texts(_ map: [String: String]) -> Node {
            Node(map.sorted { $0.key < $1.key }.map { (scalar($0.key), scalar($0.value)) })
        }
        var pairs: [(String, Node)] = [
            ("agency", scalar(draft.agency)), ("kind", scalar(draft.kind)), ("version", scalar(draft.version)),
            ("encoding", scalar(draft.encoding)), ("delimiter", scalar(draft.delimiter)), ("dates", scalar(draft.dates)),
            ("dates_of", texts(draft.datesOf)),
            (
                "columns",
                Node(
                    draft.columns.map { column in
                        let headers = column.headers.map(scalar)
                        return (scalar(column.meaning), headers.count == 1 ? headers[0] : Node(headers))
                    })
            ),
            ("separators", texts(draft.separators)),
            ("codes", Node(draft.codes.sorted { $0.key < $1.key }.map { (scalar($0.key), texts($0.value)) })),
        ]
        if !draft.aliasForm.isEmpty { pairs.append(("alias_form", scalar(draft.aliasForm))) }
        if !draft.careers.isEmpty { pairs.append(("careers", scalar(draft.careers))) }
        if !draft.ignored.isEmpty { pairs.append(("ignored", Node(draft.ignored.map(scalar)))) }
        return try Yams.serialize(node: Node(pairs.map { (scalar($0.0), $0.1) }), width: 120, allowUnicode: true)
    }
}
