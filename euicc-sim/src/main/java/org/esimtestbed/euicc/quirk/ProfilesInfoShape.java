package org.esimtestbed.euicc.quirk;

import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// GetProfilesInfo is answered in another shape.
record ProfilesInfoShape(Shape shape) implements Quirk.Constant {
    private static final int WRONG_ROOT = 0xBF3D;

    enum Shape {
        /// BF3D in the place of BF2D.
        WRONG_ROOT,
        /// The profiles right in BF2D, without A0 around them.
        WITHOUT_LIST,
        /// E3 within E3, the outer one without an ICCID.
        NESTED
    }

    static final QuirkKind KIND = QuirkKind.with(
            "profiles-info-shape",
            "The list of profiles comes in BF3D, or without A0 around it, or with each E3 in another E3.",
            "SGP.22 §5.7.15",
            "MengMengCode/VoCat:internal/device/esim.go",
            "wrong-root, without-list or nested; wrong-root where left out",
            new ProfilesInfoShape(Shape.WRONG_ROOT),
            node -> new ProfilesInfoShape(Words.of(node, Shape.class)));

    @Override
    public QuirkKind kind() {
        return KIND;
    }

    @Override
    public Bytes responded(Tlv request, Bytes response) {
        if (request.tag() != GetProfilesInfo.TAG) return response;
        var honest = Tlv.parse(response);
        var list = honest.find(0xA0);
        if (list.isEmpty()) return response;
        var profiles = list.get().children();
        return switch (shape) {
            case WRONG_ROOT -> Tlv.of(WRONG_ROOT, honest.children()).raw();
            case WITHOUT_LIST -> Tlv.of(GetProfilesInfo.TAG, profiles).raw();
            case NESTED ->
                Tlv.of(
                                GetProfilesInfo.TAG,
                                Tlv.of(
                                        0xA0,
                                        profiles.stream()
                                                .map(it -> Tlv.of(Tags.PROFILE_INFO, it))
                                                .toList()))
                        .raw();
        };
    }
}
