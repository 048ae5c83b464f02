import Domain

/// What some files hold and was not read, or not as it stands.
struct LinkageFilesRead: Sendable {
    /// Columns of numbers beyond the fourth.
    var passedOver: [String] = []
    /// Columns of which nobody knows what they hold.
    var unread: [String] = []
    /// Rows with cells that were not UTF-8.
    var foreignRows = 0
    /// Cells of births that are no dates.
    var undated = 0

    var lines: [Text] {
        var lines: [Text] = []
        if !passedOver.isEmpty {
            let names = passedOver.joined(separator: ", ")
            lines.append(
                Text(
                    en: "Only four columns of numbers are compared; not compared: \(names).",
                    cy: "Dim ond pedair colofn o rifau a gymharir; heb eu cymharu: \(names)."))
        }
        if !unread.isEmpty {
            let names = unread.joined(separator: ", ")
            lines.append(
                Text(
                    en: "Columns that were not read: \(names). Say with --columns what they hold.",
                    cy: "Colofnau nas darllenwyd: \(names). Dywedwch â --columns beth sydd ynddynt."))
        }
        if undated > 0 {
            lines.append(
                Text(
                    en: "\(grouped(undated)) dates of birth could not be read as dates and were not compared.",
                    cy: "Ni ellid darllen \(grouped(undated)) dyddiad geni fel dyddiadau, ac ni chymharwyd hwy."))
        }
        if foreignRows > 0 {
            lines.append(
                Text(
                    en: "\(grouped(foreignRows)) rows were not in UTF-8: they were read as Windows-1252.",
                    cy: "Nid oedd \(grouped(foreignRows)) rhes mewn UTF-8: darllenwyd hwy fel Windows-1252."))
        }
        return lines
    }
}
