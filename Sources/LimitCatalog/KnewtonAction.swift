/// The 33 endpoints with a documented rate, in the order of SPEC 4.3.
///
/// Raw values are positions in that order, so that tables can be indexed by them.
public enum KnewtonAction: UInt8, Sendable, CaseIterable {
  case accountCreate
  case accountCreateBatch
  case accountCurrent
  case accountGet
  case accountDelete
  case registrationCreate
  case registrationGet
  case registrationDelete
  case learningInstanceCreate
  case learningInstanceList
  case learningInstanceGet
  case learningInstanceRegistrations
  case goalCreate
  case goalUpdate
  case goalAssign
  case goalAssignBatch
  case goalAssignmentCheck
  case goalAssignmentDelete
  case eventsUngraded
  case eventsGraded
  case eventsFocus
  case recommendationFollowed
  case eventsBatch
  case recommendationGet
  case liExpectedScore
  case liReadinessForecast
  case liActiveTime
  case liProficiency
  case regExpectedScore
  case regReadinessForecast
  case regActiveTime
  case regProficiency
  case learnersToWatch

  /// The action's id in policies, e.g. `account-create`.
  public var id: String { KnewtonRate.all[Int(rawValue)].id }

  /// The action of this id, or nil.
  public init?(id: String) {
    guard let index = KnewtonRate.all.firstIndex(where: { $0.id == id }) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  /// Its row of the table.
  public var rate: KnewtonRate { KnewtonRate.all[Int(rawValue)] }
}
