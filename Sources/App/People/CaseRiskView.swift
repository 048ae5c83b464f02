import Domain

/// What everybody must know before a visit: risk of serious harm, MAPPA, registers, warning markers.
enum CaseRiskView {
    static func html(_ file: CaseFile) -> HTML {
        var lines: [(Text, HTML)] = [(Text(en: "Risk of serious harm", cy: "Risg o niwed difrifol"), rosh(file))]
        if let mappa = file.orders.first(where: { !$0.mappaCategory.isEmpty }) {
            lines.append((Text(en: "MAPPA", cy: "MAPPA"), self.mappa(mappa)))
        }
        let registers = RiskWords.words(file.orders.first { !$0.registers.isEmpty }?.registers ?? "", RiskWords.registers)
        if !registers.isEmpty {
            lines.append((Text(en: "Probation registers", cy: "Cofrestrau’r gwasanaeth prawf"), list(registers)))
        }
        let markers = RiskWords.words(file.records.map(\.markers).joined(separator: "|"), RiskWords.markers)
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
        let colour: Tag.Colour = order.rosh.hasSuffix("High") ? .red : order.rosh == "Medium" ? .amber : .grey
        return """
            \(Badge.html(CaseWords.word(order.rosh, RiskWords.rosh), colour)) <span class="hint">\(Text(
                en: "probation, with the \(OffenceWords.order(order.type).en) of \(order.start.words.en)",
                cy: "y gwasanaeth prawf, gyda’r \(OffenceWords.order(order.type).cy) o \(order.start.words.cy)"))</span>
            """
    }

    private static func mappa(_ order: CaseOrder) -> HTML {
        let (category, level) = (digits(order.mappaCategory), digits(order.mappaLevel))
        let words = Text(en: "category \(category)", cy: "categori \(category)")
        guard !level.isEmpty else { return Badge.html(words, .purple) }
        return Badge.html(words + Text(en: ", level \(level)", cy: ", lefel \(level)"), .purple)
    }

    /// `M2` is category 2.
    private static func digits(_ code: String) -> String {
        code.first == "M" ? String(code.dropFirst()) : code
    }

    private static func list(_ words: [Text]) -> HTML {
        "\(Text.joined(words, separator: " · "))"
    }
}
