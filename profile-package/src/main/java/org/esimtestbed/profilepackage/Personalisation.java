package org.esimtestbed.profilepackage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.esimtestbed.profilepackage.element.AkaParameter;
import org.esimtestbed.profilepackage.element.Algorithm;
import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.element.ProfileElement;
import org.esimtestbed.profilepackage.element.PukCodes;
import org.esimtestbed.profilepackage.file.FileDefinition;
import org.esimtestbed.profilepackage.file.FilePath;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.MalformedTlv;
import org.esimtestbed.rsp.tlv.Tlv;

/// Puts one subscription into a package: identities, keys and codes, each where the package keeps it.
final class Personalisation {
    private static final int PIN1 = 0x01;
    private static final int PIN2 = 0x81;
    private static final int ADM1 = 0x0A;

    private final Editing editing;
    private final Subscription subscription;

    Personalisation(ProfilePackage profile, Subscription subscription) {
        this.editing = new Editing(profile);
        this.subscription = subscription;
    }

    ProfilePackage result() {
        iccid();
        imsi();
        subscription.msisdn().ifPresent(this::msisdn);
        subscription.aka().ifPresent(this::keys);
        subscription.pin1().ifPresent(code -> pin(PIN1, "PIN1", code));
        subscription.puk1().ifPresent(code -> puk(PIN1, "PUK1", code));
        subscription.pin2().ifPresent(code -> pin(PIN2, "PIN2", code));
        subscription.puk2().ifPresent(code -> puk(PIN2, "PUK2", code));
        subscription.adm1().ifPresent(code -> pin(ADM1, "ADM1", code));
        return editing.result();
    }

    private void iccid() {
        var digits = subscription.iccid().digits();
        editing.octets(0, "iccid", Bytes.hex(digits + "F".repeat(20 - digits.length())));
        var ef = editing.file(FilePath.of(0x2FE2)).orElseThrow(() -> missing("mf.ef-iccid"));
        editing.content(ef, subscription.iccid().ef());
    }

    private void imsi() {
        var efs = editing.inUsim(0x6F07);
        if (efs.isEmpty()) throw missing("usim.ef-imsi");
        var before = editing.imsi();
        for (var ef : efs) editing.content(ef, subscription.imsi().ef());
        // 3GPP TS 31.102 §4.2.15: access classes 0 to 9 are allotted by the last digit of the IMSI.
        var digits = subscription.imsi().digits();
        int accessClass = 1 << digits.charAt(digits.length() - 1) - '0';
        for (var ef : editing.inUsim(0x6F78)) editing.content(ef, Bytes.of(accessClass >> 8, accessClass));
        before.ifPresent(this::imsIdentities);
    }

    /// IMPI, IMPU and home domain follow the IMSI where they were derived from it (3GPP TS 23.003 §13.2 to §13.4B).
    /// Where the package chose others, they are none of our business.
    private void imsIdentities(Imsi before) {
        var old = ImsIdentity.of(before, mncDigits());
        var now = ImsIdentity.of(subscription.imsi(), mncDigits());
        for (var ef : editing.inIsim(0x6F02)) text(ef, ef.size(), old.privateIdentity(), now.privateIdentity());
        for (var ef : editing.inIsim(0x6F04)) text(ef, ef.recordLength(), old.publicIdentity(), now.publicIdentity());
        for (var ef : editing.inIsim(0x6F03)) text(ef, ef.size(), old.domain(), now.domain());
    }

    /// EF.AD octet 4 says how many digits the MNC has (3GPP TS 31.102 §4.2.18).
    private int mncDigits() {
        for (var ef : editing.inUsim(0x6FAD)) {
            if (ef.content().size() > 3 && ef.content().at(3) % 16 == 3) return 3;
        }
        return 2;
    }

    /// Changes the text of every data object 80 that reads as the old one, in records of the given size.
    private void text(FileDefinition ef, int unit, String before, String after) {
        if (unit == 0 || before.equals(after)) return;
        var content = ef.content();
        for (int at = 0; at + unit <= content.size(); at += unit) {
            var record = content.slice(at, at + unit);
            if (record.at(0) != 0x80 || !reads(record, before)) continue;
            var changed = Tlv.text(0x80, after).raw();
            if (changed.size() > unit) {
                throw new NotPersonalisable(
                        ef.name(), "has " + unit + " octets where " + changed.size() + " are needed");
            }
            content = content.with(at, changed.plus(Bytes.repeat(0xFF, unit - changed.size())));
        }
        if (!content.equals(ef.content())) editing.content(ef, content);
    }

    private static boolean reads(Bytes record, String text) {
        try {
            return Tlv.first(record).asText().equals(text);
        } catch (MalformedTlv e) {
            return false; // an unwritten record
        }
    }

    /// Record 1 of EF.MSISDN, coded as EF.ADN (3GPP TS 31.102 §4.2.26, §4.4.2.3): the alpha identifier stays.
    private void msisdn(String digits) {
        var efs = editing.inUsim(0x6F40);
        if (efs.isEmpty()) throw missing("opt-usim.ef-msisdn");
        for (var ef : efs) {
            int alpha = ef.recordLength() - 14;
            if (alpha < 0 || ef.records() == 0) throw new NotPersonalisable(ef.name(), "has no room for a number");
            var packed = new StringBuilder();
            var padded = digits.length() % 2 == 0 ? digits : digits + "F";
            for (int i = 0; i < padded.length(); i += 2)
                packed.append(padded.charAt(i + 1)).append(padded.charAt(i));
            var number = Bytes.hex(packed.toString());
            var entry = Bytes.concat(
                    Bytes.of(1 + number.size(), 0x91),
                    number,
                    Bytes.repeat(0xFF, 10 - number.size() + 2)); // 91: international
            editing.content(ef, ef.content().with(alpha, entry));
        }
    }

    private void keys(Subscription.AkaKeys keys) {
        boolean used = false;
        for (var element : editing.named("akaParameter")) {
            if (!(AkaParameter.of(element).configuration() instanceof AkaParameter.Parameters parameters)) continue;
            used = true;
            if (parameters.algorithm() == Algorithm.USIM_TEST) continue; // its key is part of the test specification
            if (parameters.algorithm() == Algorithm.TUAK) {
                throw new NotPersonalisable("akaParameter", "is for Tuak, the keys are for Milenage");
            }
            editing.octets(element.index(), "algoConfiguration.algoParameter.key", keys.k());
            editing.octets(element.index(), "algoConfiguration.algoParameter.opc", keys.opc());
        }
        if (!used) throw missing("akaParameter");
    }

    private void pin(int keyReference, String what, String code) {
        boolean found = false;
        for (var element : editing.named("pinCodes")) {
            var pins = PinCodes.of(element).pins();
            for (int i = 0; i < pins.size(); i++) {
                if (pins.get(i).keyReference() != keyReference) continue;
                found = true;
                change(
                        element,
                        "pinCodes.pinconfig[" + i + "].pinValue",
                        pins.get(i).value(),
                        code);
            }
        }
        if (!found) throw missing("pinCodes with " + what);
    }

    private void puk(int keyReference, String what, String code) {
        boolean found = false;
        for (var element : editing.named("pukCodes")) {
            var puks = PukCodes.of(element).puks();
            for (int i = 0; i < puks.size(); i++) {
                if (puks.get(i).keyReference() != keyReference) continue;
                found = true;
                change(element, "pukCodes[" + i + "].pukValue", puks.get(i).value(), code);
            }
        }
        if (!found) throw missing("pukCodes with " + what);
    }

    private void change(ProfileElement element, String path, Bytes before, String code) {
        var digits = Bytes.wrap(code.getBytes(US_ASCII));
        var after = digits.plus(Bytes.repeat(0xFF, 8 - digits.size()));
        if (!after.equals(before)) editing.octets(element.index(), path, after);
    }

    private static NotPersonalisable missing(String element) {
        return new NotPersonalisable(element, "is missing");
    }

    /// The identities a terminal without ISIM would derive.
    private record ImsIdentity(String privateIdentity, String publicIdentity, String domain) {
        static ImsIdentity of(Imsi imsi, int mncDigits) {
            var digits = imsi.digits();
            var mnc = digits.substring(3, 3 + mncDigits);
            if (mncDigits == 2) mnc = "0" + mnc;
            var domain = "ims.mnc" + mnc + ".mcc" + digits.substring(0, 3) + ".3gppnetwork.org";
            var identity = digits + "@" + domain;
            return new ImsIdentity(identity, "sip:" + identity, domain);
        }
    }
}
