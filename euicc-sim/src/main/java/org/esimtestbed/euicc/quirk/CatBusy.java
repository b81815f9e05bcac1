package org.esimtestbed.euicc.quirk;

import java.util.Optional;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.tlv.Tlv;

/// The card is busy with the toolkit.
///
/// @param commands enable, disable and reset commands it refuses after each reset
record CatBusy(int commands) implements Quirk {
    static final QuirkKind KIND = QuirkKind.with(
            "cat-busy",
            "The first EnableProfile, DisableProfile or eUICCMemoryReset commands after a reset are answered with "
                    + "catBusy(5).",
            "SGP.22 §5.7.16, §5.7.17, §5.7.19",
            "commaai/openpilot#37779; MengMengCode/VoCat:internal/device/esim.go",
            "how many; 2 where left out",
            new CatBusy(2),
            node -> new CatBusy(node.number()));

    CatBusy {
        if (commands < 1) throw new IllegalArgumentException("a card that is never busy has no quirk");
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Misbehaviour onCard() {
        return new Misbehaviour() {
            private int left = commands;

            @Override
            public void reset() {
                left = commands;
            }

            @Override
            public Optional<Tlv> responding(Tlv request) {
                var busy = switch (request.tag()) {
                    case EnableProfile.TAG -> Optional.of(EnableProfile.Result.CAT_BUSY.encode());
                    case DisableProfile.TAG -> Optional.of(DisableProfile.Result.CAT_BUSY.encode());
                    case EuiccMemoryReset.TAG -> Optional.of(EuiccMemoryReset.Result.CAT_BUSY.encode());
                    default -> Optional.<Tlv>empty();
                };
                return busy.isPresent() && left-- > 0 ? busy : Optional.empty();
            }
        };
    }
}
