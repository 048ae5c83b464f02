import Domain
import Testing

@testable import App

@Suite("Configuration: the YAML file")
struct ConfigFileTests {
    @Test func aValueALine() throws {
        let values = try ConfigFile.values("# ours\nport: 8081\nhost: \"0.0.0.0\"\n\nlog-level: debug\n", "c.yaml")
        #expect(
            values == [
                ConfigValue("port", "8081", .file("c.yaml", line: 2)),
                ConfigValue("host", "0.0.0.0", .file("c.yaml", line: 3)),
                ConfigValue("log-level", "debug", .file("c.yaml", line: 5)),
            ])
    }

    @Test(arguments: ["", "# nothing\n"])
    func anEmptyFileSaysNothing(yaml: String) throws {
        #expect(try ConfigFile.values(yaml, "c.yaml").isEmpty)
    }

    @Test(arguments: [
        ("- port\n", 1), ("port: 1\nhost: [a, b]\n", 2), ("port: 1\nport: 2\n", 1), ("port: 1\nhost: \"a\n", 3), ("8080\n", 1),
    ])
    func anythingElseIsRefusedWithItsLine(yaml: String, line: Int) throws {
        let problem = #expect(throws: ConfigInvalid.self) { try ConfigFile.values(yaml, "c.yaml") }
        #expect(
            try #require(problem?.problems.first).en.hasPrefix("c.yaml, line \(line)"), "\(problem?.problems.first?.en ?? "")")
    }

    @Test func theFileAskedForMustBeThere() {
        #expect(throws: ConfigInvalid.self) {
            try SettledConfig.read(arguments: [], file: "/no/such/carfan.yaml", environment: [:])
        }
        #expect(ConfigFile.find(asked: "a.yaml", exists: { _ in false }) == "a.yaml")
        #expect(ConfigFile.find(asked: nil, exists: { _ in false }) == nil)
        #expect(ConfigFile.find(asked: nil, exists: { $0 == "carfan.yaml" }) == "carfan.yaml")
    }
}
