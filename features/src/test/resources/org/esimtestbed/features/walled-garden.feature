Feature: A provisioning Profile leads to the SM-DP+ and nowhere else
  A Device is sold with a provisioning Profile, and fetches by it the Profile it is to use. The operator's network knows
  the class of each subscriber's Profile: it forces the access point of a provisioning one whatever the Device has set,
  and lets nothing through but the SM-DP+. Nobody has to set an access point by hand, and nobody has free access.

  Background:
    Given a Device that runs on its provisioning Profile, without Wi-Fi
    And the operator has ordered a Profile of type generic

  @SGP.22-2.4.5.3 @SGP.22-3.1.3 @TS.24.301-6.5.1 @ES9+
  Scenario Outline: The Profile is fetched whatever access point the End User has set: <apn>
    Given the End User has set the access point <apn>
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the Device was given the access point rsp
    And the SM-DP+ was reached through the operator's gateway
    And the order is Installed once the notifications are delivered

    Examples:
      | apn      |
      | none     |
      | internet |
      | mistyped |

  @TS.24.301-6.5.1 @refusal
  Scenario Outline: No other host is reached: <host>
    When the Device opens a connection to <host>
    Then the operator's gateway answers <status>

    Examples:
      | host                            | status |
      | the SM-DP+                      | 200    |
      | another port of the SM-DP+      | 403    |
      | the SM-DP+ by another name      | 403    |
      | a web page                      | 403    |

  @TS.24.008-AnnexH @TS.24.011-8.2.5.4 @refusal
  Scenario Outline: There is neither voice nor SMS: <service>
    Given another subscriber whose Device is attached
    When the End User tries <service> to that subscriber
    Then the network refuses it with "requested facility not subscribed (50)"
    And the other subscriber hears nothing

    Examples:
      | service         |
      | a call          |
      | a short message |

  @TS.24.301-6.5.1 @TS.24.301-9.9.4.4 @ES9+ @refusal
  Scenario: Where the network forces no access point, a wrong one leads nowhere
    Given the operator's network forces no access point
    And the End User has set the access point internet
    When the End User scans the Activation Code
    Then the End User is told that the network refuses it with "missing or unknown APN (27)"
    And no connection to the SM-DP+ was opened
    But the order is Released

  @TS.24.301-6.5.1 @ES9+
  Scenario: Where the network forces no access point, the End User has to know the right one
    Given the operator's network forces no access point
    And the End User has set the access point rsp
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the SM-DP+ was reached through the operator's gateway

  @SGP.22-3.2.1 @TS.24.301-6.5.1 @ES10c
  Scenario: With the operational Profile all is open
    Given the End User scans the Activation Code
    And another subscriber whose Device is attached
    When the End User enables the Profile with REFRESH
    Then the Device is attached as the subscriber
    And the Device reaches the SM-DP+ and a web page, calls the other subscriber and sends a short message
    And the Device was given the access point internet

  @SGP.22-3.2.1 @ES10c
  Scenario: What ran over the provisioning Profile ends with it
    Given the End User scans the Activation Code
    And the Device has a connection to the SM-DP+
    When the End User enables the Profile with REFRESH
    Then that connection is closed
    And what named it at the gateway is worth nothing any more

  @DSDS @ES9+
  Scenario: Voice by one SIM, data by the eSIM, and one radio for both
    Given a SIM of another subscriber in the second slot
    And a call by the second slot
    When the End User scans the Activation Code
    Then the End User is told that the radio is in use
    But the order is Released
    And once the call is over, the Profile is installed

  @ES9+
  Scenario: By Wi-Fi no operator is needed
    Given the operator's network forces no access point
    And the End User has set the access point mistyped
    And the Device is on Wi-Fi
    When the End User scans the Activation Code
    Then the eUICC reports that the Profile is installed
    And the Device has asked the network for no access point
