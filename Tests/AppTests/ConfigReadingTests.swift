import ArgumentParser
import Domain
import Logging
import Testing

@testable import App

@Suite("Configuration: arguments, then environment, then file")
struct ConfigReadingTests {
    let file = ConfigSource.file("carfan.yaml", line: 1)
    let environment = ConfigSource.environment("CARFAN_PORT")
    let argument = ConfigSource.argument("--port")

    @Test func nothingGivenIsTheDefault() throws {
        let settled = try SettledConfig([])
        #expect(settled.config == Config())
        #expect(ConfigOptions.all.allSatisfy { settled.source(of: $0) == .standard })
    }

    @Test func theLaterSourceWins() throws {
        let all = [ConfigValue("port", "1", file), ConfigValue("port", "2", environment), ConfigValue("port", "3", argument)]
        for (count, source) in [(1, file), (2, environment), (3, argument)] {
            let settled = try SettledConfig(Array(all.prefix(count)))
            #expect(settled.config.port == count)
            #expect(settled.sources["port"] == source)
        }
    }

    @Test(arguments: [
        ("port", "0", true), ("port", "65535", true), ("port", "65536", false), ("port", "-1", false), ("port", "8o", false),
        ("idle-minutes", "5", true), ("idle-minutes", "4", false), ("idle-minutes", "120", true),
        ("idle-minutes", "121", false),
        ("session-hours", "24", true), ("session-hours", "25", false), ("session-hours", "0", false),
        ("connections", "1", true), ("connections", "0", false), ("connections", "65", false),
        ("host", "0.0.0.0", true), ("host", "", false), ("host", "a b", false),
        ("origin", "https://carfan.example", true), ("origin", "https://carfan.example:8443", true),
        ("origin", "https://carfan.example/", false), ("origin", "carfan.example", false), ("origin", "ftp://x", false),
        ("second-factor", "required", true), ("second-factor", "off", true), ("second-factor", "on", false),
        ("secret-key", "/etc/carfan/secret-key", true), ("secret-key", "", false),
        ("contact", "Desg gymorth, 01632 960001", true), ("contact", "", false), ("contact", "a\nb", false),
        ("log-level", "debug", true), ("log-level", "loud", false),
        ("database", "sqlite:a.sqlite", true), ("database", "sqlite:", false), ("database", "sqlite::memory:", false),
        ("database", "postgres://h/d", true), ("database", "postgresql://h/d", true), ("database", "mysql://h/d", false),
    ])
    func whatFits(name: String, value: String, fits: Bool) {
        let settled = try? SettledConfig([ConfigValue(name, value, argument)])
        #expect((settled != nil) == fits)
    }

    @Test func everyProblemIsNamedWithItsPlaceInBothLanguages() throws {
        let problem = #expect(throws: ConfigInvalid.self) {
            try SettledConfig([
                ConfigValue("colour", "red", .file("carfan.yaml", line: 3)), ConfigValue("port", "x", environment),
                ConfigValue("database", "postgres:/u:secret@h", .environment("CARFAN_DATABASE")),
            ])
        }
        let english = try #require(problem).problems.map(\.en)
        #expect(
            english == [
                "carfan.yaml, line 3: there is no option colour. “carfan config” lists them all.",
                "CARFAN_DATABASE: the value of database does not fit. It must be sqlite:PATH or a postgres:// address.",
                "CARFAN_PORT: the value “x” of port does not fit. It must be a whole number from 0 to 65535.",
            ])
        #expect(try #require(problem).problems[0].cy.hasPrefix("carfan.yaml, llinell 3: nid oes opsiwn colour."))
    }

    @Test func certificateAndKeyGoTogether() throws {
        let certificate = ConfigValue("tls-certificate", "a.pem", argument)
        let key = ConfigValue("tls-key", "b.pem", argument)
        #expect(throws: ConfigInvalid.self) { try SettledConfig([certificate]) }
        #expect(throws: ConfigInvalid.self) { try SettledConfig([key]) }
        #expect(try SettledConfig([certificate, key]).config.isSecure)
    }

    @Test func variablesHaveTheNamesOfTheOptions() {
        let values = SettledConfig.variables([
            "CARFAN_IDLE_MINUTES": "9", "CARFAN_CONFIG": "x", "PATH": "/bin", "CARFAN_HOST": "h",
        ])
        #expect(values.map(\.name) == ["host", "idle-minutes"])
        #expect(ConfigOptions.find("idle-minutes")?.variable == "CARFAN_IDLE_MINUTES")
    }

    @Test func everyOptionIsAnArgument() throws {
        for option in ConfigOptions.all {
            let settings = try CommandSettings.parse([option.argument, "given"])
            #expect(settings.given == [ConfigValue(option.name, "given", .argument(option.argument))])
        }
    }
}
