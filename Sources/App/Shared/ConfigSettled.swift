public import Foundation

/// The configuration in force, and where each value of it came from.
public struct SettledConfig: Sendable, Equatable {
    public private(set) var config = Config()
    public private(set) var sources: [String: ConfigSource] = [:]

    /// Settles the values in the order given: a later one wins.
    /// - Throws: `ConfigInvalid` with every problem.
    public init(_ values: [ConfigValue]) throws {
        var problems = [String: [ConfigValue]]()
        var texts = values.filter { ConfigOptions.find($0.name) == nil }.map(ConfigInvalid.unknown)
        for value in values {
            guard let option = ConfigOptions.find(value.name) else { continue }
            if option.set(&config, value.value) {
                sources[value.name] = value.source
            } else {
                problems[value.name, default: []].append(value)
            }
        }
        for option in ConfigOptions.all {
            texts += (problems[option.name] ?? []).map { ConfigInvalid.misfit($0, option) }
        }
        if config.tlsCertificate.isEmpty != config.tlsKey.isEmpty { texts.append(ConfigInvalid.halfTLS) }
        guard texts.isEmpty else { throw ConfigInvalid(problems: texts) }
    }

    /// Reads the file, then `CARFAN_*`, then the arguments.
    public static func read(
        arguments: [ConfigValue], file: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> SettledConfig {
        let exists = FileManager.default.fileExists(atPath:)
        let path = ConfigFile.find(asked: file ?? environment["CARFAN_CONFIG"], exists: exists)
        let written = try path.map(ConfigFile.read) ?? []
        return try SettledConfig(written + variables(environment) + arguments)
    }

    /// The `CARFAN_*` variables by the names of their options, in alphabetical order.
    static func variables(_ environment: [String: String]) -> [ConfigValue] {
        environment.keys.filter { $0.hasPrefix("CARFAN_") && $0 != "CARFAN_CONFIG" }.sorted().map { key in
            ConfigValue(
                key.dropFirst(7).lowercased().replacing("_", with: "-"), environment[key] ?? "", .environment(key))
        }
    }

    public func source(of option: ConfigOption) -> ConfigSource { sources[option.name] ?? .standard }
}
