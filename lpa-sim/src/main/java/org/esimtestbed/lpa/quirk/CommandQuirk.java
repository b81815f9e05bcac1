package org.esimtestbed.lpa.quirk;

import org.esimtestbed.lpa.card.Es10Door;

/// What is wrong with a function of ES10 as the card is asked it, or with what the LPA takes for the answer.
public sealed interface CommandQuirk extends LpaQuirk permits RequestQuirk, AnswerQuirk, SegmentQuirk {
    Es10Door around(Es10Door honest);
}
