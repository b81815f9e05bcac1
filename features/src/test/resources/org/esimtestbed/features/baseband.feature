Feature: A modem obeys REFRESH, or does not
  Enabling is done by the eUICC; that the Device is somebody else from then on is up to its modem.

  Background:
    Given an eUICC with an enabled Profile, in a Device that is attached
    And a second Profile on the eUICC

  @TS.102.223-6.4.7 @SGP.22-3.2.1 @ES10c
  Scenario Outline: A modem that <knows> eUICC Profile State Change is told by <mode>
    Given a modem that <knows> eUICC Profile State Change
    When the End User enables the Profile with REFRESH
    Then the Device was told to REFRESH
    And the REFRESH was <mode>
    And the Device is attached as the subscriber
    And of the two Profiles only the second is enabled

    Examples:
      | knows    | mode                       |
      | knows    | EUICC_PROFILE_STATE_CHANGE |
      | knows no | UICC_RESET                 |

  @quirk @TS.102.223-6.4.7 @SGP.22-3.2.1 @ES10c
  Scenario Outline: A modem with the quirk <quirk> keeps the old identity until it is switched on
    Given a modem with the quirk <quirk>
    When the End User enables the Profile with REFRESH
    Then the eUICC answers OK
    And of the two Profiles only the second is enabled
    But the Device <believes>
    And when it is switched on, it is attached as the subscriber

    Examples:
      | quirk                   | believes                   |
      | IGNORES_REFRESH         | is still who it was before |
      | LEAVES_THE_CARD_WAITING | is still who it was before |
      | KEEPS_CACHED_FILES      | has no service             |
