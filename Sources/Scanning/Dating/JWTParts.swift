/// Header and payload of a JSON Web Token (RFC 7519, section 3), decoded.
struct JWTParts {
  let header: [UInt8]
  let payload: [UInt8]

  init?(_ value: [UInt8]) {
    let start = value.firstIndex(of: Array("eyJ".utf8)) ?? value.startIndex
    let parts = value[start...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[1].count <= 1 << 16, parts[0].count <= 1 << 16,
      let payload = LenientBase64.decode(parts[1])
    else { return nil }
    header = LenientBase64.decode(parts[0]) ?? []
    self.payload = payload
  }
}
