internal import AsyncHTTPClient
internal import Findings
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOPosix
internal import NIOSSL

/// HTTPS through a client of our own for every host: no redirects, no cookies, no proxy of the environment, one
/// connection, the address that was checked, and the certificate checked against the host's name.
package final class HTTPTransport: Transport {
  let rules: NetworkRules
  let resolver: HostResolver
  private let clients = ClientTable()

  package init(rules: NetworkRules) {
    self.rules = rules
    resolver = HostResolver(rules: rules)
  }

  /// Closes all connections.
  package func close() async {
    for client in await clients.removeAll() { await HTTPTransport.shutDown(client) }
  }

  package func send(_ request: ProbeRequest) async -> Exchange {
    let limit = rules.totalTimeout
    return await withTaskGroup(of: Exchange.self) { group in
      group.addTask { await self.exchange(request) }
      group.addTask {
        do { try await Task.sleep(for: .seconds(limit)) } catch {
          return .failure(ProbeFailure(.interrupted))
        }
        return .failure(ProbeFailure(.timedOut))
      }
      let first = await group.next() ?? .failure(ProbeFailure(.timedOut))
      group.cancelAll()
      return first
    }
  }

  private func exchange(_ request: ProbeRequest) async -> Exchange {
    do {
      if request.isPlain { try await checkPlain(request.host) }
      let client = try await client(for: request.host)
      let deadline = NIODeadline.now() + .milliseconds(Int64(rules.totalTimeout * 1000))
      let response = try await client.execute(outgoing(request), deadline: deadline)
      return .answer(try await HTTPTransport.read(response, limit: rules.answerLimit))
    } catch let failure as ProbeFailure {
      return .failure(failure)
    } catch {
      return .failure(ProbeFailure(HTTPTransport.reason(error)))
    }
  }

  /// What is not encrypted stays on this machine.
  private func checkPlain(_ host: String) async throws(ProbeFailure) {
    guard rules.proxy == nil, try await resolver.address(of: host).isLoopback else {
      throw ProbeFailure(.encryptionRefused)
    }
  }

  private func outgoing(_ request: ProbeRequest) -> HTTPClientRequest {
    let port =
      rules.detours[request.host].map { ":\($0.port)" } ?? request.port.map { ":\($0)" }
      ?? rules.allowed(request.host)?.port.map { ":\($0)" } ?? ""
    let scheme = request.isPlain ? "http" : "https"
    var outgoing = HTTPClientRequest(url: "\(scheme)://\(request.host)\(port)\(request.target)")
    outgoing.method = HTTPMethod(rawValue: request.method)
    for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
    // Signatures cover the host's name, and a detour's port is none of the provider's business.
    let ownPort = request.port.map { ":\($0)" } ?? ""
    outgoing.headers.replaceOrAdd(name: "Host", value: request.host + ownPort)
    if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
    return outgoing
  }

  private static func read(_ response: HTTPClientResponse, limit: Int) async throws -> ProbeAnswer {
    var answer = ProbeAnswer(status: Int(response.status.code))
    for header in response.headers {
      answer.headers[header.name.lowercased()] = String(header.value.prefix(4096))
    }
    do {
      for try await part in response.body {
        let room = limit - answer.body.count
        answer.body += part.readableBytesView.prefix(room)
        if part.readableBytes > room {
          answer.isCut = true
          break
        }
      }
    } catch is CancellationError {
      throw ProbeFailure(.interrupted)
    } catch {
      // What inflates without end, and what ends too early.
      answer.isCut = true
    }
    return answer
  }

  private func client(for host: String) async throws(ProbeFailure) -> HTTPClient {
    if let client = await clients[host] { return client }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(
        connect: .milliseconds(Int64(rules.connectTimeout * 1000)),
        read: .milliseconds(Int64(rules.totalTimeout * 1000))),
      decompression: .enabled(limit: .size(rules.inflationLimit)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
    if let proxy = rules.proxy {
      configuration.proxy = .server(host: proxy.host, port: proxy.port)
    } else {
      configuration.dnsOverride = [host: try await resolver.address(of: host).description]
    }
    let client = HTTPClient(
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
    let kept = await clients.keep(client, for: host)
    if kept !== client { await HTTPTransport.shutDown(client) }
    return kept
  }

  private var tls: TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    tls.certificateVerification = .fullVerification
    if let authorities = rules.authorities { tls.additionalTrustRoots = [.file(authorities)] }
    return tls
  }

  private static func shutDown(_ client: HTTPClient) async {
    do { try await client.shutdown() } catch { /* nothing is left to be done with it */  }
  }

  /// Errors of the client become words of ours: their texts may hold addresses and headers.
  private static func reason(_ error: any Error) -> ProbeReason {
    switch error {
    case is CancellationError: .interrupted
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: .certificateRejected
    case let error as HTTPClientError:
      switch error {
      case .connectTimeout, .deadlineExceeded, .readTimeout, .writeTimeout, .tlsHandshakeTimeout: .timedOut
      case .cancelled: .interrupted
      default: .connectionFailed
      }
    case is HTTPParserError: .protocolError
    // The answer's first bytes already inflate beyond the limit: no head is handed out then.
    case is NIOHTTPDecompression.DecompressionError: .oversized
    default: .connectionFailed
    }
  }
}

/// One client a host.
private actor ClientTable {
  private var clients: [String: HTTPClient] = [:]

  subscript(host: String) -> HTTPClient? { clients[host] }

  func keep(_ client: HTTPClient, for host: String) -> HTTPClient {
    if let known = clients[host] { return known }
    clients[host] = client
    return client
  }

  func removeAll() -> [HTTPClient] {
    defer { clients = [:] }
    return Array(clients.values)
  }
}
