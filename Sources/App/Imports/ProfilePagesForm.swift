import Domain

/// The fields of a form and the draft of a profile, each made from the other.
enum ProfileForm {
    /// One value a line for columns that a profile may join from several, and for code maps.
    static func filled(_ draft: ProfileDraft) -> Form {
        var fields: [(name: String, value: String)] = [
            ("encoding", draft.encoding), ("delimiter", draft.delimiter), ("dates", draft.dates),
            ("alias_form", draft.aliasForm), ("careers", draft.careers), ("ignored", draft.ignored.joined(separator: "\n")),
        ]
        fields += draft.datesOf.map { ("dates_of.\($0.key)", $0.value) }
        fields += draft.columns.map { ("columns.\($0.meaning)", $0.headers.joined(separator: "\n")) }
        fields += draft.separators.map { ("separators.\($0.key)", $0.value) }
        fields += draft.codes.map { key, map in
            ("codes.\(key)", map.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "\n"))
        }
        return Form(fields)
    }

    static func draft(_ reader: inout FormReader, of profile: ImportProfile) -> ProfileDraft {
        let form = reader.form
        var draft = ProfileDraft()
        (draft.agency, draft.kind, draft.version) = (profile.draft.agency, profile.draft.kind, profile.draft.version)
        (draft.encoding, draft.delimiter, draft.dates) = (form["encoding"], form["delimiter"], form["dates"])
        draft.aliasForm = form["alias_form"]
        draft.careers = form["careers"]
        draft.ignored = lines(form.raw("ignored"))
        for meaning in profile.kind.meanings {
            let headers = lines(form.raw("columns.\(meaning.key)"))
            if !headers.isEmpty { draft.columns.append(ProfileDraft.Column(meaning.key, headers)) }
            let pattern = form["dates_of.\(meaning.key)"]
            if meaning.isDate, !pattern.isEmpty { draft.datesOf[meaning.key] = pattern }
            let separator = form.raw("separators.\(meaning.key)")
            if meaning.takesSeparator, !separator.isEmpty { draft.separators[meaning.key] = separator }
            if meaning.codes != nil { draft.codes[meaning.key] = codes(meaning, &reader) }
        }
        return draft
    }

    private static func codes(_ meaning: ColumnMeaning, _ reader: inout FormReader) -> [String: String]? {
        let field = "codes.\(meaning.key)"
        var map: [String: String] = [:]
        for line in lines(reader.form.raw(field)) {
            guard let sign = line.lastIndex(of: "=") else {
                reader.problem(
                    field,
                    Text(
                        en: "Write what stands in the file, “=”, and Carfan’s value, on a line for each: “\(line.prefix(60))”",
                        cy:
                            "Ysgrifennwch yr hyn sydd yn y ffeil, “=”, a gwerth Carfan, ar linell i bob un: “\(line.prefix(60))”"
                    ))
                continue
            }
            map[String(line[..<sign]).trimmed] = String(line[line.index(after: sign)...]).trimmed
        }
        return map.isEmpty ? nil : map
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Each problem at a field that the page has.
    static func placed(_ problems: [Problem], _ profile: ImportProfile) -> [Problem] {
        problems.map { problem in
            let parts = problem.field.split(separator: ".").map(String.init)
            if parts.first == "codes", parts.count > 2 { return Problem("codes.\(parts[1])", named(problem)) }
            let first = profile.kind.meanings.first.map { "columns.\($0.key)" } ?? "encoding"
            return problem.field == "columns" ? Problem(first, problem.message) : problem
        }
    }

    /// The message with the part of the profile that it is about.
    static func named(_ problem: Problem) -> Text {
        problem.field.isEmpty ? problem.message : Text(same: "\(problem.field): ") + problem.message
    }
}

extension Form {
    func adding(_ more: [(name: String, value: String)]) -> Form { Form(fields + more) }
}
