import Foundation
import TestRepositories
import TestServers
import Testing

/// Credentials that sign instead of being sent, against servers that compute the signature again from the services'
/// documentation.
@Suite struct SigningProbeTests {
  private static let hosts = [
    "stubaccount.blob.core.windows.net", "www.googleapis.com", "oauth2.googleapis.com",
  ]

  private func probe(
    _ repository: TemporaryRepository, _ server: TestServer, on day: String, _ more: String...
  ) throws -> String {
    let network = Self.hosts.flatMap {
      ["--allow-host", $0, "--connect-to", "\($0)=127.0.0.1:\(server.port)"]
    }
    let result = try Program.run(
      ["probe", "--run", "--i-own-these", "-f", "json", "--host-rate", "1000", "--now", day] + network
        + ["--ca-file", server.folder + "/ca.pem"] + more,
      in: repository.path, environment: ["XDG_STATE_HOME": repository.surroundings])
    let finding = result.findings.first {
      ["azure-storage-connection-string", "gcp-sa-key"].contains($0["detector"] as? String)
    }
    return finding?["validity"] as? String ?? "missing: \(result.error)"
  }

  @Test func `an Azure account key signs as the service wants it, and dies when it is regenerated`() throws {
    let stub = try TestServer.stub()
    let azure = try TestServer.signing(beside: stub)
    let repository = try TemporaryRepository()
    let text = "DefaultEndpointsProtocol=https;AccountName=stubaccount;AccountKey=\(azure.greeting[0]);"
    try repository.commit("storage.env", "STORAGE=\(text)EndpointSuffix=core.windows.net\n")
    #expect(try probe(repository, azure, on: "2026-01-10") == "live")
    #expect(azure.ask("regenerate") == "done")
    #expect(try probe(repository, azure, on: "2026-02-10") == "dead")
    #expect(
      azure.requests.count == 4
        && azure.requests.allSatisfy { $0.hasPrefix("GET stubaccount.blob.core.windows.net/ ") })
  }

  @Test func `a storage account's firewall says nothing of the key`() throws {
    let azure = try TestServer.signing(beside: try TestServer.stub())
    let repository = try TemporaryRepository()
    try repository.commit("storage.env", "STORAGE=AccountName=stubaccount;AccountKey=\(azure.greeting[0])\n")
    #expect(azure.ask("firewall") == "done")
    #expect(try probe(repository, azure, on: "2026-01-10") == "unknown")
  }

  @Test func `a Google key is looked up in public, and signs only where minting is allowed`() throws {
    let google = try TestServer.signing(beside: try TestServer.stub())
    let repository = try TemporaryRepository()
    try repository.commit("deploy.json", google.greeting[1] + "\n")
    #expect(try probe(repository, google, on: "2026-01-10") == "limited")
    #expect(google.requests.allSatisfy { $0.hasPrefix("GET www.googleapis.com/robot/v1/metadata/x509/") })
    #expect(try probe(repository, google, on: "2026-01-12", "--allow-mint") == "live")
    #expect(google.requests.last == "POST oauth2.googleapis.com/token 200")
    #expect(google.ask("revoke") == "done")
    #expect(try probe(repository, google, on: "2026-01-14") == "limited")
    #expect(try probe(repository, google, on: "2026-01-16", "--allow-mint") == "dead")
  }

  @Test(arguments: ["remove", "leave"])
  func `a Google key whose certificate or account is gone is dead without a signature`(event: String) throws {
    let google = try TestServer.signing(beside: try TestServer.stub())
    let repository = try TemporaryRepository()
    try repository.commit("deploy.json", google.greeting[1] + "\n")
    #expect(google.ask(event) == "done")
    #expect(try probe(repository, google, on: "2026-01-10", "--allow-mint") == "dead")
    #expect(!google.requests.contains { $0.hasPrefix("POST") })
  }
}
