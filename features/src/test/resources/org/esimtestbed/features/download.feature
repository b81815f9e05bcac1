Feature: From the operator's order to an attached Device
  The main job, with our own profile type and with the published ones.

  @SGP.22-3.1.1 @SGP.22-3.1.3 @ES2+ @ES9+ @ES8+ @ES10b @ES10c
  Scenario Outline: An ordered Profile of type <type> is installed, enabled and let into the network
    Given the operator has ordered a Profile of type <type>
    When the End User scans the Activation Code and enables the Profile
    Then the eUICC reports that the Profile is installed
    And the SIMA response shows "ok(0)" and nothing else
    And the eUICC answers OK
    And the Device was told to REFRESH
    And the Device is attached as the subscriber
    And the eUICC holds that Profile alone, and it is enabled
    And the operator is told that the Profile is installed
    And the order is Installed
    And no notification waits on the eUICC

    Examples:
      | type                          |
      | generic                       |
      | TS48-V7.0-SAIP2.3-BERTLV-SUCI |
      | TS48V1-A-UNIQUE               |
      | TS48V1-B-UNIQUE               |

  @TS.33.102-6.3.5
  Scenario Outline: A subscriber of type <type> and a network that lost its sequence number find together again
    Given a Device attached with a Profile of type <type>
    And the operator's network has lost the sequence number of the subscriber
    When the Device is switched on
    Then the Device is attached as the subscriber
    And the Device has resynchronised
    And the eUICC holds that Profile alone, and it is enabled
    But the next time it need not

    Examples:
      | type                          |
      | generic                       |
      | TS48-V7.0-SAIP2.3-BERTLV-SUCI |
      | TS48V1-A-UNIQUE               |
      | TS48V1-B-UNIQUE               |

  @SGP.26 @SGP.22-3.1.2 @SGP.22-3.1.3 @ES2+ @ES9+ @ES8+ @ES10b @ES10c
  Scenario: The published test certificates of SGP.26 carry a download from end to end
    Given CI, EUM and SM-DP+ have the keys and certificates that SGP.26 publishes
    And the operator has ordered a Profile of type generic
    When the End User scans the Activation Code and enables the Profile
    Then the eUICC reports that the Profile is installed
    And the Device is attached as the subscriber
    And the eUICC holds that Profile alone, and it is enabled
    And the operator is told that the Profile is installed
    And the order is Installed
    And no notification waits on the eUICC
