package org.esimtestbed.lpa.baseband;

import java.util.Optional;
import org.esimtestbed.lpa.baseband.SimReading.Locked;
import org.esimtestbed.lpa.baseband.SimReading.NoUsim;
import org.esimtestbed.lpa.baseband.SimReading.Read;
import org.esimtestbed.lpa.card.StatusWordRefused;
import org.esimtestbed.lpa.card.Terminal;
import org.esimtestbed.rsp.id.Aid;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.Imsi;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What a modem reads of the SIM before it can attach: UICC activation and USIM initialisation (3GPP TS 31.102 §5.1).
final class SimReader {
    private static final Bytes USIM_PREFIX = Bytes.hex("A0000000871002");
    private static final Bytes TERMINAL_CAPABILITY = Bytes.hex("80AA000005A903830107");

    /// ETSI TS 102 223 §5.2: profile download, FETCH on 91xx, REFRESH; octet 30, b8: REFRESH for steering of I-WLAN.
    private static final Bytes FACILITIES = Bytes.hex("010180" + "00".repeat(26) + "80");

    private static final int OCTETS_TO_STATE_CHANGE = 34;
    private static final int PROFILE_STATE_CHANGE = 0x20; // b6 of octet 34

    private final Terminal terminal;
    private final SimFiles files;
    private final SimPin pin;
    private final boolean knowsProfileStateChange;

    SimReader(Terminal terminal, SimFiles files, SimPin pin, boolean knowsProfileStateChange) {
        this.terminal = terminal;
        this.files = files;
        this.pin = pin;
        this.knowsProfileStateChange = knowsProfileStateChange;
    }

    /// Tells the card what this terminal can do.
    void activate() {
        files.selectMf();
        terminal.send(TERMINAL_CAPABILITY);
        var profile = knowsProfileStateChange
                ? Bytes.concat(
                        FACILITIES,
                        Bytes.repeat(0x00, OCTETS_TO_STATE_CHANGE - 1 - FACILITIES.size()),
                        Bytes.of(PROFILE_STATE_CHANGE))
                : FACILITIES;
        terminal.send(Bytes.concat(Bytes.of(0x80, 0x10, 0x00, 0x00, profile.size()), profile));
    }

    /// Reads until a code is wanted, or all there is.
    ///
    /// @throws StatusWordRefused if a file that a USIM must have is missing
    SimReading read() {
        var usim = findUsim();
        if (usim.isEmpty()) return new NoUsim();
        var iccid = Iccid.ofEf(files.content("2FE2"));
        var locked = pin.wanted(files.selectApplication(usim.get()));
        if (locked.isPresent()) return new Locked(locked.get());
        var imsi = Imsi.ofEf(files.content("7FFF6F07"));
        var administrativeData = files.content("7FFF6FAD");
        var serviceTable = files.content("7FFF6F38");
        files.contentIfAny("7FFF6F78"); // access control class
        files.contentIfAny("7FFF6F7E"); // location information
        // a modem reads what EF.UST says is there (TS 31.102 §4.2.8)
        if (offers(serviceTable, 85)) files.contentIfAny("7FFF6FE3"); // EPS location information
        if (offers(serviceTable, 122)) files.contentIfAny("7FFF5FC04F01"); // 5GS 3GPP location information
        var provider = offers(serviceTable, 19)
                ? files.contentIfAny("7FFF6F46").map(SimReader::providerName)
                : Optional.<String>empty();
        // byte 4 of EF.AD: length of the MNC in the IMSI, where the file has it (TS 31.102 §4.2.18)
        int mncLength = administrativeData.size() > 3 && (administrativeData.at(3) & 0x0F) == 3 ? 3 : 2;
        return new Read(new SimIdentity(iccid, usim.get(), imsi, mncLength, serviceTable, provider));
    }

    /// The first USIM that EF.DIR lists (ETSI TS 102 221 §13.1).
    private Optional<Aid> findUsim() {
        try {
            for (var record : files.records("2F00")) {
                if (record.isEmpty() || record.at(0) != 0x61) continue; // an unused record is all FF
                var aid = Tlv.first(record).child(0x4F).value();
                if (aid.startsWith(USIM_PREFIX)) return Optional.of(new Aid(aid));
            }
        } catch (StatusWordRefused noDirectory) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean offers(Bytes serviceTable, int service) {
        int octet = (service - 1) / 8;
        return octet < serviceTable.size() && (serviceTable.at(octet) >> (service - 1) % 8 & 1) != 0;
    }

    private static String providerName(Bytes efSpn) {
        int end = 1;
        while (end < efSpn.size() && efSpn.at(end) != 0xFF) end++;
        return efSpn.size() > 1 ? efSpn.slice(1, end).utf8() : "";
    }
}
