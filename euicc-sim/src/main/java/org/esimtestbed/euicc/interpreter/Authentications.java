package org.esimtestbed.euicc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.uicc.Naa;
import org.esimtestbed.euicc.uicc.SqnArray;
import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.PeStatus;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.rsp.aka.Milenage;
import org.esimtestbed.rsp.aka.Tuak;
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
            case AkaParameter.Mapped mapped -> map(element, aid(element, mapped.source()), application);
            case AkaParameter.Parameters parameters ->
                naas.add(new Naa(
                        List.of(application),
                        key(element, parameter, parameters),
                        sequence(element, parameter),
                        limit(element, parameters)));
        }
    }

    private static Aid aid(ProfileElement element, Bytes octets) {
        try {
            return new Aid(octets);
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, "mappingSource: " + e.getMessage());
        }
    }

    /// The application uses the key and the sequence numbers of another.
    private void map(ProfileElement element, Aid source, Aid application) {
        for (int i = 0; i < naas.size(); i++) {
            var naa = naas.get(i);
            if (!naa.applications().contains(source)) continue;
            var applications = new ArrayList<>(naa.applications());
            applications.add(application);
            naas.set(i, new Naa(applications, naa.key(), naa.sequence(), naa.challengesLeft()));
            return;
        }
        throw element.refused(PeStatus.INVALID_PARAMETER, "maps to " + source + ", which has no parameters");
    }

    private static Naa.Key key(ProfileElement element, AkaParameter parameter, AkaParameter.Parameters parameters) {
        boolean isTest = parameters.algorithm() == Algorithm.USIM_TEST; // which ignores the limits
        boolean checksDelta = !isTest && (parameter.sqnOptions() & DELTA) != 0;
        boolean checksAge = !isTest && (parameter.sqnOptions() & AGE_LIMIT) != 0;
        try {
            return new Naa.Key(
                    switch (parameters.algorithm()) {
                        case MILENAGE -> Naa.Algorithm.MILENAGE;
                        case TUAK -> Naa.Algorithm.TUAK;
                        case USIM_TEST -> Naa.Algorithm.TEST;
                    },
                    parameters.key(),
                    parameters.opc(),
                    parameters.algorithm() == Algorithm.MILENAGE
                            ? new Milenage.Constants(parameters.rotationConstants(), parameters.xoringConstants())
                            : Milenage.Constants.STANDARD,
                    parameters.algorithm() == Algorithm.TUAK ? tuak(parameters) : Tuak.Options.STANDARD,
                    checksDelta ? sequenceNumber("sqnDelta", parameter.sqnDelta()) : SqnArray.NO_LIMIT,
                    checksAge ? sequenceNumber("sqnAgeLimit", parameter.sqnAgeLimit()) : SqnArray.NO_LIMIT);
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, String.valueOf(e.getMessage()));
        }
    }

    // algorithmOptions of TUAK: RES in b3b2b1 as 32, 64, 128 or 256 bits, long CK in b6, long IK in b7. What b5b4
    // say of the MAC has no effect: AUTN and AUTS carry 64 bits.
    private static Tuak.Options tuak(AkaParameter.Parameters parameters) {
        int options = parameters.options();
        int res = options & 0x07;
        if (res > 3) throw new IllegalArgumentException("algorithmOptions name no length of RES");
        return new Tuak.Options(
                8,
                4 << res,
                (options & 0x20) != 0 ? 32 : 16,
                (options & 0x40) != 0 ? 32 : 16,
                parameters.numberOfKeccak());
    }

    private static long sequenceNumber(String what, Bytes octets) {
        long number = octets.unsigned();
        if (number > SqnArray.MAX_SEQ) throw new IllegalArgumentException(what + " is no number of 43 bits");
        return number;
    }

    private static Optional<Integer> limit(ProfileElement element, AkaParameter.Parameters parameters) {
        if (parameters.algorithm() == Algorithm.USIM_TEST) return Optional.empty(); // which ignores it
        var counter = parameters.authCounterMax();
        if (counter.isPresent() && counter.get().size() != 3) {
            throw element.refused(PeStatus.BAD_VALUES, "authCounterMax has 3 octets");
        }
        return counter.map(octets -> (int) octets.unsigned());
    }

    private static SqnArray sequence(ProfileElement element, AkaParameter parameter) {
        try {
            return SqnArray.of(parameter.sqnInit().stream().map(Bytes::unsigned).toList());
        } catch (IllegalArgumentException e) {
            throw element.refused(PeStatus.BAD_VALUES, "sqnInit: " + e.getMessage());
        }
    }
}
