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
}
