Feature: Mutual authentication
  eUICC and SM-DP+ prove to each other who they are before a Profile is offered. Whoever fails changes nothing.

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: An unknown MatchingID is refused
    Given an SM-DP+ that holds a released Profile
    When the End User scans an Activation Code with a MatchingID that no order has
    Then the SM-DP+ refuses authenticateClient with 8.2.6 / 3.8
    And the eUICC holds no Profile
    And no notification waits on the eUICC
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @SGP.22-4.5.2.2 @ES9+ @refusal
  Scenario: An eUICC whose EUM certificate has expired is refused
    Given an SM-DP+ that holds a released Profile
    And an eUICC whose EUM certificate has expired
    When the End User scans the Activation Code
    Then the SM-DP+ refuses authenticateClient with 8.1.2 / 6.3
    And the eUICC holds no Profile
    And no notification waits on the eUICC
    And the order is Released
    And no package was bound for it
    And the order is for no eUICC in particular

  @SGP.22-5.6.1 @ES9+ @refusal
  Scenario: An eUICC of a foreign CI is refused
    Given an SM-DP+ that holds a released Profile
    And an eUICC of a foreign CI
    When the End User scans the Activation Code
    Then the SM-DP+ refuses initiateAuthentication with 8.8.2 / 3.1
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: A Profile for another eUICC is not handed out
    Given an SM-DP+ that holds a Profile released for another eUICC
    When the End User scans the Activation Code
    Then the SM-DP+ refuses authenticateClient with 8.1.1 / 3.8
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: A Profile that is not released is not handed out
    Given an order that is Confirmed
    When the End User scans the Activation Code
    Then the SM-DP+ refuses authenticateClient with 8.2 / 1.2
    And the eUICC holds no Profile
    And the order is Confirmed
    And no package was bound for it

  @SGP.22-5.6.1 @ES9+ @refusal
  Scenario: An SM-DP+ does not answer to an address that is not its own
    Given an SM-DP+ that holds a released Profile
    When the End User scans an Activation Code that names the SM-DP+ by another address
    Then the SM-DP+ refuses initiateAuthentication with 8.8.1 / 3.8
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: A TransactionID the SM-DP+ never issued is refused
    Given an SM-DP+ that holds a released Profile
    When the TransactionID is changed on its way to the SM-DP+
    Then the SM-DP+ refuses authenticateClient with 8.10.1 / 3.9
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.7.13 @ES10b @refusal
  Scenario: A signature of the SM-DP+ that does not verify is refused
    Given an SM-DP+ that holds a released Profile
    When serverSignature1 is changed on its way to the eUICC
    Then the eUICC refuses AuthenticateServer with invalidSignature(2)
    And the eUICC holds no Profile
    And no notification waits on the eUICC
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: A signature of the eUICC that does not verify is refused
    Given an SM-DP+ that holds a released Profile
    When euiccSignature1 is changed on its way to the SM-DP+
    Then the SM-DP+ refuses authenticateClient with 8.1 / 6.1
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it
    And the order is for no eUICC in particular

  @SGP.22-2.6.6 @ES9+ @refusal
  Scenario: An LPA does not talk to a server of a foreign CI
    Given an SM-DP+ that holds a released Profile
    When the End User scans an Activation Code that leads to a server of a foreign CI
    Then the LPA refuses the server
    And the server has heard nothing
    And the eUICC holds no Profile
    And the order is Released
