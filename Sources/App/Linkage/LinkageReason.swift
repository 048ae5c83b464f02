import Domain

/// Why records were read or joined by the model, as the journal says it.
enum LinkageReason: String, Sendable, CaseIterable {
    case training = "linkage-training"
    case check = "linkage-check"
    case quality = "linkage-quality"
    case find = "linkage-find"

    var label: Text {
        switch self {
        case .training: Text(en: "To learn a linking model", cy: "I ddysgu model cysylltu")
        case .check: Text(en: "Full run of the linking model", cy: "Rhediad llawn o’r model cysylltu")
        case .find: Text(en: "To see who of a file is known", cy: "I weld pwy mewn ffeil sy’n hysbys")
        case .quality: Text(en: "To see how good the linking model is", cy: "I weld pa mor dda yw’r model cysylltu")
        }
    }
}
