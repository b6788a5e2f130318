internal import CLogins
internal import Findings

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A login to RabbitMQ, or another broker that speaks AMQP 0-9-1, through librabbitmq. Its `amqp_login` has a variable
/// number of arguments and hides where a login ended, so the methods are sent one by one.
struct AMQPLogin {
  typealias Connection = OpaquePointer
  private let make: @convention(c) () -> Connection?
  private let makeSocket: @convention(c) (Connection) -> OpaquePointer?
  private let setDescriptor: @convention(c) (OpaquePointer, Int32) -> Void
  private let destroy: @convention(c) (Connection) -> Int32
  let sendHeader: @convention(c) (Connection) -> Int32
  let send: @convention(c) (Connection, UInt16, UInt32, UnsafeMutableRawPointer) -> Int32
  let next: @convention(c) (Connection, UnsafeMutablePointer<AMQPFrame>, UnsafePointer<timeval>) -> Int32

  private static let library = ClientLibrary(["librabbitmq.so.4", "librabbitmq.4.dylib"])

  init?() {
    guard let library = Self.library else { return nil }
    do {
      make = try library.function("amqp_new_connection")
      makeSocket = try library.function("amqp_tcp_socket_new")
      setDescriptor = try library.function("amqp_tcp_socket_set_sockfd")
      destroy = try library.function("amqp_destroy_connection")
      sendHeader = try library.function("amqp_send_header")
      send = try library.function("amqp_send_method")
      next = try library.function("amqp_simple_wait_frame_noblock")
    } catch {
      return nil
    }
  }

  /// Blocks until the deadline at most. The descriptor is closed in any case.
  func attempt(
    _ login: Login, at place: LoginPlace, on descriptor: Int32, until deadline: Double
  ) -> AnswerReading {
    guard let connection = make() else {
      _ = systemClose(descriptor)
      return AnswerReading(.unknown, .connectionFailed)
    }
    // Closes the descriptor as well.
    defer { _ = destroy(connection) }
    guard let socket = makeSocket(connection) else {
      _ = systemClose(descriptor)
      return AnswerReading(.unknown, .connectionFailed)
    }
    setDescriptor(socket, descriptor)
    do {
      let talk = AMQPTalk(library: self, connection: connection, deadline: deadline)
      return try talk.logIn(login, isLocal: place.address.isLoopback)
    } catch {
      return AnswerReading(error)
    }
  }
}
