internal import Git

/// A visitor that numbers a pack's objects as the store does.
protocol NumberedVisitor: PackVisitor {
  /// That of the first object of the pack in hand.
  var firstNumber: Int { get set }
}
