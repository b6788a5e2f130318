import Foundation
import Testing

@testable import Forges

struct RepositoryListTests {
  @Test func `lines are addresses and paths, once each`() throws {
    let folder = try Folder()
    let file = try folder.write(
      "list",
      """
      # ours
      https://github.com/acme/web.git

        git@github.com:acme/api.git\t\r
      https://GITHUB.com/acme/web
      repositories/local
      /srv/x
      ext::sh -c id
      --upload-pack=x
      https://u:a-hidden-word@h.org/
      github:acme
      https://h.org/last
      """)
    let list = try RepositoryList(path: file)
    #expect(
      list.entries.map(\.address.gitAddress) == [
        "https://github.com/acme/web.git", "git@github.com:acme/api.git", "./repositories/local", "/srv/x",
        "https://h.org/last",
      ])
    #expect(list.entries.map(\.line) == [2, 4, 6, 7, 12])
    #expect(list.duplicates == 1)
    #expect(list.problems.count == 4)
    #expect("\(list.problems[0])".hasPrefix("\(file):8: "))
    #expect(!list.problems.map { "\($0)" }.joined().contains("hidden"))
  }

  @Test func `a line without end takes no memory and no other line`() throws {
    let folder = try Folder()
    let long = String(repeating: "x", count: 3 << 20)
    let list = try RepositoryList(path: try folder.write("list", "/a\n\(long)\n/b\n\(long)"))
    #expect(list.entries.map(\.address.path) == ["/a", "/b"])
    #expect(list.problems.count == 2)
  }

  @Test func `what is no text is no address`() throws {
    let folder = try Folder()
    let file = folder.path + "/list"
    try Data([0xff, 0xfe, 0x0a, 0x00, 0x01, 0x0a, 0x2f, 0x61]).write(to: URL(fileURLWithPath: file))
    let list = try RepositoryList(path: file)
    #expect(list.entries.map(\.address.path) == ["/a"])
  }

  @Test func `a list that is not there, or is a folder, is an error`() throws {
    let folder = try Folder()
    #expect(throws: ForgeError.self) { try RepositoryList(path: folder.path + "/none") }
    #expect(throws: ForgeError.self) { try RepositoryList(path: folder.path) }
  }
}
