Feature: The operator's own door
  Orders and attaching Devices come in here. What cannot be understood is said to be so, and nothing half done stays.

  @SGP.22-5.3.1 @refusal
  Scenario: An order the SM-DP+ refuses leaves no subscriber behind
    When somebody orders a Profile of type platinum from the operator
    Then the operator passes on that the SM-DP+ refuses it with 8.2.5 / 3.9
    And the operator has the subscribers it had before

  @refusal
  Scenario Outline: '<body>' at <path> is answered with HTTP <status>
    When '<body>' comes to the operator's <path>
    Then the HTTP status is <status>
    And the operator has the subscribers it had before

    Examples:
      | path                                               | body                                         | status |
      | /orders                                            | no JSON at all                               | 400    |
      | /orders                                            | {}                                           | 400    |
      | /orders                                            | {"profileType":"generic","eid":"1"}          | 400    |
      | /orders                                            | {"profileType":"generic","testKey":"secret"} | 400    |
      | /orders                                            | 1 MiB and one octet                          | 413    |
      | /network/attach                                    | {"imsi":"nobody"}                            | 400    |
      | /network/attach                                    | {"imsi":"999999999999999"}                   | 404    |
      | /network/synchronisation-failure                   | {"imsi":"1","rand":"","auts":""}             | 400    |
      | /network/subscribers/nobody/forget-sequence-number | {}                                           | 400    |

  @refusal
  Scenario Outline: An order that is not there: <path>
    When somebody asks the operator for <path>
    Then the HTTP status is <status>
    And the operator has the subscribers it had before

    Examples:
      | path                        | status |
      | /orders/8988211999999999999 | 404    |
      | /orders/nobody              | 400    |
