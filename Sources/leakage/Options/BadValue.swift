/// Why an option's value cannot be used; the parser puts option and value before it.
struct BadValue: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
