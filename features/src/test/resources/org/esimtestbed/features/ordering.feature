Feature: Ordering
  The operator orders over ES2+ with mutual TLS. A function that is refused leaves every order as it was.

  @SGP.22-5.3 @SGP.22-3.1.6 @ES2+
  Scenario Outline: After "<functions>" the order is <state>
    Given a subscriber without an order
    When the operator calls "<functions>"
    Then the order is <state>
    And no package was bound for it

    Examples:
      | functions                                   | state     |
      | downloadOrder                               | Allocated |
      | downloadOrder for an EID                    | Linked    |
      | downloadOrder, confirmOrder                 | Confirmed |
      | downloadOrder for an EID, confirmOrder      | Confirmed |
      | downloadOrder, confirmOrder, releaseProfile | Released  |

  @SGP.22-5.3.1 @ES2+ @refusal
  Scenario: A profile type the SM-DP+ does not have is refused
    Given a subscriber without an order
    When the operator orders a Profile of type platinum
    Then the SM-DP+ refuses downloadOrder with 8.2.5 / 3.9
    And there is no order

  @SGP.22-5.3.1 @ES2+ @refusal
  Scenario: An ICCID is ordered once
    Given an order that is Confirmed
    When the operator orders the same ICCID again
    Then the SM-DP+ refuses downloadOrder with 8.2.1 / 3.3
    And the order is Confirmed

  @SGP.22-5.3.4 @ES2+ @refusal
  Scenario: What is not confirmed is not released
    Given an order that is Allocated
    When the operator calls "releaseProfile"
    Then the SM-DP+ refuses releaseProfile with 8.2.1 / 3.5
    And the order is Allocated
    And the order has no MatchingID

  @SGP.22-5.3.4 @ES2+ @refusal
  Scenario: What nobody ordered is not released
    Given a subscriber without an order
    When the operator calls "releaseProfile"
    Then the SM-DP+ refuses releaseProfile with 8.2.1 / 3.9
    And there is no order

  @SGP.22-5.3.2 @ES2+ @refusal
  Scenario: A MatchingID leads to one order
    Given another order is reached by a MatchingID of the operator's choice
    And an order that is Allocated
    When the operator confirms the order with the MatchingID of the other
    Then the SM-DP+ refuses confirmOrder with 8.2.6 / 3.3
    And the order is Allocated
    And the order has no MatchingID
    And the MatchingID still leads to the other order

  @SGP.22-2.6.6 @ES2+ @refusal
  Scenario: Somebody whose certificate a foreign CI has signed gets no connection
    Given a subscriber without an order
    When somebody with a certificate of a foreign CI calls downloadOrder
    Then TLS does not let the caller through
    And there is no order

  @SGP.22-5.2.6 @ES2+ @refusal
  Scenario: An operator the SM-DP+ does not know may not order in the name of another
    Given a subscriber without an order
    When an operator the SM-DP+ does not know calls downloadOrder
    Then the SM-DP+ answers downloadOrder with HTTP 403
    And there is no order

  @SGP.22-6.5 @ES2+ @ES9+ @refusal
  Scenario Outline: "<body>" at <interface> <function> is answered with HTTP <status>
    When "<body>" comes to <interface>.<function>
    Then the HTTP status is <status>
    And all orders are as they were

    Examples:
      | interface | function               | body                 | status |
      | ES2+      | downloadOrder          | no JSON at all       | 400    |
      | ES2+      | confirmOrder           | {'iccid':            | 400    |
      | ES2+      | releaseProfile         | 1 MiB and one octet  | 413    |
      | ES9+      | initiateAuthentication | no JSON at all       | 400    |
      | ES9+      | handleNotification     | [1, 2, 3]            | 400    |
      | ES9+      | authenticateClient     | 1 MiB and one octet  | 413    |
