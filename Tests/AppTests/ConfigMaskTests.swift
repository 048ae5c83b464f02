import Testing

@testable import App

@Suite("Configuration: secrets are never shown")
struct ConfigMaskTests {
    @Test(arguments: [
        ("sqlite:carfan.sqlite", "sqlite:carfan.sqlite"),
        ("postgres://h/d", "postgres://h/d"),
        ("postgres://carfan@h/d", "postgres://carfan@h/d"),
        ("postgres://carfan:s3cret@h/d", "postgres://carfan:*****@h/d"),
        ("postgres://carfan:s:3@cret@h:5432/d", "postgres://carfan:*****@h:5432/d"),
        (
            "postgresql://carfan:s3cret@a:1,b:2/d?target_session_attrs=read-write&sslmode=verify-full",
            "postgresql://carfan:*****@a:1,b:2/d?target_session_attrs=read-write&sslmode=verify-full"
        ),
        (
            "postgres://h/d?user=carfan&password=s3cret&sslpassword=s3cret&connect_timeout=2",
            "postgres://h/d?user=carfan&password=*****&sslpassword=*****&connect_timeout=2"
        ),
    ])
    func addresses(given: String, shown: String) {
        #expect(DatabaseAddress.masked(given) == shown)
    }

    @Test func theListOfWhatIsInForceIsMasked() throws {
        let settled = try SettledConfig([
            ConfigValue("database", "postgres://carfan:s3cret@h/d", .environment("CARFAN_DATABASE"))
        ])
        let lines = ConfigCommand.lines(settled)
        #expect(lines.count == ConfigOptions.all.count)
        #expect(lines[0].hasPrefix("database ") && lines[0].hasSuffix("postgres://carfan:*****@h/d  (CARFAN_DATABASE)"))
        #expect(!lines.joined().contains("s3cret"))
    }

    @Test func hostsAndOptionsReachTheDriverUnchanged() {
        let address = "postgres://u:p@a:1,b:2/d?target_session_attrs=read-write"
        #expect(DatabaseAddress(address) == .postgres(address))
        #expect(DatabaseAddress("sqlite:/var/lib/carfan/c.sqlite") == .sqlite(path: "/var/lib/carfan/c.sqlite"))
    }
}
