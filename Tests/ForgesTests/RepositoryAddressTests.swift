import Testing

@testable import Forges

struct RepositoryAddressTests {
  @Test(arguments: [
    ("https://github.com/acme/web.git", "https://github.com/acme/web.git"),
    ("HTTPS://GitHub.com:443/acme/web", "https://github.com:443/acme/web"),
    ("http://git.internal:8080/a/b.git", "http://git.internal:8080/a/b.git"),
    ("ssh://git@git.example.org:2222/srv/x.git", "ssh://git@git.example.org:2222/srv/x.git"),
    ("git@github.com:acme/web.git", "git@github.com:acme/web.git"),
    ("/srv/mirrors/web.git", "/srv/mirrors/web.git"), ("./web", "./web"), ("file:///srv/web", "/srv/web"),
    // A user alone is no secret, and not needed.
    ("https://somebody@bitbucket.org/acme/web.git", "https://bitbucket.org/acme/web.git"),
  ]) func `what git may be given is read as it is meant`(text: String, given: String) throws {
    #expect(try RepositoryAddress(text).gitAddress == given)
  }

  @Test(arguments: [
    "", "-uhost:path", "--upload-pack=touch x", "ext::sh -c id", "fd::17", "git::https://x/y",
    "git://github.com/a/b",
    "ftp://x/y", "file://host/share", "https://", "https://github.com", "https://github.com/",
    "javascript://x/%0aalert",
    "https://git hub.com/a/b", "https://github.com/a/b\n", "https://github.com/a\u{1b}[2Jb",
    "https://github.com/a/\u{202e}b",
    "https://github.com/../b", "https://github.com/a/-b", "https://-github.com/a/b",
    "https://github.com/a/b?x=y",
    "https://github.com:99999/a/b", "https://git_hub..com/a/b", "https://gïthub.com/a/b",
    "ssh://-oProxyCommand=id/x",
    "ssh://-l@host/x", "-oProxyCommand=id@host:x", "git@-host:x", "git@host:-x", "git@host:a/../b", "word",
    "https:\\\\github.com\\a", "https://[::1]/a/b",
  ]) func `what git, ssh or a terminal could be hurt by is refused`(text: String) {
    #expect(throws: ForgeError.self) { try RepositoryAddress(text) }
  }

  @Test func `an address of absurd length is refused`() {
    let text = "https://github.com/" + String(repeating: "a", count: 5000)
    #expect(throws: ForgeError.self) { try RepositoryAddress(text) }
  }

  @Test func `a forge cannot name a path of this machine`() {
    for text in ["/etc", "file:///etc", "./x"] {
      #expect(throws: ForgeError.self) { try RepositoryAddress(text, isPathAllowed: false) }
    }
  }

  @Test(arguments: [
    ["https://github.com/acme/web", "https://GITHUB.com/acme/web.git", "https://github.com:443/acme/web/"],
    ["git@host.org:a/b", "git@host.org:a/b.git"],
    ["ssh://git@h.org/a/b", "git@h.org:/a/b.git", "ssh://git@h.org:22/a/b"],
    ["/srv/x", "/srv/x/"],
  ]) func `ways to write one address are one mirror`(texts: [String]) throws {
    let names = try Set(texts.map { try RepositoryAddress($0).folderName })
    #expect(names.count == 1)
  }

  @Test func `different repositories are different mirrors, with names that can be read`() throws {
    let texts = [
      "https://github.com/acme/web", "http://github.com/acme/web", "https://github.com:8443/acme/web",
      "https://github.com/acme+web/x", "https://github.com/acme/web/x", "git@github.com:acme/web",
      "/srv/x/.git", "/srv/x",
    ]
    let names = try texts.map { try RepositoryAddress($0).folderName }
    #expect(Set(names).count == texts.count)
    #expect(names[0].hasPrefix("github.com+acme+web-"))
    for name in names { #expect(!name.contains("/") && !name.hasPrefix(".") && name.utf8.count < 120) }
  }

  @Test func `a password in an address is kept apart and shown nowhere`() throws {
    let password = "hunter" + "-sesame-77"
    let address = try RepositoryAddress("https://ann:\(password)@git.example.org/a/b.git")
    var dumped = ""
    dump(address, to: &dumped)
    for text in [
      "\(address)", address.gitAddress, address.identity, address.folderName, dumped,
      String(reflecting: address),
    ] {
      #expect(!text.contains("sesame"))
    }
    #expect(address.inlineCredential != nil)
    #expect(throws: ForgeError.self) { try RepositoryAddress("https://a:\(password)@git.example.org") }
    do { _ = try RepositoryAddress("ftp://a:\(password)@git.example.org/x") } catch {
      #expect(!"\(error)".contains("sesame"))
    }
  }
}
