Feature: Profile Policy Rules
  A Profile that ties its subscriber is installed only where eUICC, operator and End User allow it.

  @SGP.22-2.9.2.1 @ES10b
  Scenario: A Profile whose rules the End User agrees to is installed
    Given the operator has ordered a Profile of type generic-ppr2
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the eUICC holds that Profile alone, and it is disabled

  @SGP.22-2.9.2.1 @SGP.22-3.1.3.1 @ES10b @ES9+
  Scenario: A Profile whose rules the End User does not agree to can be downloaded later
    Given the operator has ordered a Profile of type generic-ppr2
    When the End User scans the Activation Code and does not agree to the rules
    Then the LPA ends the download with postponed
    And the order is Released
    And no package was bound for it
    But the eUICC holds no Profile

  @SGP.22-2.9.3.1 @SGP.22-3.1.3.1 @ES10b @ES9+ @refusal
  Scenario: A Profile that must not be disabled is not downloaded beside another
    Given an eUICC with an installed Profile, in a Device that is switched on
    And the operator has ordered a Profile of type generic-ppr1
    When the End User scans the Activation Code
    Then the LPA ends the download with pprNotAllowed
    And the order is Error
    And no package was bound for it
    And no notification waits on the eUICC

  @SGP.22-2.9.1 @SGP.22-5.7.17 @ES10c
  Scenario: A Profile that must not be disabled stays enabled
    Given a Device attached with a Profile of type generic-ppr1
    When the End User disables the Profile with REFRESH
    Then the eUICC answers DISALLOWED_BY_POLICY
    And the eUICC holds that Profile alone, and it is enabled
    And the Device is attached as the subscriber

  @SGP.22-2.9.1 @SGP.22-5.7.18 @ES10c
  Scenario: A Profile that must not be deleted stays
    Given a Device attached with a Profile of type generic-ppr2
    And the End User disables the Profile with REFRESH
    When the End User deletes the Profile
    Then the eUICC answers DISALLOWED_BY_POLICY
    And the eUICC holds that Profile alone, and it is disabled
