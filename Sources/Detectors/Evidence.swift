/// What tells a value as a credential, the most telling first.
enum Evidence: UInt8 {
  /// Its own shape.
  case shape
  /// It is assigned to a name that holds one of the detector's keywords.
  case keyword
  /// It is assigned to a name that holds the provider's name and a credential word.
  case wordAndName
  /// The provider's name stands near, and it is assigned to a name that holds a credential word.
  case nearName
  /// The provider's name stands near, and a credential word before it on its line.
  case nearProse
  /// It is assigned to a name that holds the provider's name.
  case word
  /// The provider's name alone stands before it.
  case wordAlone
  /// Random, and assigned to a secret-like name; this and the next of generic detectors.
  case random
  /// Such as people choose for a password, quoted, and assigned to a password's name.
  case password
  /// The same without quotes.
  case barePassword
  /// Assigned to a secret-like name, but it may be something else.
  case ordinary

  /// Told by a provider's name that stands near.
  var isByWord: Bool {
    switch self {
    case .wordAndName, .nearName, .nearProse, .word, .wordAlone: true
    case .shape, .keyword, .random, .password, .barePassword, .ordinary: false
    }
  }
}
