import Domain

/// A plan as a round keeps it: counts without people, and the examples, which are people, in a column of their own.
extension RoundPlan {
    var counts: String {
        var json = JSONText()
        json.object { json in
            json.list("areas", lines.map { ($0.area, $0.line) }) { json, item in
                json.object { json in
                    json.field("area", item.0.rawValue)
                    json.list("kinds", ProposalKind.allCases) { $0.value(Int64(item.1[$1])) }
                    json.list("movements", Movement.allCases) { $0.value(Int64(item.1[$1])) }
                }
            }
        }
        return json.text
    }

    var examplesText: String {
        var json = JSONText()
        json.array(examples) { json, example in
            json.object { json in
                json.field("person", example.person)
                json.field("area", example.area.rawValue)
                json.field("movement", example.movement.rawValue)
                json.field("before", example.before?.rawValue)
                json.field("percent_before", example.percentBefore)
                json.field("now", example.now.rawValue)
                json.field("percent", example.percent)
            }
        }
        return json.text
    }

    /// Reads both back; a round without a plan has an empty one.
    init(counts: String, examples: String) {
        self.init()
        for item in JSONValue(counts)?["areas"]?.items ?? [] {
            guard let area = item["area"]?.text.flatMap({ Area(rawValue: $0) }) else { continue }
            var line = Line()
            for (kind, number) in zip(ProposalKind.allCases, item["kinds"]?.items ?? []) {
                if let count = number.number, count > 0 { line.kinds[kind] = Int(count) }
            }
            for (movement, number) in zip(Movement.allCases, item["movements"]?.items ?? []) {
                if let count = number.number, count > 0 { line.movements[movement] = Int(count) }
            }
            areas[area] = line
        }
        self.examples = (JSONValue(examples)?.items ?? []).compactMap(Example.init)
    }
}

extension RoundPlan.Example {
    fileprivate init?(_ json: JSONValue) {
        guard let person = json["person"]?.number, let area = json["area"]?.text.flatMap({ Area(rawValue: $0) }),
            let movement = json["movement"]?.text.flatMap(Movement.init),
            let now = json["now"]?.text.flatMap(ProposalKind.init)
        else { return nil }
        self.init(
            person: Int64(person), area: area, movement: movement, before: json["before"]?.text.flatMap(ProposalKind.init),
            percentBefore: json["percent_before"]?.number.map { Int($0) }, now: now,
            percent: json["percent"]?.number.map { Int($0) })
    }
}
