/// A card as a small YAML file describes it: capabilities, versions, memory, AIDs, timing and named quirks. What a
/// quirk
/// does is `quirk`.
package org.esimtestbed.euicc.personality;
