import Domain

extension HTML {
    /// Things that stand in the order of their names, which is another in each language.
    static func ordered<Item>(_ items: [Item], by name: (Item) -> Text, _ html: ([Item]) -> HTML) -> HTML {
        HTML(en: html(items.inOrder(.english, by: name)), cy: html(items.inOrder(.welsh, by: name)))
    }

    /// By the names of areas; people of no known area come last.
    static func byArea<Item>(_ items: [Item], _ area: (Item) -> Area, _ html: ([Item]) -> HTML) -> HTML {
        let unknown = items.filter { area($0) == .wales }
        return ordered(items.filter { area($0) != .wales }, by: { area($0).name }) { html($0 + unknown) }
    }
}
