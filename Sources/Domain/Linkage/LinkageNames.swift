/// Names as they are compared.
enum LinkageNames {
    /// The first forename and the one after it. A hyphen joins (`Lisa-Marie` is one), a blank parts; a particle belongs to
    /// what follows, for a family name may stand in the wrong column.
    static func given(_ cell: String) -> (first: String, second: String) {
        var words = cell.split(separator: " ").map { NameFolding.folded(String($0)) }.filter { !$0.isEmpty }
        guard !words.isEmpty, !LinkagePlaceholders.name(words.joined(separator: " ")) else { return ("", "") }
        let joined = words.count > 1 ? NameFolding.joiningParticle(words[0] + " " + words[1]) : words[0]
        if !joined.utf8.contains(32), words.count > 1 { words.replaceSubrange(0...1, with: [joined]) }
        return (words[0], words.count > 1 ? words[1] : "")
    }

    /// The whole family name, its particle joined: `ap Rhys` is `aprhys`.
    static func family(_ cell: String) -> String {
        let folded = NameFolding.folded(cell)
        return LinkagePlaceholders.name(folded) ? "" : NameFolding.joiningParticle(folded)
    }
}
