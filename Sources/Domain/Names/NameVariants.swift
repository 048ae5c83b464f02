/// Names that may stand for one another: Welsh and English forms, spellings, short forms.
public enum NameVariants {
    /// The other names that a folded name may stand for: for `dai`, `david` and `dafydd`. Not carried further: `dai` does
    /// not stand for everything that `david` may stand for.
    public static func variants(of folded: String) -> [String] {
        var found: Set<String> = []
        for group in table.groups[folded] ?? [] { found.formUnion(table.lines[group]) }
        found.remove(folded)
        return found.sorted()
    }

    /// One word for all names that variants lead to, near or far: a key for finding, too wide for deciding.
    public static func canonical(_ folded: String) -> String {
        if let whole = table.canonical[folded] { return whole }
        guard folded.utf8.contains(32) else { return folded }
        return folded.split(separator: " ").map { table.canonical[String($0)] ?? String($0) }.joined(separator: " ")
    }

    /// Whether two folded names stand together in one group.
    public static func areVariants(_ left: String, _ right: String) -> Bool {
        guard let mine = table.groups[left], let theirs = table.groups[right] else { return false }
        return mine.contains { theirs.contains($0) }
    }

    /// The numbers of the groups that a folded name stands in.
    static func groups(of folded: String) -> [Int] { table.groups[folded] ?? [] }

    /// The name that a group begins with.
    static func first(of group: Int) -> String { table.lines[group][0] }

    /// Every name of the groups, in order.
    static var all: [String] { table.canonical.keys.sorted() }

    private static let table = Table(groups)

    private struct Table: Sendable {
        var lines: [[String]] = []
        var groups: [String: [Int]] = [:]
        var canonical: [String: String] = [:]

        init(_ text: String) {
            lines = text.split(whereSeparator: { $0 == "\n" || $0 == ";" })
                .map { $0.split(separator: " ").map(String.init) }.filter { $0.count > 1 }
            for (number, line) in lines.enumerated() {
                for name in line { groups[name, default: []].append(number) }
            }
            for line in lines where canonical[line[0]] == nil { spread(line[0]) }
        }

        /// Gives every name that can be reached from `first` the canonical form `first`.
        private mutating func spread(_ first: String) {
            var waiting = [first]
            while let name = waiting.popLast() {
                guard canonical[name] == nil else { continue }
                canonical[name] = first
                for group in groups[name] ?? [] { waiting += lines[group] }
            }
        }
    }
}
