package org.esimtestbed.euicc.quirk;

import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.tlv.Tlv;

/// Search criteria are taken without the tag around them.
record LegacyCriteria() implements Quirk.Constant {
    static final QuirkKind KIND = QuirkKind.plain(
            "legacy-criteria",
            "RetrieveNotificationsList takes its search criterion also without A0 around it, so an LPA that forgets it "
                    + "is not found out; an honest card answers as to a malformed command.",
            "SGP.22 §5.7.10, X.680 §31.2.7: a tagged CHOICE is tagged explicitly",
            "MengMengCode/VoCat#130",
            new LegacyCriteria());

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Tlv asked(Tlv request) {
        if (request.tag() != RetrieveNotificationsList.TAG) return request;
        boolean bare = request.find(0xA0).isEmpty() && !request.children().isEmpty();
        return bare ? Tlv.of(request.tag(), Tlv.of(0xA0, request.children())) : request;
    }
}
