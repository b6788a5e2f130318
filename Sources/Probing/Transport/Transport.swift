/// Sends requests: the network's one seam.
package protocol Transport: Sendable {
  /// One attempt. A failure tells its reason and nothing of the request.
  func send(_ request: ProbeRequest) async -> Exchange
}

package enum Exchange: Sendable, Hashable {
  case answer(ProbeAnswer)
  case failure(ProbeFailure)
}
