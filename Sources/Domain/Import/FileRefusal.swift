/// Why a whole file is refused before its first row.
public enum FileRefusal: Refusal, Hashable {
    case empty
    case notText(ForeignFile)
    case wrongHeader(HeaderMismatch)

    public var message: Text {
        switch self {
        case .empty:
            Text(
                en: "The file is empty. Export it again, with its header",
                cy: "Mae’r ffeil yn wag. Allforiwch hi eto, gyda’i phennawd")
        case .notText(let kind): kind.message
        case .wrongHeader(let mismatch): mismatch.message
        }
    }
}

/// How the header of a file differs from what its profile expects, and whose file it looks like instead.
public struct HeaderMismatch: Sendable, Hashable {
    public let profile: ImportProfile
    public let missing: [String]
    public let unexpected: [String]
    public let repeated: [String]
    /// The profile whose header it is.
    public let fits: ImportProfile?

    /// nil when the header is the profile's, in whatever order.
    init?(_ profile: ImportProfile, found: [String], others: [ImportProfile]) {
        let expected = profile.headers.map(\.trimmed)
        let known = Set(expected)
        var seen: Set<String> = []
        missing = expected.filter { !found.contains($0) }
        repeated = found.filter { !seen.insert($0).inserted }
        unexpected = found.filter { !known.contains($0) }
        guard !(missing.isEmpty && unexpected.isEmpty && repeated.isEmpty) else { return nil }
        self.profile = profile
        fits = others.first { HeaderMismatch.fits($0, found, writtenWith: profile.delimiter) }
    }

    private static func fits(_ profile: ImportProfile, _ found: [String], writtenWith delimiter: Delimiter) -> Bool {
        Set(profile.headers.map(\.trimmed)) == Set(resplit(found, from: delimiter, to: profile.delimiter))
    }

    /// A header read with the wrong delimiter is put together and taken apart again.
    private static func resplit(_ found: [String], from: Delimiter, to: Delimiter) -> [String] {
        guard from != to else { return found }
        let line = found.joined(separator: String(decoding: [from.byte], as: UTF8.self))
        var reader = DelimitedReader(encoding: .utf8, delimiter: to)
        let records = reader.read(Array(line.utf8)) + reader.finish()
        return records.first?.fields.map(\.trimmed) ?? []
    }

    public var message: Text {
        var parts = [
            Text(
                en: "The columns are not those of the profile “\(profile.name.en)”",
                cy: "Nid colofnau’r proffil “\(profile.name.cy)” yw’r rhain")
        ]
        if !missing.isEmpty {
            parts.append(Text(en: "missing: \(HeaderMismatch.list(missing))", cy: "ar goll: \(HeaderMismatch.list(missing))"))
        }
        if !unexpected.isEmpty {
            let list = HeaderMismatch.list(unexpected)
            parts.append(Text(en: "not expected: \(list)", cy: "heb eu disgwyl: \(list)"))
        }
        if !repeated.isEmpty {
            let list = HeaderMismatch.list(repeated)
            parts.append(Text(en: "more than once: \(list)", cy: "fwy nag unwaith: \(list)"))
        }
        if let fits {
            parts.append(
                Text(
                    en: "This looks like a file of “\(fits.name.en)”: choose that profile",
                    cy: "Mae hon yn edrych fel ffeil “\(fits.name.cy)”: dewiswch y proffil hwnnw"))
        } else {
            parts.append(
                Text(
                    en: "Choose the right profile, or adapt a copy of this one",
                    cy: "Dewiswch y proffil cywir, neu addaswch gopi o’r un hwn"))
        }
        return Text.joined(parts, separator: ". ")
    }

    /// At most twenty headers of at most sixty characters: the file may hold anything.
    private static func list(_ headers: [String]) -> String {
        let shown = headers.prefix(20).map { "“\(String($0.prefix(60)))”" }.joined(separator: ", ")
        return headers.count > 20 ? shown + ", …" : shown
    }
}
