import Probing
import Testing

@testable import Forges

/// Seeded mutations of what users, lists and servers write: whatever comes in, what is accepted is safe to hand on.
struct HostileTextTests {
  private static let seeds = [
    "https://github.com/acme/web.git", "ssh://git@git.example.org:2222/srv/x.git",
    "git@github.com:acme/web.git",
    "https://ann:word@h.org/a", "/srv/x", "ext::sh -c id", "github:acme/web", "gitea:h.org:3000/a",
    "https://gitlab.com/groups/a/b/-/projects", "bitbucket-server:h.org/~ann/x",
    "<https://a/x?page=2>; rel=\"next\", <https://a/x?page=9>; rel=\"last\"",
  ]

  private static let pieces = [
    "-", "::", "@", ":", "/", "..", "\\", "%2f", "\u{0}", "\n", "\u{1b}[", "\u{202e}", " ", "?", "#", "é",
    "://",
  ]

  private static func mutated(_ text: String, _ random: inout some RandomNumberGenerator) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...characters.count, using: &random)
      if Bool.random(using: &random), place < characters.count {
        characters.remove(at: place)
      } else {
        characters.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
      }
    }
    return String(characters)
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: 0..<20) func `no accepted address begins with a hyphen, leaves its line or names a helper`(
    seed: UInt64
  ) {
    var random = Generator(state: seed &* 7919 &+ 1)
    for _ in 0..<500 {
      let text = Self.mutated(Self.seeds.randomElement(using: &random) ?? "", &random)
      _ = PageLink.next(in: text)
      do {
        let names = try ForgeTarget(text)?.path ?? []
        #expect(names.allSatisfy(ForgeTarget.isName))
      } catch { #expect(!"\(error)".unicodeScalars.contains(where: SafeText.isUnsafe)) }
      do {
        let address = try RepositoryAddress(text)
        let given = address.gitAddress
        #expect(!given.hasPrefix("-") && !given.unicodeScalars.contains(where: SafeText.isUnsafe))
        #expect(address.kind == .local || !given.prefix { $0 != "/" }.contains("::"))
        #expect(!address.host.hasPrefix("-") && !address.folderName.contains("/"))
      } catch { #expect(!"\(error)".unicodeScalars.contains(where: SafeText.isUnsafe)) }
    }
  }

  @Test(arguments: ForgeKind.allCases) func `no answer that is cut or changed brings a reader down`(
    kind: ForgeKind
  )
    throws
  {
    let dialect = try (ForgePlace(publicOf: kind) ?? ForgePlace(kind, base: "https://h.org")).dialect
    let text = """
      [{"full_name":"a/b","clone_url":"https://h.org/a/b.git","size":123456789012,"archived":false,"values":[{"slug":"x"}],
      "links":{"clone":[{"name":"https","href":"https://h.org/a/b"}]},"path_with_namespace":"a/b","next":"/x"}]
      """
    var random = Generator(state: 99)
    for cut in 0..<text.utf8.count {
      var bytes = Array(text.utf8.prefix(cut))
      if cut > 0 {
        bytes[Int.random(in: 0..<cut, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      let answer = ProbeAnswer(status: 200, body: bytes)
      do { _ = try dialect.entries(answer) } catch { continue }
    }
  }

  @Test func `a size beyond all bounds is as much as fits`() throws {
    let text = #"[{"full_name":"a/b","clone_url":"https://github.com/a/b.git","size":9223372036854775807}]"#
    let answer = ProbeAnswer(status: 200, body: Array(text.utf8))
    let entry = try #require(try GitHubDialect().entries(answer).first ?? nil)
    let place = try #require(ForgePlace(publicOf: .github))
    #expect(try ListedRepository(entry, of: place).size ?? 0 > 1 << 60)
  }
}
