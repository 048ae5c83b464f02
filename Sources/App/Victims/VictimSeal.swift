import Domain

/// Seals what the tables of victims hold.
struct VictimSeal: Sendable {
    private let keys: SecretKeys

    /// nil without a secret key: then nothing is stored.
    init?(_ site: Site) {
        guard let keys = site.keys, keys.areKept else { return nil }
        self.keys = keys.derived(for: "carfan/victims/1")
    }

    func seal(_ text: String, for owner: String) throws -> [UInt8] {
        try keys.seal(Array(text.utf8), for: owner)
    }

    /// nil when the key that sealed it is not there, or it was sealed for something else.
    func open(_ sealed: [UInt8], for owner: String) -> String? {
        (try? keys.open(sealed, for: owner)).flatMap { String(validating: $0, as: UTF8.self) }
    }
}

extension VictimContact {
    var json: String {
        var json = JSONText()
        json.object { json in
            json.field("name", name)
            json.field("event", event)
            json.field("choice", choice.rawValue)
            json.list("told", told.map(\.rawValue).sorted()) { json, code in json.value(code) }
            json.field("wishes", wishes)
            json.field("safe_contact", safeContact)
        }
        return json.text
    }

    init?(json: String) {
        guard let value = JSONValue(json), let name = value["name"]?.text, let event = value["event"]?.text,
            let choice = value["choice"]?.text.flatMap(VictimChoice.init), let wishes = value["wishes"]?.text,
            let safe = value["safe_contact"]?.text
        else { return nil }
        let told = Set((value["told"]?.items ?? []).compactMap { $0.text.flatMap(VictimNews.init) })
        self.init(name: name, event: event, choice: choice, told: told, wishes: wishes, safeContact: safe)
    }
}

extension Involvement {
    var json: String {
        var json = JSONText()
        json.object { json in
            json.field("category", category.rawValue)
            json.field("event", event)
            json.field("source", source)
            json.field("from", from)
            json.field("to", to)
        }
        return json.text
    }

    init?(json: String) {
        guard let value = JSONValue(json), let category = value["category"]?.text.flatMap(InvolvementCategory.init),
            let event = value["event"]?.text, let source = value["source"]?.text,
            let from = value["from"]?.text.flatMap(Day.init(iso:))
        else { return nil }
        self.init(category: category, event: event, source: source, from: from, to: value["to"]?.text.flatMap(Day.init(iso:)))
    }
}
