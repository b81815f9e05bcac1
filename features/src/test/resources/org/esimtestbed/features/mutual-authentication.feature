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

  @SGP.22-5.7.5 @ES10b @refusal
  Scenario: An offer the SM-DP+ has not signed is not accepted
    Given an SM-DP+ that holds a released Profile
    When smdpSignature2 is changed on its way to the eUICC
    Then the eUICC refuses PrepareDownload with invalidSignature(2)
    And the eUICC holds no Profile
    And no notification waits on the eUICC
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.2 @ES9+ @refusal
  Scenario: No package is bound to a one-time key the eUICC has not signed
    Given an SM-DP+ that holds a released Profile
    When euiccSignature2 is changed on its way to the SM-DP+
    Then the SM-DP+ refuses getBoundProfilePackage with 8.1 / 6.1
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

  @SGP.22-5.6.3 @ES9+
  Scenario: A Profile for this eUICC is found without a MatchingID
    Given an SM-DP+ that holds a Profile released for this eUICC
    When the End User scans an Activation Code without a MatchingID
    Then the eUICC reports that the Profile is installed
    And the eUICC holds that Profile alone, and it is disabled

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: Without a MatchingID nobody gets a Profile that is for no eUICC in particular
    Given an SM-DP+ that holds a released Profile
    When the End User scans an Activation Code without a MatchingID
    Then the SM-DP+ refuses authenticateClient with 8.1.1 / 3.8
    And the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: A Profile that was handed to one eUICC is not handed to another
    Given an SM-DP+ that holds a released Profile
    And the Profile is installed on the eUICC, and the SM-DP+ has not heard of it
    When the End User of another eUICC scans the same Activation Code
    Then the SM-DP+ refuses authenticateClient with 8.1.1 / 3.8
    And the eUICC holds no Profile
    And the order is Downloaded
    And the order is for the eUICC that came first
    And 1 package was bound for it

  @SGP.22-5.6.3 @ES9+ @refusal
  Scenario: An Activation Code is good for one installation
    Given an SM-DP+ that holds a released Profile
    And the Profile is installed on the eUICC, and the SM-DP+ has not heard of it
    And the Device delivers its notifications
    When the End User scans the Activation Code again
    Then the SM-DP+ refuses authenticateClient with 8.2.6 / 3.8
    And the eUICC holds that Profile alone, and it is disabled
    And the order is Installed
    And 1 package was bound for it

  @SGP.22-5.6.3 @SGP.22-5.3.5 @ES9+ @ES2+ @refusal
  Scenario: A Profile that is too large for the eUICC is not handed out
    Given an SM-DP+ that holds a released Profile
    And an eUICC with 2000 octets of memory
    When the End User scans the Activation Code
    Then the SM-DP+ refuses authenticateClient with 8.1 / 4.8
    And the operator is told of an eligibility check refused with 8.1/4.8
    But the eUICC holds no Profile
    And the order is Released
    And no package was bound for it

  @SGP.22-5.6.3 @SGP.22-5.3.5 @ES9+ @ES2+ @refusal
  Scenario: After five packages that came to nothing there is no sixth
    Given an SM-DP+ that holds a released Profile
    And 5 downloads have been spoilt on the way
    When the End User scans the Activation Code
    Then the SM-DP+ refuses authenticateClient with 8.8.5 / 6.4
    And the operator is told of an eligibility check refused with 8.8.5/6.4
    And the order is Error
    But the eUICC holds no Profile
    And 5 packages were bound for it

  @SGP.22-3.1.3.1 @SGP.22-5.7.14 @SGP.22-5.6.5 @ES9+ @ES10b
  Scenario: An End User who rejects the Profile ends the session on both sides
    Given an SM-DP+ that holds a released Profile
    When the End User scans the Activation Code and rejects the Profile
    Then the LPA ends the download because the End User has rejected it
    And the order is Error
    But the eUICC holds no Profile
    And no notification waits on the eUICC
    And no package was bound for it
