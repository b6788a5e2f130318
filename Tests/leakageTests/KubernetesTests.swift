import Foundation
import TestRepositories
import Testing

/// The manifests of `docs/fleet/kubernetes`: against the schema, and their commands in a shell as a pod would run them.
struct KubernetesTests {
  private static let folder = YAMLFile.root + "/docs/fleet/kubernetes/"

  @Test(arguments: ["shards.yaml", "merge.yaml", "network.yaml"])
  func `a manifest satisfies the schema of Kubernetes`(name: String) throws {
    let result = try Program.run(
      ["-m", "kubernetes_validate", "--strict", "-k", "1.37.0", Self.folder + name],
      program: YAMLFile.root + "/.venv/bin/python", in: "/tmp")
    #expect(result.status == 0, "\(result.output)\(result.error)")
  }

  @Test(arguments: ["shards.yaml", "merge.yaml"])
  func `a pod may do no more than it needs`(name: String) throws {
    let pod = try #require(try YAMLFile("docs/fleet/kubernetes/" + name)["spec"]?["template"]?["spec"])
    let container = try #require(pod["containers"]?.list.first)
    #expect(pod["securityContext"]?["runAsNonRoot"]?.value as? Bool == true)
    #expect(pod["automountServiceAccountToken"]?.value as? Bool == false)
    #expect(container["securityContext"]?["readOnlyRootFilesystem"]?.value as? Bool == true)
    #expect(container["securityContext"]?["allowPrivilegeEscalation"]?.value as? Bool == false)
    #expect(container["resources"]?["limits"]?["memory"] != nil)
  }

  @Test func `the pods' commands find what one scan finds`() throws {
    let repository = try TemporaryRepository()
    for seed in 0..<3 as Range<UInt64> {
      try repository.commit("\(seed).env", "TOKEN=\(try GitUser.token(seed))\n")
    }
    let results = repository.surroundings + "/results"
    try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: repository.surroundings + "/leakage", withDestinationPath: Program.path)
    func run(_ name: String, _ environment: [String: String]) throws {
      let pod = try #require(try YAMLFile("docs/fleet/kubernetes/" + name)["spec"]?["template"]?["spec"])
      let script = try #require(pod["containers"]?.list.first?["args"]?.list.first).text
        .replacing("/results/", with: results + "/").replacing("/repository", with: repository.path)
      let result = try Program.run(
        ["-ec", script], program: "/bin/sh", in: "/tmp",
        environment: ["PATH": "\(repository.surroundings):/usr/bin:/bin"].merging(environment) { $1 })
      #expect(result.status == 0, "\(result.error)")
    }
    for index in 0..<8 { try run("shards.yaml", ["JOB_COMPLETION_INDEX": "\(index)", "SHARDS": "8"]) }
    try run("merge.yaml", [:])
    let report = try String(contentsOfFile: results + "/report.json", encoding: .utf8)
    #expect(report.contains("\"complete\": true") && report.contains("2.env"))
    let shards = try #require(try YAMLFile("docs/fleet/kubernetes/shards.yaml")["spec"])
    #expect(shards["completions"]?.value as? Int == 8)
  }
}
