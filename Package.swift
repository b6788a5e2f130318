// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The inner loops write through class properties; the compiler's static checks stay, the run-time ones (some 5 %
/// of a scan) are for debug builds. A debug build optimises these targets as well, with all assertions kept: the tests
/// search millions of bytes, and unoptimised they took three times as long. `-num-threads` keeps one object file a source
/// file, which is what the build expects; the last flag quiets a warning about one that it passes itself.
let hot: [SwiftSetting] =
  strict + [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    .unsafeFlags(
      [
        "-O", "-whole-module-optimization", "-num-threads", "2", "-assert-config", "Debug",
        "-disable-batch-mode",
      ], .when(configuration: .debug)),
  ]

let package = Package(
  name: "leakage",
  products: [.executable(name: "leakage", targets: ["leakage"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.81.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.26.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CLogins"),

    .target(name: "Findings", swiftSettings: strict),
    .target(
      name: "Posture", dependencies: ["Findings", "Detectors", "TOMLKit", "Yams"], swiftSettings: strict),
    .target(name: "Patterns", dependencies: ["CPCRE2"], swiftSettings: hot),
    .target(name: "Archives", dependencies: ["Findings", "CArchive"], swiftSettings: hot),
    .target(name: "Git", dependencies: ["CLibGit2", "CDeflate"], swiftSettings: hot),
    .target(
      name: "Detectors", dependencies: ["Findings", "Patterns", "TOMLKit"], swiftSettings: hot),
    .target(
      name: "EmbeddedDetectors", dependencies: ["Detectors"], swiftSettings: strict,
      plugins: ["EmbedDetectors"]),
    .target(
      name: "Scanning",
      dependencies: [
        "Findings", "Git", "Archives", "Detectors", "Posture", "TOMLKit",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ], swiftSettings: hot),
    .target(
      name: "Ledger", dependencies: ["Findings", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "AuditStore", dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "Auditing", dependencies: ["AuditStore", "Detectors", "Findings", "Reporting", "Scanning"],
      swiftSettings: strict),
    .target(
      name: "Probing",
      dependencies: [
        "Findings", "Detectors", "CLogins", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "_CryptoExtras", package: "swift-crypto"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ], swiftSettings: strict),
    .target(
      name: "Forges",
      dependencies: ["Findings", "Probing", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(name: "Reporting", dependencies: ["Findings"], swiftSettings: strict),
    .target(
      name: "Migration",
      dependencies: [
        "Findings", "Patterns", "Detectors", "TOMLKit", "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "leakage",
      dependencies: [
        "Findings", "Detectors", "EmbeddedDetectors", "Scanning", "Posture", "Reporting", "Probing", "Ledger",
        "Migration", "AuditStore", "Auditing", "Forges",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .executableTarget(name: "CatalogCompiler", dependencies: ["Detectors"], swiftSettings: strict),
    .plugin(name: "EmbedDetectors", capability: .buildTool(), dependencies: ["CatalogCompiler"]),

    .testTarget(
      name: "FindingsTests", dependencies: ["Findings", "TestRepositories"], swiftSettings: strict),
    .target(
      name: "TestRepositories",
      dependencies: ["Findings", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/TestRepositories", swiftSettings: strict),
    .testTarget(name: "PostureTests", dependencies: ["Posture", "Findings"], swiftSettings: strict),
    .testTarget(name: "GitTests", dependencies: ["Git", "TestRepositories"], swiftSettings: strict),
    .testTarget(
      name: "ArchivesTests", dependencies: ["Archives", "TestRepositories"], swiftSettings: strict),
    .testTarget(
      name: "DetectorsTests",
      dependencies: ["Detectors", "EmbeddedDetectors", "Findings", "Patterns", "TestRepositories"],
      swiftSettings: strict),
    .testTarget(
      name: "ScanningTests",
      dependencies: [
        "Scanning", "Git", "Archives", "Detectors", "EmbeddedDetectors", "Findings", "TestRepositories",
      ],
      swiftSettings: strict),
    .target(name: "TestServers", path: "Tests/TestServers", swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: ["Ledger", "Findings", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "AuditStoreTests",
      dependencies: ["AuditStore", "TestRepositories", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .testTarget(
      name: "AuditingTests",
      dependencies: [
        "Auditing", "AuditStore", "Scanning", "Detectors", "EmbeddedDetectors", "Findings", "Reporting",
        "TestRepositories",
      ], swiftSettings: strict),
    .testTarget(
      name: "ProbingTests",
      dependencies: ["Probing", "Detectors", "EmbeddedDetectors", "Findings", "TestServers"],
      swiftSettings: strict),
    .executableTarget(
      name: "MirrorDriver", dependencies: ["Forges"], path: "Tests/MirrorDriver", swiftSettings: strict),
    .testTarget(
      name: "ForgesTests",
      dependencies: ["Forges", "Findings", "Probing", "TestRepositories", "TestServers", "MirrorDriver"],
      swiftSettings: strict),
    .testTarget(
      name: "MigrationTests",
      dependencies: [
        "Migration", "Detectors", "EmbeddedDetectors", "Findings", "Patterns", "TestRepositories",
      ],
      swiftSettings: strict),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Findings"], swiftSettings: strict),
    .testTarget(
      name: "leakageTests",
      dependencies: [
        "leakage", "Findings", "Detectors", "Scanning", "Posture", "Reporting", "Ledger", "TestRepositories",
        "TestServers",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
