package import Probing

/// The repositories of a target, page by page, as the forge gives them. Nothing is asked before the first page is
/// waited for, and one page is in memory at a time.
package struct ForgeListing: AsyncSequence, Sendable {
  package typealias Element = ForgePage

  package let target: ForgeTarget
  let credential: ForgeCredential?
  let filter: ListingFilter
  let limits: ForgeLimits
  let transport: any Transport
  let clock: ForgeClock
  let notice: @Sendable (ForgeNotice) -> Void

  /// `notice` is told of waits as they begin.
  package init(
    _ target: ForgeTarget, credential: ForgeCredential?, filter: ListingFilter = ListingFilter(),
    limits: ForgeLimits = ForgeLimits(), transport: any Transport, clock: ForgeClock,
    notice: @escaping @Sendable (ForgeNotice) -> Void = { _ in }
  ) {
    self.target = target
    self.credential = credential
    self.filter = filter
    self.limits = limits
    self.transport = transport
    self.clock = clock
    self.notice = notice
  }

  /// A transport for forges: TLS, no redirects, no proxy but the one named, and room for a page. The hosts of the
  /// targets may be in a private network, as the user named them.
  package static func transport(
    for places: [ForgePlace], rules: NetworkRules = NetworkRules(), limits: ForgeLimits = ForgeLimits()
  ) -> HTTPTransport {
    var rules = rules
    rules.allowedHosts += places.map { NetworkRules.AllowedHost(name: $0.api.host) }
    rules.connectTimeout = Swift.max(rules.connectTimeout, 10)
    rules.totalTimeout = limits.timeout
    rules.answerLimit = limits.answer
    rules.inflationLimit = limits.answer
    return HTTPTransport(rules: rules)
  }

  package func makeAsyncIterator() -> Iterator { Iterator(self) }

  package struct Iterator: AsyncIteratorProtocol {
    private let listing: ForgeListing
    private let dialect: any ForgeDialect
    private var client: ForgeClient
    private var next: Step
    private var pages = 0
    /// Pages in a row that brought nothing new.
    private var idle = 0
    /// Hashes of the names seen: pages shift while they are read.
    private var seen: Set<Int> = []

    private enum Step {
      case start
      case page(String)
      case end
    }

    fileprivate init(_ listing: ForgeListing) {
      self.listing = listing
      dialect = listing.target.place.dialect
      next = .start
      client = ForgeClient(
        listing.target.place, listing.credential, transport: listing.transport, limits: listing.limits,
        clock: listing.clock, notice: listing.notice)
    }

    package mutating func next() async throws(ForgeError) -> ForgePage? {
      switch next {
      case .end: return nil
      case .page(let target):
        guard let answer = try await client.get(target, accept: dialect.accept) else {
          throw client.error(.malformed, "has no next page where it names one")
        }
        return try page(of: answer, to: target)
      case .start: return try await first()
      }
    }

    package mutating func next(isolation: isolated (any Actor)?) async throws(ForgeError) -> ForgePage? {
      try await next()
    }

    private mutating func first() async throws(ForgeError) -> ForgePage {
      next = .end
      for start in dialect.starts(listing.target.path) {
        if let account = start.account {
          guard listing.credential != nil, try await owns(account) else { continue }
        }
        guard let answer = try await client.get(start.target, accept: dialect.accept) else { continue }
        if !start.isSingle { return try page(of: answer, to: start.target) }
        let entry: RawRepository
        do { entry = try dialect.entry(answer) } catch {
          throw client.error(
            .malformed, "describes the repository in a form that its documentation does not have")
        }
        var page = ForgePage()
        take(entry, into: &page)
        return page
      }
      let hint = listing.credential == nil ? "; without a token, private ones are not shown" : ""
      throw ForgeError(
        .notFound, "there is nothing of this name that may be seen" + hint, place: "\(listing.target)")
    }

    /// True where the token belongs to this user. A token that may not ask belongs to none.
    private mutating func owns(_ account: (target: String, name: String)) async throws(ForgeError) -> Bool {
      struct Account: Decodable { let login: String }
      do throws(ForgeError) {
        guard let answer = try await client.get(account.target, accept: dialect.accept) else { return false }
        do { return try answer.decoded(Account.self).login.lowercased() == account.name.lowercased() } catch {
          return false
        }
      } catch {
        if error.code == .forbidden { return false }
        throw error
      }
    }

    private mutating func page(of answer: ProbeAnswer, to target: String) throws(ForgeError) -> ForgePage {
      next = .end
      pages += 1
      let entries: [RawRepository?]
      let following: String?
      do {
        entries = try dialect.entries(answer)
        following = try dialect.next(after: answer, to: target, count: entries.count)
      } catch {
        throw client.error(.malformed, "gives a list in a form that its documentation does not have")
      }
      let before = seen.count
      var page = ForgePage()
      for entry in entries { take(entry, into: &page) }
      guard let following else { return page }
      guard pages < listing.limits.pages, seen.count < listing.limits.repositories else {
        throw client.error(
          .endless, "lists more than \(pages) pages or \(seen.count) repositories; that is no end")
      }
      idle = seen.count > before ? 0 : idle + 1
      guard idle < 10 else { throw client.error(.endless, "gives page after page with nothing new") }
      let step = try self.target(following)
      guard step != target else { throw client.error(.endless, "names a page as its own next one") }
      next = .page(step)
      return page
    }

    /// Path and query behind the API's path. An address has to be of the API itself: the token goes along.
    private func target(_ text: String) throws(ForgeError) -> String {
      let api = listing.target.place.api
      if text.hasPrefix("/"), !text.hasPrefix("//") { return text }
      guard let address = WebAddress(text), address.isSamePlace(as: api), address.user.isEmpty,
        address.path.hasPrefix(api.path + "/")
      else { throw client.error(.redirected, "names a next page at another place; nothing was sent there") }
      return String(address.target.dropFirst(api.path.count))
    }

    private mutating func take(_ entry: RawRepository?, into page: inout ForgePage) {
      do throws(ForgeError) {
        guard let entry else {
          throw client.error(.malformed, "lists a repository in a form that its documentation does not have")
        }
        let repository = try ListedRepository(entry, of: listing.target.place)
        if !seen.insert(repository.fullName.lowercased().hashValue).inserted {
          page.omitted[.repeated, default: 0] += 1
        } else if let omission = listing.filter.omission(of: repository) {
          page.omitted[omission, default: 0] += 1
        } else {
          page.repositories.append(repository)
        }
      } catch { page.refused.append(error) }
    }
  }
}

/// One page of a listing.
package struct ForgePage: Sendable {
  package var repositories: [ListedRepository] = []
  /// How many were left out, and why.
  package var omitted: [ListingFilter.Omission: Int] = [:]
  /// Entries that name what no repository of this forge has. The others of the page are as good as ever.
  package var refused: [ForgeError] = []
}
