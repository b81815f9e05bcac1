package org.esimtestbed.euicc.uicc;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esimtestbed.euicc.runtime.Answer;
import org.esimtestbed.euicc.runtime.Command;
import org.esimtestbed.euicc.runtime.CommandRefused;
import org.esimtestbed.euicc.runtime.StatusWord;
import org.esimtestbed.euicc.uicc.CardFile.Directory;
import org.esimtestbed.euicc.uicc.CardFile.ElementaryFile;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.suci.Ecies;
import org.esimtestbed.rsp.suci.ProtectionScheme;
import org.esimtestbed.rsp.suci.Suci;
import org.esimtestbed.rsp.suci.Supi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// GET IDENTITY (ETSI TS 102 221 §11.1.23, 3GPP TS 31.102 §7.5) in SUCI context: the USIM conceals its own identity,
/// so that the Device never learns which key it is concealed under.
final class GetIdentity {
    private static final int SUCI_CONTEXT = 0x01;
    // P2 b8: the identity is that of the application (TS 102 221 table 11.39); there is none of the UICC itself.
    private static final int OF_THE_APPLICATION = 0x80;
    private static final int SUCI = 0xA1;

    // Services of EF.UST (TS 31.102 §4.2.8).
    private static final int SUBSCRIPTION_IDENTIFIER_PRIVACY = 124;
    private static final int CALCULATION_BY_THE_USIM = 125;
    private static final int SUPI_AS_NAI = 130;

    private static final int EF_IMSI = 0x6F07;
    private static final int EF_UST = 0x6F38;
    private static final int EF_AD = 0x6FAD;
    private static final int DF_5GS = 0x5FC0;
    private static final int EF_SUPI_NAI = 0x4F09;
    private static final int EF_ROUTING_INDICATOR = 0x4F0A;
    private static final int DF_SAIP = 0x5FD0;
    private static final int EF_SUCI_CALC_INFO_USIM = 0x4F01;

    private final UiccSession session;
    private final SecureRandom random;

    GetIdentity(UiccSession session, SecureRandom random) {
        this.session = session;
        this.random = random;
    }

    Answer answer(Command command) {
        boolean knowsContext = (command.p2() & ~OF_THE_APPLICATION) == SUCI_CONTEXT;
        command.require(command.p1() == 0 && knowsContext, StatusWord.INCORRECT_P1_P2);
        var adf = session.selection(command.channel())
                .adf()
                .orElseThrow(() -> new CommandRefused(StatusWord.CONDITIONS_NOT_SATISFIED));
        // both services are needed (TS 31.102 §5.3.51)
        command.require(
                offers(adf, SUBSCRIPTION_IDENTIFIER_PRIVACY) && offers(adf, CALCULATION_BY_THE_USIM),
                StatusWord.CONDITIONS_NOT_SATISFIED);
        command.require(session.applicationPinIsSatisfied(adf), StatusWord.SECURITY_STATUS_NOT_SATISFIED);
        try {
            return Answer.of(Tlv.of(SUCI, suci(adf).encode()).raw());
        } catch (IllegalArgumentException unreadable) {
            // EF.IMSI or EF.AD hold what no operator writes there
            throw new CommandRefused(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
    }

    private Suci suci(Directory adf) {
        var supi = supi(adf);
        var routingIndicator = routingIndicator(adf);
        for (var choice : choices(adf)) {
            if (choice.scheme() == ProtectionScheme.NULL) break;
            var output = conceal(choice, supi);
            if (output.isPresent()) {
                return new Suci(supi, routingIndicator, choice.scheme(), choice.keyIdentifier(), output.get());
            }
        }
        return new Suci(supi, routingIndicator, ProtectionScheme.NULL, 0, supi.plaintext());
    }

    // A key that is none of its scheme makes the scheme unusable; the next in priority follows.
    private Optional<Bytes> conceal(Choice choice, Supi supi) {
        try {
            return Optional.of(new Ecies(choice.scheme())
                    .conceal(supi.plaintext(), choice.key(), random)
                    .bytes());
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private Supi supi(Directory adf) {
        if (offers(adf, SUPI_AS_NAI)) {
            var nai = child(adf, DF_5GS, EF_SUPI_NAI).flatMap(GetIdentity::nai);
            if (nai.isPresent()) return nai.get();
        }
        var imsi = Imsi.ofEf(ef(adf, EF_IMSI).orElse(Bytes.EMPTY));
        // the fourth octet of EF.AD says how long the MNC is (TS 31.102 §4.2.18)
        int mncDigits = ef(adf, EF_AD)
                .filter(ad -> ad.size() >= 4)
                .map(ad -> ad.at(3) & 0x0F)
                .orElse(2);
        return new Supi.OfImsi(imsi, mncDigits == 3 ? 3 : 2);
    }

    /// EF.SUPI_NAI (TS 31.102 §4.4.11.10): tag 80 network specific, 81 global line, 82 global cable identifier.
    private static Optional<Supi> nai(Bytes content) {
        if (content.isEmpty() || content.at(0) < 0x80 || content.at(0) > 0x82) return Optional.empty();
        try {
            var tlv = Tlv.first(content);
            int format = switch (tlv.tag()) {
                case 0x80 -> 1;
                case 0x81 -> 3;
                default -> 2;
            };
            return Optional.of(new Supi.OfNai(format, tlv.asText()));
        } catch (MalformedTlv e) {
            return Optional.empty();
        }
    }

    /// Two octets of digits, padded with F (TS 31.102 §4.4.11.11); 0 where the operator has none.
    private String routingIndicator(Directory adf) {
        var octets = child(adf, DF_5GS, EF_ROUTING_INDICATOR).filter(it -> it.size() >= 2);
        if (octets.isEmpty()) return "0";
        var digits = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int digit = octets.get().at(i / 2) >> i % 2 * 4 & 0x0F;
            if (digit > 9) break;
            digits.append(digit);
        }
        return digits.isEmpty() ? "0" : digits.toString();
    }

    /// A scheme with the key to use it with.
    private record Choice(ProtectionScheme scheme, int keyIdentifier, Bytes key) {}

    private record HomeNetworkKey(int identifier, Bytes key) {}

    /// EF.SUCI_Calc_Info_USIM, coded like EF.SUCI_Calc_Info (TS 31.102 §4.4.11.8): schemes by priority, each with the
    /// place of its key in the list, from 1.
    private List<Choice> choices(Directory adf) {
        var choices = new ArrayList<Choice>();
        try {
            var content = child(adf, DF_SAIP, EF_SUCI_CALC_INFO_USIM).orElse(Bytes.EMPTY);
            var schemes = Bytes.EMPTY;
            var keys = List.<HomeNetworkKey>of();
            for (int at = 0; at < content.size() && content.at(at) != 0xFF; ) {
                var tlv = Tlv.first(content.from(at));
                at += tlv.raw().size();
                if (tlv.tag() == 0xA0) schemes = tlv.value();
                if (tlv.tag() == 0xA1) keys = keys(tlv);
            }
            for (int at = 0; at + 1 < schemes.size(); at += 2) {
                var scheme = ProtectionScheme.of(schemes.at(at));
                int index = schemes.at(at + 1);
                if (scheme.isEmpty()) continue; // an operator's own scheme this card does not have
                if (scheme.get() == ProtectionScheme.NULL) {
                    choices.add(new Choice(ProtectionScheme.NULL, 0, Bytes.EMPTY));
                } else if (index >= 1 && index <= keys.size()) {
                    var key = keys.get(index - 1);
                    choices.add(new Choice(scheme.get(), key.identifier(), key.key()));
                }
            }
        } catch (MalformedTlv e) {
            return List.of();
        }
        return choices;
    }

    private static List<HomeNetworkKey> keys(Tlv list) {
        var keys = new ArrayList<HomeNetworkKey>();
        int identifier = 0;
        for (var member : list.children()) {
            if (member.tag() == 0x80) identifier = member.sized(1).at(0);
            if (member.tag() == 0x81) keys.add(new HomeNetworkKey(identifier, member.value()));
        }
        return keys;
    }

    private boolean offers(Directory adf, int service) {
        return ef(adf, EF_UST)
                .filter(ust -> ust.size() > (service - 1) / 8)
                .map(ust -> (ust.at((service - 1) / 8) & 1 << (service - 1) % 8) != 0)
                .orElse(false);
    }

    private Optional<Bytes> child(Directory adf, int df, int fid) {
        return adf.child(df).flatMap(it -> it instanceof Directory directory ? ef(directory, fid) : Optional.empty());
    }

    private Optional<Bytes> ef(Directory directory, int fid) {
        return directory
                .child(fid)
                .flatMap(file -> file instanceof ElementaryFile ef
                        ? Optional.of(session.profile().contents().get(ef.content()))
                        : Optional.empty());
    }
}
