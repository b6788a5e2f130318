internal import Glibc

/// Shannon entropy of a value's bytes, in bits per byte (0 to 8).
package enum Entropy {
  package static func bitsPerByte(_ bytes: UnsafeRawBufferPointer) -> Double {
    guard bytes.count > 1 else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      for byte in bytes { counts[Int(byte)] += 1 }
      let total = Double(bytes.count)
      return counts.reduce(0.0) { sum, count in
        guard count > 0 else { return sum }
        let share = Double(count) / total
        return sum - share * log2(share)
      }
    }
  }

  package static func bitsPerByte(_ bytes: [UInt8]) -> Double { bytes.withUnsafeBytes { bitsPerByte($0) } }
}
