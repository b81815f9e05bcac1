package org.esimtestbed.euicc.uicc;

import java.util.List;
import org.esimtestbed.rsp.aka.AkaAlgorithm;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.TestAlgorithm;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// What authenticates one or several network access applications of a Profile.
///
/// @param applications the ADFs that use it; a mapping parameter lets an ISIM use the key of a USIM
/// @param key          algorithm and key
/// @param sequence     the sequence numbers used
public record Naa(List<Aid> applications, Key key, SqnArray sequence) {
    public Naa {
        applications = List.copyOf(applications);
    }

    public enum Algorithm {
        MILENAGE,
        TEST
    }

    /// @param k        16 octets
    /// @param opc      16 octets, of no use to the test algorithm
    /// @param constants of Milenage
    /// @param delta    the largest jump of SEQ that is accepted
    /// @param ageLimit how far behind the newest SEQ may be
    public record Key(
            Algorithm algorithm, Bytes k, Bytes opc, Milenage.Constants constants, long delta, long ageLimit) {
        public AkaAlgorithm functions() {
            return switch (algorithm) {
                case MILENAGE -> Milenage.withOpc(k, opc, constants);
                case TEST -> new TestAlgorithm(k);
            };
        }

        @Override
        public String toString() {
            return "Key[" + algorithm + ", masked]";
        }
    }

    Naa accepted(long sqn) {
        return new Naa(applications, key, sequence.accepted(sqn));
    }
}
