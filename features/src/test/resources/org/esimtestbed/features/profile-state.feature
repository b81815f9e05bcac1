Feature: Enabling, disabling and deleting
  One Profile at most is enabled. The Device learns of a change by REFRESH, or when it looks again.

  @SGP.22-5.7.16 @SGP.22-3.2.1 @TS.102.223-6.4.7 @ES10c
  Scenario: Enabling with REFRESH: the Device starts anew and attaches
    Given an eUICC with an installed Profile, in a Device that is switched on
    When the End User enables the Profile with REFRESH
    Then the eUICC answers OK
    And the Device was told to REFRESH
    And the Device is attached as the subscriber
    And the eUICC holds that Profile alone, and it is enabled
    And these notifications wait on the eUICC: enable
    And the order is Installed

  @SGP.22-5.7.16 @SGP.22-3.2.1 @ES10c
  Scenario: Enabling without REFRESH: the Device does not notice
    Given an eUICC with an installed Profile, in a Device that is switched on
    When the End User enables the Profile without REFRESH
    Then the eUICC answers OK
    And the eUICC raised no proactive command
    And the eUICC holds that Profile alone, and it is enabled
    And these notifications wait on the eUICC: enable
    But the Device has no service

  @SGP.22-3.2.1 @ES10c
  Scenario: Enabling without REFRESH: the Device notices when it is switched on
    Given an eUICC with an installed Profile, in a Device that is switched on
    And the End User enables the Profile without REFRESH
    When the Device is switched on
    Then the Device is attached as the subscriber
    And the eUICC raised no proactive command

  @SGP.22-3.5 @SGP.22-5.6.4 @ES9+
  Scenario: The SM-DP+ acknowledges that the Profile was enabled
    Given an eUICC with an installed Profile, in a Device that is switched on
    And the End User enables the Profile with REFRESH
    When the Device delivers its notifications
    Then these notifications were acknowledged: enable
    And the order is Installed

  @SGP.22-5.7.16 @ES10c @refusal
  Scenario: An enabled Profile is not enabled again
    Given an eUICC with an enabled Profile, in a Device that is attached
    When the End User enables the Profile with REFRESH
    Then the eUICC answers PROFILE_NOT_IN_DISABLED_STATE
    And the eUICC raised no proactive command
    And the eUICC holds that Profile alone, and it is enabled
    And the Device is attached as the subscriber
    And no notification waits on the eUICC

  @SGP.22-5.7.18 @ES10c @refusal
  Scenario: An enabled Profile is not deleted
    Given an eUICC with an enabled Profile, in a Device that is attached
    When the End User deletes the Profile
    Then the eUICC answers PROFILE_NOT_IN_DISABLED_STATE
    And the eUICC holds that Profile alone, and it is enabled
    And the Device is attached as the subscriber
    And no notification waits on the eUICC

  @SGP.22-5.7.17 @ES10c @refusal
  Scenario: A disabled Profile is not disabled again
    Given an eUICC with an installed Profile, in a Device that is switched on
    When the End User disables the Profile with REFRESH
    Then the eUICC answers PROFILE_NOT_IN_ENABLED_STATE
    And the eUICC raised no proactive command
    And the eUICC holds that Profile alone, and it is disabled
    And no notification waits on the eUICC

  @SGP.22-5.7.17 @ES10c
  Scenario: Disabling takes the Device out of service and keeps the Profile
    Given an eUICC with an enabled Profile, in a Device that is attached
    When the End User disables the Profile with REFRESH
    Then the eUICC answers OK
    And the Device was told to REFRESH
    And the Device has no service
    And the eUICC holds that Profile alone, and it is disabled
    And these notifications wait on the eUICC: disable

  @SGP.22-5.7.18 @ES10c
  Scenario: Deleting removes a disabled Profile
    Given an eUICC with an installed Profile, in a Device that is switched on
    When the End User deletes the Profile
    Then the eUICC answers OK
    And the eUICC holds no Profile
    And these notifications wait on the eUICC: delete
    And the order is Installed

  @SGP.22-5.7.16 @SGP.22-5.7.21 @ES2+ @ES10c
  Scenario Outline: A Profile is managed by its ICCID of <digits> digits
    Given an SM-DP+ that holds a released Profile with an ICCID of <digits> digits
    When the End User scans the Activation Code
    And the End User names the Profile "Holidays"
    Then the eUICC answers OK
    And the eUICC lists it as "Holidays"
    When the End User enables the Profile without REFRESH
    Then the eUICC answers OK
    And the eUICC holds that Profile alone, and it is enabled
    When the End User disables the Profile without REFRESH
    Then the eUICC answers OK
    When the End User deletes the Profile
    Then the eUICC answers OK
    And the eUICC holds no Profile

    Examples:
      | digits |
      | 18     |
      | 19     |
      | 20     |

  @SGP.22-3.2.1 @ES10c
  Scenario: Enabling a second Profile disables the first
    Given an eUICC with an enabled Profile, in a Device that is attached
    And a second Profile on the eUICC
    When the End User enables the Profile with REFRESH
    Then the eUICC answers OK
    And of the two Profiles only the second is enabled
    And the Device is attached as the subscriber
    And these notifications wait on the eUICC: disable, enable

  @SGP.22-3.5 @ES9+ @ES10b
  Scenario: What nobody has acknowledged stays on the eUICC
    Given an eUICC with an enabled Profile, in a Device that is attached
    And the End User disables the Profile with REFRESH
    And the Device does not trust the SM-DP+
    When the Device delivers its notifications
    Then no notification was acknowledged
    And these notifications wait on the eUICC: disable

  @SGP.22-3.5 @ES9+ @ES10b
  Scenario: What could not be delivered is delivered later
    Given an eUICC with an enabled Profile, in a Device that is attached
    And the Device does not trust the SM-DP+
    And the End User disables the Profile with REFRESH
    And the Device delivers its notifications
    And the Device trusts the SM-DP+ again
    When the Device delivers its notifications
    Then these notifications were acknowledged: disable

  @TS.102.221-9.5.1 @SGP.22-3.2.1 @ES10c
  Scenario: A Profile with a PIN: the Device asks for it before it attaches
    Given an eUICC with an installed Profile of type generic-pin, in a Device that is switched on
    When the End User enables the Profile with REFRESH
    Then the eUICC answers OK
    And the eUICC holds that Profile alone, and it is enabled
    But the Device asks for the PIN, attempts left: 3

  @TS.102.221-11.1.9 @TS.102.221-9.5.1
  Scenario: A Profile with a PIN: the right one lets the Device attach, until it is switched on again
    Given an eUICC with an installed Profile of type generic-pin, in a Device that is switched on
    And the End User enables the Profile with REFRESH
    And the End User types a wrong PIN
    When the End User types the PIN
    Then the Device is attached as the subscriber
    But when the Device is switched on again it asks for the PIN, attempts left: 3

  @TS.102.221-11.1.13 @TS.102.221-9.5.3 @refusal
  Scenario: A Profile with a PIN: three wrong ones block it, and the PUK gives it a new value
    Given an eUICC with an installed Profile of type generic-pin, in a Device that is switched on
    And the End User enables the Profile with REFRESH
    When the End User types a wrong PIN
    Then the Device asks for the PIN, attempts left: 2
    When the End User types a wrong PIN
    And the End User types a wrong PIN
    Then the Device asks for the PUK, attempts left: 10
    When the End User types a wrong PUK and a new PIN
    Then the Device asks for the PUK, attempts left: 9
    When the End User types the PUK and a new PIN
    Then the Device is attached as the subscriber
    And no trace holds PIN or PUK
