package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.List;
import org.esimtestbed.euicc.uicc.Naa;
import org.esimtestbed.euicc.uicc.SqnArray;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.tlv.Bytes;

/// The network authentication of the applications, from PE-AKAParameter.
final class Authentications {
    // sqnOptions of PE-AKAParameter: which of the optional checks of TS 33.102 Annex C.2 the card makes
    private static final int AGE_LIMIT = 0x01;
    private static final int DELTA = 0x02;

    private final List<Naa> naas = new ArrayList<>();

    List<Naa> all() {
        return List.copyOf(naas);
    }

    void add(ProfileElement element, Aid application) {
        var parameter = AkaParameter.of(element);
        switch (parameter.configuration()) {
            case AkaParameter.Mapped mapped -> map(element, new Aid(mapped.source()), application);
            case AkaParameter.Parameters parameters ->
                naas.add(new Naa(
                        List.of(application), key(element, parameter, parameters), sequence(element, parameter)));
        }
    }

    /// The application uses the key and the sequence numbers of another.
    private void map(ProfileElement element, Aid source, Aid application) {
        for (int i = 0; i < naas.size(); i++) {
            var naa = naas.get(i);
            if (!naa.applications().contains(source)) continue;
            var applications = new ArrayList<>(naa.applications());
            applications.add(application);
            naas.set(i, new Naa(applications, naa.key(), naa.sequence()));
            return;
        }
        throw element.refused(PeStatus.INVALID_PARAMETER, "maps to " + source + ", which has no parameters");
    }

    private static Naa.Key key(ProfileElement element, AkaParameter parameter, AkaParameter.Parameters parameters) {
        if (parameters.algorithm() == Algorithm.TUAK) {
            throw element.refused(PeStatus.FEATURE_NOT_SUPPORTED, "TUAK is not supported");
        }
        boolean isTest = parameters.algorithm() == Algorithm.USIM_TEST; // which ignores the limits
        Milenage.Constants constants;
        try {
            constants = isTest
                    ? Milenage.Constants.STANDARD
                    : new Milenage.Constants(parameters.rotationConstants(), parameters.xoringConstants());
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, String.valueOf(e.getMessage()));
        }
        boolean checksDelta = !isTest && (parameter.sqnOptions() & DELTA) != 0;
        boolean checksAge = !isTest && (parameter.sqnOptions() & AGE_LIMIT) != 0;
        return new Naa.Key(
                isTest ? Naa.Algorithm.TEST : Naa.Algorithm.MILENAGE,
                parameters.key(),
                parameters.opc(),
                constants,
                checksDelta ? parameter.sqnDelta().unsigned() : SqnArray.MAX_SEQ,
                checksAge ? parameter.sqnAgeLimit().unsigned() : SqnArray.MAX_SEQ);
    }

    private static SqnArray sequence(ProfileElement element, AkaParameter parameter) {
        try {
            return SqnArray.of(parameter.sqnInit().stream().map(Bytes::unsigned).toList());
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, "sqnInit: " + e.getMessage());
        }
    }
}
