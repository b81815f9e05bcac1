/// What a failure means, whose fault it usually is and what to do, in English and Japanese, and the five faces a failed
/// step shows. The table is `explanations.yaml`; nothing here decides how a step goes on.
package org.esimtestbed.lpa.explain;
