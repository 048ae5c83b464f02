import Domain
import Foundation
import Yams

/// The YAML file: one `name: value` a line.
enum ConfigFile {
    /// The path that was asked for, or `carfan.yaml` here when there is one; nil for none.
    static func find(asked: String?, exists: (String) -> Bool) -> String? {
        if let asked { return asked }
        return exists("carfan.yaml") ? "carfan.yaml" : nil
    }

    static func read(_ path: String) throws -> [ConfigValue] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigInvalid(problems: [
                Text(en: "\(path): the file cannot be read.", cy: "\(path): ni ellir darllen y ffeil.")
            ])
        }
        return try values(String(decoding: bytes, as: UTF8.self), path)
    }

    static func values(_ yaml: String, _ path: String) throws -> [ConfigValue] {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw ConfigInvalid(problems: [shape(path, line(of: error))])
        }
        guard let root else { return [] }
        guard case .mapping(let pairs) = root else { throw ConfigInvalid(problems: [shape(path, 1)]) }
        return try pairs.map { key, value in
            let line = key.mark?.line ?? 1
            guard let name = key.scalar?.string, let text = value.scalar?.string else {
                throw ConfigInvalid(problems: [shape(path, line)])
            }
            return ConfigValue(name, text, .file(path, line: line))
        }
    }

    private static func line(of error: any Error) -> Int {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }

    private static func shape(_ path: String, _ line: Int) -> Text {
        Text(
            en: "\(path), line \(line): the file must hold one “name: value” a line, each name once.",
            cy: "\(path), llinell \(line): rhaid i’r ffeil ddal un “enw: gwerth” fesul llinell, pob enw unwaith.")
    }
}
