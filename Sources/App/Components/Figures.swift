import Domain

/// Numbers worth seeing first: each with what it counts, perhaps a remark, perhaps the way to what is behind it.
enum Figures {
    struct Tile: Sendable {
        let label: Text
        let value: Text
        var note: Text? = nil
        var path: Path? = nil

        init(_ label: Text, _ value: Text, note: Text? = nil, path: Path? = nil) {
            self.label = label
            self.value = value
            self.note = note
            self.path = path
        }

        init(_ label: Text, _ count: Int, note: Text? = nil, path: Path? = nil) {
            self.init(label, Text(same: grouped(count)), note: note, path: path)
        }
    }

    static func html(_ tiles: [Tile]) -> HTML {
        let items: [HTML] = tiles.map { tile in
            let label: HTML = tile.path.map { path -> HTML in "<a href=\"\(path)\">\(tile.label)</a>" } ?? "\(tile.label)"
            let note: HTML? = tile.note.map { "<dd class=\"hint\">\($0)</dd>" }
            return "<div><dt>\(label)</dt><dd class=\"figure\">\(tile.value)</dd>\(note)</div>"
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }
}
