import Domain

/// The second level of navigation around what decides: the rules, and the model that links records.
enum SettingsNavigation {
    enum Part: Sendable {
        case rules, linkage
    }

    static func html(_ current: Part) -> HTML {
        SubNavigation.html(
            Text(en: "Rules and model", cy: "Rheolau a model"),
            [
                (Text(en: "Rules and bands", cy: "Rheolau a bandiau"), "/settings", current == .rules),
                (LinkageViews.title, "/linkage", current == .linkage),
            ])
    }
}
