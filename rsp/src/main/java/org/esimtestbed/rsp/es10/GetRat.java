package org.esimtestbed.rsp.es10;

import java.util.List;
import java.util.Set;
import org.esimtestbed.rsp.data.OperatorId;
import org.esimtestbed.rsp.data.PolicyRule;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.tlv.NamedBits;
import org.esimtestbed.rsp.tlv.Tlv;

/// ES10b.GetRAT (SGP.22 §5.7.22), tag BF43: which operators may use which Profile Policy Rules.
public record GetRat() implements Es10Command<List<GetRat.Rule>> {
    public static final int TAG = 0xBF43;

    /// One row of the Rules Authorisation Table (SGP.22 §2.9.2).
    public record Rule(Set<PolicyRule> policyRules, List<OperatorId> allowedOperators, boolean consentRequired) {
        public Rule {
            policyRules = Set.copyOf(policyRules);
            allowedOperators = List.copyOf(allowedOperators);
        }

        /// Whether the row is for Profiles of that owner.
        public boolean allows(OperatorId owner) {
            return allowedOperators.stream().anyMatch(allowed -> allowed.covers(owner));
        }
    }

    private enum Flag {
        CONSENT_REQUIRED
    }

    public static Tlv encode(List<Rule> table) {
        return Tlv.of(
                TAG,
                Tlv.of(
                        0xA0,
                        table.stream()
                                .map(rule -> Tlv.of(
                                        Tags.SEQUENCE,
                                        NamedBits.encode(0x80, rule.policyRules()),
                                        Tlv.of(
                                                0xA1,
                                                rule.allowedOperators().stream()
                                                        .map(operator -> operator.encode(Tags.SEQUENCE))
                                                        .toList()),
                                        NamedBits.encode(
                                                0x82,
                                                rule.consentRequired()
                                                        ? Set.of(Flag.CONSENT_REQUIRED)
                                                        : Set.<Flag>of())))
                                .toList()));
    }

    @Override
    public Tlv request() {
        return Tlv.of(TAG);
    }

    @Override
    public List<Rule> response(Tlv response) {
        return response.expect(TAG).child(0xA0).children().stream()
                .map(row -> new Rule(
                        NamedBits.decode(row.child(0x80), PolicyRule.class),
                        row.child(0xA1).children().stream().map(OperatorId::of).toList(),
                        !NamedBits.decode(row.child(0x82), Flag.class).isEmpty()))
                .toList();
    }
}
