Feature: A card that misbehaves
  One named quirk on the card, and the whole ecosystem around it: what the End User, the SM-DP+ and the operator see.

  @quirk @SGP.22-2.5.6 @ES8+
  Scenario Outline: An eUICC with the quirk <quirk> reports errorReason <reason>
    Given the operator has ordered a Profile of type generic
    And an eUICC with the quirk <quirk>
    When the End User scans the Activation Code
    Then the eUICC reports errorReason <reason>
    But the eUICC holds no Profile
    And the order is Downloaded

    Examples:
      | quirk                                | reason |
      | explicit-pin-context                 | 12     |
      | reject-templates=[2.23.143.1.2.8]    | 12     |
      | file-size-octets=2                   | 12     |
      | missing-file-descriptor              | 12     |
      | require-icon                         | 1      |
      | fail-at-segment=5                    | 127    |

  @quirk @ES10b @ES10c
  Scenario Outline: The quirk <quirk> keeps no one from a Profile
    Given the operator has ordered a Profile of type generic
    And an eUICC with the quirk <quirk>
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the eUICC holds that Profile alone, and it is disabled

    Examples:
      | quirk                                  |
      | long-lengths=3                         |
      | select-response=get-response           |
      | first-channel=4                        |
      | first-sequence-number=128              |
      | info2-fields={future: true}            |
      | strict-segmentation                    |
      | unused-mandatory-services              |

  @quirk @SGP.22-3.2.1 @ES10c
  Scenario Outline: The quirk <quirk> keeps no one from the network
    Given the operator has ordered a Profile of type generic
    And an eUICC with the quirk <quirk>
    When the End User scans the Activation Code and enables the Profile
    Then the eUICC answers OK
    And the Device is attached as the subscriber
    And no notification waits on the eUICC

    Examples:
      | quirk                                  |
      | no-channels                            |
      | maximum-channels=1                     |
      | le-zero                                |
      | checksum-errors                        |
      | checksum-errors={above: 60, every: 1}  |
      | enable-accepts=[aid, refresh]          |
      | enable-accepts=[iccid, refresh]        |
      | cat-busy=2                             |
      | first-sequence-number=0                |

  @quirk @SGP.22-5.7.16 @ES10c
  Scenario: A card that stays busy is not asked for ever
    Given the operator has ordered a Profile of type generic
    And an eUICC with the quirk cat-busy=9
    When the End User scans the Activation Code and enables the Profile
    Then the eUICC answers CAT_BUSY
    And the eUICC holds that Profile alone, and it is disabled

  @quirk @SGP.22-2.4.3 @ES10b @ES10c
  Scenario: A card whose ISD-R has an AID of its own is found
    Given the operator has ordered a Profile of type generic
    And an eUICC of the personality five-ber
    When the End User scans the Activation Code and enables the Profile
    Then the eUICC answers OK
    And the Device is attached as the subscriber
    And no notification waits on the eUICC
