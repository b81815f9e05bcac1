Feature: Installation
  The eUICC installs a Bound Profile Package wholly or not at all, and signs what became of it.

  @SGP.22-2.5.6 @ES8+ @ES10b @refusal
  Scenario: A package that was changed on the way is not installed
    Given the operator has ordered a Profile of type generic
    When one octet of the Bound Profile Package is changed on its way to the eUICC
    Then the eUICC reports errorReason 8
    And these notifications wait on the eUICC: install
    But the eUICC holds no Profile
    And the order is Downloaded

  @SGP.22-5.5.3 @ES8+ @ES10b @refusal
  Scenario: Metadata that was changed on the way is not believed
    Given the operator has ordered a Profile of type generic
    When the metadata in the Bound Profile Package is changed on its way to the eUICC
    Then the eUICC reports errorReason 8
    And these notifications wait on the eUICC: install
    But the eUICC holds no Profile
    And the order is Downloaded

  @SGP.22-5.5.1 @ES8+ @ES10b @refusal
  Scenario: A package the SM-DP+ has not signed for this eUICC is not installed
    Given the operator has ordered a Profile of type generic
    When smdpSign is changed on its way to the eUICC
    Then the eUICC reports errorReason 2
    And these notifications wait on the eUICC: install
    But the eUICC holds no Profile
    And the order is Downloaded

  @SGP.22-5.6.4 @SGP.22-5.3.5 @ES9+ @ES2+
  Scenario: The operator hears of an installation that failed
    Given the operator has ordered a Profile of type generic
    And one octet of the Bound Profile Package is changed on its way to the eUICC
    When the Device delivers its notifications
    Then these notifications were acknowledged: install
    And the order is Released
    # damaged on the way: bound anew it may well go through
    And the operator is told that the installation has failed
    But the eUICC holds no Profile

  @SGP.22-5.5.3 @ES8+ @refusal
  Scenario: A Profile is installed once
    Given an SM-DP+ that holds a released Profile
    And the Profile is installed on the eUICC, and the SM-DP+ has not heard of it
    When the End User scans the Activation Code again
    Then the eUICC reports errorReason 9
    And the eUICC holds that Profile alone, and it is disabled
    And these notifications wait on the eUICC: install, install, install
    And the order is Downloaded

  @SGP.22-5.6.4 @ES9+
  Scenario: A second attempt does not undo the success of the first
    Given an SM-DP+ that holds a released Profile
    And the Profile is installed on the eUICC, and the SM-DP+ has not heard of it
    And the End User scans the Activation Code again
    When the Device delivers its notifications
    Then these notifications were acknowledged: install, install, install
    And the order is Installed
    And the eUICC holds that Profile alone, and it is disabled

  @SGP.22-2.5.6 @TCA @ES8+ @refusal
  Scenario: An eUICC that insists on a parameter the specification calls optional says what it misses
    Given the operator has ordered a Profile of type generic-without-gid1
    And an eUICC that insists on EF.GID1
    When the End User scans the Activation Code
    Then the eUICC reports errorReason 12
    And the SIMA response shows "invalid-parameter(6)" and nothing else
    And the SIMA response names the Profile Element of EF.GID1 and says "opt-usim: lacks ef-gid1"
    But the eUICC holds no Profile
    And the order is Downloaded
    And these notifications wait on the eUICC: install

  @SGP.22-2.5.6 @TCA @ES8+
  Scenario: An eUICC that insists on nothing optional installs the same Profile
    Given the operator has ordered a Profile of type generic-without-gid1
    And an eUICC that takes a Profile without EF.GID1
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the SIMA response shows "ok(0)" and nothing else
    And the eUICC holds that Profile alone, and it is disabled

  @SGP.22-2.5.6 @TCA @ES8+
  Scenario: An eUICC that insists on a parameter takes a Profile that has it
    Given the operator has ordered a Profile of type generic
    And an eUICC that insists on EF.GID1
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the eUICC holds that Profile alone, and it is disabled

  @SGP.22-2.5.6 @SGP.22-3.1.3.2 @ES8+ @ES10b
  Scenario Outline: When the power fails after <blocks> blocks nothing is installed, and the eUICC says so
    Given an SM-DP+ that holds a released Profile
    When the End User scans the Activation Code, and the power fails after <blocks> blocks of the Profile
    Then the eUICC has kept the result with errorReason 11
    And these notifications wait on the eUICC: install
    But the eUICC holds no Profile
    And the order is Downloaded

    Examples:
      | blocks |
      | 0      |
      | 1      |
      | 3      |

  @SGP.22-3.1.6 @ES9+ @ES10b
  Scenario: After a failure of power the Profile may be downloaded once more
    Given an SM-DP+ that holds a released Profile
    And the End User scans the Activation Code, and the power fails after 2 blocks of the Profile
    When the Device delivers its notifications
    Then these notifications were acknowledged: install
    And the order is Released
    And the eUICC holds no Profile

  @SGP.22-3.1.6 @ES9+ @ES10b
  Scenario: The second attempt after a failure of power succeeds
    Given an SM-DP+ that holds a released Profile
    And the End User scans the Activation Code, and the power fails after 2 blocks of the Profile
    And the Device delivers its notifications
    When the End User scans the Activation Code again
    Then the eUICC reports that the Profile is installed
    And the eUICC holds that Profile alone, and it is disabled
    And 2 packages were bound for it

  @SGP.22-5.6.4 @ES9+ @refusal
  Scenario: An installation result that nobody has signed is acknowledged and not believed
    Given an SM-DP+ that holds a released Profile
    And the Profile is installed on the eUICC, and the SM-DP+ has not heard of it
    When the installation result comes to the SM-DP+ with a signature that was changed on the way
    Then the order is Downloaded
    And these notifications wait on the eUICC: install, install

  @SGP.22-5.6.4 @ES9+
  Scenario: An installation result that comes twice is believed once
    Given an SM-DP+ that holds a released Profile
    And the Profile is installed on the eUICC, and the SM-DP+ has not heard of it
    When the installation result comes to the SM-DP+ twice
    Then the order is Installed
    And 1 package was bound for it
    And the eUICC holds that Profile alone, and it is disabled
