/// Sends requests: the network's one seam.
package protocol Transport: Sendable {
  /// One attempt. A failure tells its reason and nothing of the request.
  func send(_ request: ProbeRequest) async -> Exchange
  /// One attempt to log in at a database.
  func logIn(_ login: Login) async -> AnswerReading
}

package enum Exchange: Sendable, Hashable {
  case answer(ProbeAnswer)
  case failure(ProbeFailure)
}
