package org.esimtestbed.euicc.uicc;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.rsp.aka.AkaAlgorithm;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.TestAlgorithm;
import org.esimtestbed.rsp.aka.Tuak;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// What authenticates one or several network access applications of a Profile.
///
/// @param applications   the ADFs that use it; a mapping parameter lets an ISIM use the key of a USIM
/// @param key            algorithm and key
/// @param sequence       the sequence numbers used
/// @param challengesLeft how many more challenges may be tried (authCounterMax); empty for no limit
public record Naa(List<Aid> applications, Key key, SqnArray sequence, Optional<Integer> challengesLeft) {
    public Naa {
        applications = List.copyOf(applications);
    }

    public Naa(List<Aid> applications, Key key, SqnArray sequence) {
        this(applications, key, sequence, Optional.empty());
    }

    public enum Algorithm {
        MILENAGE,
        TEST,
        TUAK
    }

    /// @param k         16 octets, of TUAK 16 or 32
    /// @param opc       16 octets; TOPc of TUAK 32; of no use to the test algorithm
    /// @param constants of Milenage
    /// @param tuak      sizes and iterations of TUAK
    /// @param delta     the largest jump of SEQ that is accepted
    /// @param ageLimit  from which distance behind the newest on SEQ is too old
    public record Key(
            Algorithm algorithm,
            Bytes k,
            Bytes opc,
            Milenage.Constants constants,
            Tuak.Options tuak,
            long delta,
            long ageLimit) {
        public Key(Algorithm algorithm, Bytes k, Bytes opc, Milenage.Constants constants, long delta, long ageLimit) {
            this(algorithm, k, opc, constants, Tuak.Options.STANDARD, delta, ageLimit);
        }

        public AkaAlgorithm functions() {
            return switch (algorithm) {
                case MILENAGE -> Milenage.withOpc(k, opc, constants);
                case TEST -> new TestAlgorithm(k);
                case TUAK -> Tuak.withTopc(k, opc, tuak);
            };
        }

        @Override
        public String toString() {
            return "Key[" + algorithm + ", masked]";
        }
    }

    Naa accepted(long sqn) {
        return new Naa(applications, key, sequence.accepted(sqn), challengesLeft);
    }

    /// One more challenge was tried.
    Naa challenged() {
        return new Naa(applications, key, sequence, challengesLeft.map(left -> left - 1));
    }
}
