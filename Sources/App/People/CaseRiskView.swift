import Domain

/// What everybody must know before a visit: risk of serious harm, MAPPA, registers, warning markers.
enum CaseRiskView {
    static func html(_ file: CaseFile) -> HTML {
        var lines: [(Text, HTML)] = [(Text(en: "Risk of serious harm", cy: "Risg o niwed difrifol"), rosh(file))]
        if let mappa = file.orders.first(where: { !$0.mappaCategory.isEmpty }) {
            lines.append((Text(en: "MAPPA", cy: "MAPPA"), self.mappa(mappa)))
        }
        let registers = RecordWords.registers(file.orders.first { !$0.registers.isEmpty }?.registers ?? "")
        if !registers.isEmpty {
            lines.append((Text(en: "Probation registers", cy: "Cofrestrau’r gwasanaeth prawf"), list(registers)))
        }
        let markers = RecordWords.markers(file.records.map(\.markers).joined(separator: " "))
        if !markers.isEmpty {
            let badges: [HTML] = markers.map { "\(Badge.html($0)) " }
            lines.append((Text(en: "Police warning markers", cy: "Marcwyr rhybudd yr heddlu"), HTML.joined(badges)))
        }
        return """
            <section class="risk-banner" aria-labelledby="risk"><h2 id="risk">\(Text(en: "Risk", cy: "Risg"))</h2>\
            \(SummaryList.html(lines))</section>
            """
    }

    private static func rosh(_ file: CaseFile) -> HTML {
        guard let order = file.orders.first(where: { !$0.rosh.isEmpty }) else {
            return "\(Text(en: "not assessed by probation", cy: "heb ei asesu gan y gwasanaeth prawf"))"
        }
        let level = RiskOfHarm(rawValue: order.rosh)
        let colour: Tag.Colour =
            switch level {
            case .veryHigh, .high: .red
            case .medium: .amber
            case .low, nil: .grey
            }
        let (kind, day) = (RecordWords.order(order.type), order.start.words)
        // Which order it is belongs to another part.
        let source =
            file.isOpen(.offences)
            ? Text(en: "probation, with the \(kind.en) of \(day.en)", cy: "y gwasanaeth prawf, gyda’r \(kind.cy) o \(day.cy)")
            : Text(en: "probation", cy: "y gwasanaeth prawf")
        return """
            \(Badge.html(level?.name ?? Text(same: order.rosh), colour)) <span class="hint">\(source)</span>
            """
    }

    private static func mappa(_ order: CaseOrder) -> HTML {
        let (category, level) = (order.mappaCategory, order.mappaLevel)
        let words = Text(en: "category \(category)", cy: "categori \(category)")
        guard !level.isEmpty else { return Badge.html(words, .purple) }
        return Badge.html(words + Text(en: ", level \(level)", cy: ", lefel \(level)"), .purple)
    }

    private static func list(_ words: [Text]) -> HTML {
        "\(Text.joined(words, separator: " · "))"
    }
}
