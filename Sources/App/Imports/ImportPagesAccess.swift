import Domain

/// Which agencies' files a coordinator may take in and look into: those of their areas. A file of the whole of Wales shows people
/// of every area, so it needs a coordinator of all of Wales.
enum FileAccess {
    static func covers(_ officer: Officer, _ agency: Agency?) -> Bool {
        guard officer.role == .coordinator, let agency else { return false }
        return officer.areas.contains(.wales) || officer.areas.contains(agency.area)
    }

    static func covers(_ officer: Officer, _ file: ImportFile) -> Bool {
        covers(officer, agency(of: file))
    }

    static func agency(of file: ImportFile) -> Agency? {
        file.profile.split(separator: "/").first.flatMap { Agency.find(String($0)) }
    }

    /// Whom to ask about a file that is not open to one.
    static let ask = Text(en: "a coordinator of that area, or of all of Wales", cy: "gydlynydd yr ardal honno, neu Gymru gyfan")
}

extension ImportFile {
    /// `Gwent Police: nominals`
    var profileName: Text {
        let kind = profile.split(separator: "/").last.flatMap { ImportKind(rawValue: String($0)) }
        guard let agency = FileAccess.agency(of: self), let kind else { return Text(same: profile) }
        return agency.name + Text(same: ": ") + kind.name
    }
}
