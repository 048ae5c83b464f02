// swift-tools-version: 6.1
import PackageDescription

let taste: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "carfan",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "carfan", targets: ["carfan"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-numerics.git", from: "1.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        .target(
            name: "Domain",
            dependencies: [.product(name: "RealModule", package: "swift-numerics")],
            swiftSettings: taste),
        .target(
            name: "Store",
            dependencies: ["Domain", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: taste),
        .systemLibrary(name: "CSQLiteSettings"),
        .target(
            name: "StoreSQLite",
            dependencies: [
                "Store", "CSQLiteSettings", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: taste),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "StorePostgres",
            dependencies: ["Store", "CLibpq"],
            swiftSettings: taste),
        .target(
            name: "App",
            dependencies: [
                "Domain", "Store",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [.copy("Public"), .copy("Resources")],
            swiftSettings: taste),
        .executableTarget(
            name: "carfan",
            dependencies: ["App", "Store", "StoreSQLite", "StorePostgres"],
            swiftSettings: taste),
        .target(
            name: "Support", dependencies: ["Domain", "Store", "StoreSQLite", "StorePostgres"], path: "Tests/Support",
            swiftSettings: taste),
        .testTarget(
            name: "DomainTests", dependencies: ["Domain", "Support"], resources: [.copy("Vectors")],
            swiftSettings: taste),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "StoreSQLite", "StorePostgres", "Support"],
            resources: [.copy("Vectors")], swiftSettings: taste),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Support", .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            swiftSettings: taste),
    ]
)
