Feature: Confirmation Code
  A Profile with a Confirmation Code goes to whoever knows it, and after three wrong ones to nobody.

  @SGP.22-4.7 @SGP.22-5.6.2 @ES9+
  Scenario: The right Confirmation Code opens the way
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    When the End User scans the Activation Code and types 4711
    Then the eUICC reports that the Profile is installed
    And the eUICC holds that Profile alone, and it is disabled
    And 0 wrong Confirmation Codes are counted

  @SGP.22-5.6.2 @ES9+ @refusal
  Scenario: Without a Confirmation Code there is no package
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    When an LPA that asks for no Confirmation Code downloads the Profile
    Then the SM-DP+ refuses getBoundProfilePackage with 8.2.7 / 2.2
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it
    And 0 wrong Confirmation Codes are counted

  @SGP.22-5.6.2 @SGP.22-5.3.5 @ES9+ @ES2+ @refusal
  Scenario: A wrong Confirmation Code is refused and counted
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    When the End User scans the Activation Code and types 0815
    Then the SM-DP+ refuses getBoundProfilePackage with 8.2.7 / 3.8
    And 1 wrong Confirmation Code is counted
    And the operator is told of a Confirmation Code refused with 8.2.7/3.8
    But the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.2 @SGP.22-3.1.3 @ES9+
  Scenario: Who mistypes the Confirmation Code may type it once more
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    When the End User scans the Activation Code, types 0815, and 4711 when asked again
    Then the eUICC reports that the Profile is installed
    And 1 wrong Confirmation Code is counted
    And the eUICC holds that Profile alone, and it is disabled

  @SGP.22-5.6.2 @ES9+ @refusal
  Scenario: Nobody is asked again when the last attempt was wrong
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    And the End User has typed 0815 twice
    When the End User scans the Activation Code, types 0815, and 4711 when asked again
    Then the SM-DP+ refuses getBoundProfilePackage with 8.2.7 / 6.4
    And the order is Error
    But the eUICC holds no Profile

  @SGP.22-5.6.2 @ES9+ @refusal
  Scenario: The third wrong Confirmation Code is the last
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    And the End User has typed 0815 twice
    When the End User scans the Activation Code and types 0815
    Then the SM-DP+ refuses getBoundProfilePackage with 8.2.7 / 6.4
    And the order is Error
    But the eUICC holds no Profile
    And no package was bound for it

  @SGP.22-3.1.3 @SGP.22-3.1.3.1 @ES9+ @ES10b
  Scenario: An End User who gives no Confirmation Code has rejected the Profile
    Given an SM-DP+ that holds a released Profile with the Confirmation Code 4711
    When the End User scans the Activation Code and gives no Confirmation Code
    Then the LPA ends the download because the End User has rejected it
    And the order is Error
    But the eUICC holds no Profile
    And no package was bound for it
    And no notification waits on the eUICC
