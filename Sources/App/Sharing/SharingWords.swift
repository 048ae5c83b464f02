import Domain

/// Names that the pages of sharing have in common.
enum SharingWords {
    /// Parts in the order of the case.
    static func parts(_ parts: Set<CasePart>) -> Text {
        Text.joined(CasePart.allCases.filter(parts.contains).map(\.name))
    }

    /// A gateway to choose, with how sure its source is.
    static func option(_ gateway: Gateway) -> Option {
        let doubt =
            gateway.isConfirmed ? Text(same: "") : Text(en: " – to be confirmed by counsel", cy: " – i’w gadarnhau gan gwnsler")
        return Option(value: gateway.rawValue, label: gateway.name, hint: Text(same: gateway.source) + doubt)
    }

    static func gateway(_ allowed: AllowedGateway) -> Option {
        let notes = Text.joined(allowed.notes, separator: " ")
        let needs = GatewayNeed.allCases.filter(allowed.needs.contains).map(need)
        let all = needs.isEmpty ? notes : notes + Text(same: " ") + Text.joined(needs, separator: " ")
        let doubt =
            allowed.gateway.isConfirmed
            ? Text(same: "") : Text(en: " To be confirmed by counsel.", cy: " I’w gadarnhau gan gwnsler.")
        return Option(value: allowed.gateway.rawValue, label: allowed.gateway.name, hint: all + doubt)
    }

    private static func need(_ need: GatewayNeed) -> Text {
        switch need {
        case .authoriser: Text(en: "Needs a clinician who authorises it.", cy: "Mae angen clinigydd sy’n ei awdurdodi.")
        case .vettedWorker: Text(en: "Needs a named worker who was vetted.", cy: "Mae angen gweithiwr a enwir ac a fetiwyd.")
        }
    }

    /// `Carys Pritchard, Gwent Police`; the agency alone where no officer is named.
    static func whom(_ name: String, _ agency: String) -> Text {
        name.isEmpty ? Agency.name(of: agency) : Text(same: "\(name), ") + Agency.name(of: agency)
    }
}

/// The second level of navigation around sharing.
enum SharingNavigation {
    enum Part: Sendable {
        case shares, agreements, register
    }

    static func html(_ visit: Visit, _ current: Part) -> HTML? {
        guard let role = visit.signedIn?.officer.role else { return nil }
        var items: [(Text, Path, Bool)] = []
        if role.opensCases {
            items.append(
                (ShareInboxView.title, "/shares", current == .shares))
        }
        if AgreementPages.readers.contains(role) {
            items.append((Text(en: "Agreements", cy: "Cytundebau"), "/agreements", current == .agreements))
        }
        if RegisterPages.readers.contains(role) {
            items.append((Text(en: "Disclosure register", cy: "Cofrestr datgeliadau"), "/register", current == .register))
        }
        guard items.count > 1 else { return nil }
        return SubNavigation.html(Text(en: "Sharing", cy: "Rhannu"), items)
    }
}
