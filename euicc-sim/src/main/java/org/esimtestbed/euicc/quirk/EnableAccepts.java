package org.esimtestbed.euicc.quirk;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.tlv.Tlv;

/// EnableProfile works in some of its forms only.
record EnableAccepts(Set<Form> forms) implements Quirk.Constant {
    enum Form {
        ICCID,
        AID,
        REFRESH,
        NO_REFRESH
    }

    static final QuirkKind KIND = QuirkKind.with(
            "enable-accepts",
            "EnableProfile with refreshFlag fails with undefinedError(127), or the profile is not found by its ICCID, "
                    + "or by its ISD-P AID.",
            "SGP.22 §5.7.16",
            "estkme-group/lpac#13, docs/USAGE.md; 3899/SimAdmin#31",
            "list of iccid, aid, refresh, no-refresh that work; iccid, aid and no-refresh where left out",
            new EnableAccepts(EnumSet.of(Form.ICCID, Form.AID, Form.NO_REFRESH)),
            node -> new EnableAccepts(Set.copyOf(
                    node.items().stream().map(it -> Words.of(it, Form.class)).toList())));

    EnableAccepts {
        forms = Set.copyOf(forms);
    }

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Optional<Tlv> responding(Tlv request) {
        if (request.tag() != EnableProfile.TAG) return Optional.empty();
        var asked = EnableProfile.of(request);
        var how = asked.profileIdentifier() instanceof ProfileIdentifier.ByIccid ? Form.ICCID : Form.AID;
        if (!forms.contains(how)) return Optional.of(EnableProfile.Result.ICCID_OR_AID_NOT_FOUND.encode());
        if (!forms.contains(asked.refreshFlag() ? Form.REFRESH : Form.NO_REFRESH)) {
            return Optional.of(EnableProfile.Result.UNDEFINED_ERROR.encode());
        }
        return Optional.empty();
    }
}
