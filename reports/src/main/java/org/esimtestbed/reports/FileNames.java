package org.esimtestbed.reports;

import java.util.HashMap;
import java.util.Map;
import org.esimtestbed.rsp.tlv.Bytes;

/// File identifiers and AIDs by name. The same identifier means different files below different directories
/// (6F07 is EF.IMSI of a USIM and EF.IST of an ISIM), so a name is asked for together with its directory.
final class FileNames {
    static final String MF = "MF";
    static final String USIM = "ADF.USIM";
    static final String ISIM = "ADF.ISIM";
    static final String ISD_R = "ISD-R";

    // ETSI TS 102 221 §13, 3GPP TS 31.102 §4.7, 3GPP TS 31.103 §4.2
    private static final Map<String, String> NAMES = names("""
            MF 2F00 EF.DIR
            MF 2F05 EF.PL
            MF 2F06 EF.ARR
            MF 2F08 EF.UMPC
            MF 2FE2 EF.ICCID
            MF 7F10 DF.TELECOM
            MF 7F20 DF.GSM
            MF 7FFF ADF
            DF.TELECOM 6F06 EF.ARR
            DF.TELECOM 6F3A EF.ADN
            DF.TELECOM 6F3B EF.FDN
            DF.TELECOM 6F3C EF.SMS
            DF.TELECOM 6F40 EF.MSISDN
            DF.TELECOM 6F42 EF.SMSP
            DF.TELECOM 6F43 EF.SMSS
            DF.TELECOM 6F44 EF.LND
            DF.TELECOM 6F47 EF.SMSR
            DF.TELECOM 6F49 EF.SDN
            DF.TELECOM 6F4A EF.EXT1
            DF.TELECOM 6F4B EF.EXT2
            DF.TELECOM 6F54 EF.SUME
            DF.TELECOM 5F3A DF.PHONEBOOK
            DF.TELECOM 5F50 DF.GRAPHICS
            ADF.USIM 5F3A DF.PHONEBOOK
            ADF.USIM 5F3B DF.GSM-ACCESS
            ADF.USIM 5FC0 DF.5GS
            ADF.USIM 6F05 EF.LI
            ADF.USIM 6F06 EF.ARR
            ADF.USIM 6F07 EF.IMSI
            ADF.USIM 6F08 EF.Keys
            ADF.USIM 6F09 EF.KeysPS
            ADF.USIM 6F2C EF.DCK
            ADF.USIM 6F31 EF.HPPLMN
            ADF.USIM 6F37 EF.ACMmax
            ADF.USIM 6F38 EF.UST
            ADF.USIM 6F39 EF.ACM
            ADF.USIM 6F3B EF.FDN
            ADF.USIM 6F3C EF.SMS
            ADF.USIM 6F3E EF.GID1
            ADF.USIM 6F3F EF.GID2
            ADF.USIM 6F40 EF.MSISDN
            ADF.USIM 6F41 EF.PUCT
            ADF.USIM 6F42 EF.SMSP
            ADF.USIM 6F43 EF.SMSS
            ADF.USIM 6F45 EF.CBMI
            ADF.USIM 6F46 EF.SPN
            ADF.USIM 6F47 EF.SMSR
            ADF.USIM 6F48 EF.CBMID
            ADF.USIM 6F49 EF.SDN
            ADF.USIM 6F50 EF.CBMIR
            ADF.USIM 6F56 EF.EST
            ADF.USIM 6F5B EF.START-HFN
            ADF.USIM 6F5C EF.THRESHOLD
            ADF.USIM 6F60 EF.PLMNwAcT
            ADF.USIM 6F61 EF.OPLMNwAcT
            ADF.USIM 6F62 EF.HPLMNwAcT
            ADF.USIM 6F73 EF.PSLOCI
            ADF.USIM 6F78 EF.ACC
            ADF.USIM 6F7B EF.FPLMN
            ADF.USIM 6F7E EF.LOCI
            ADF.USIM 6FAD EF.AD
            ADF.USIM 6FB7 EF.ECC
            ADF.USIM 6FC4 EF.NETPAR
            ADF.USIM 6FC5 EF.PNN
            ADF.USIM 6FC6 EF.OPL
            ADF.USIM 6FC7 EF.MBDN
            ADF.USIM 6FC9 EF.MBI
            ADF.USIM 6FCA EF.MWIS
            ADF.USIM 6FCD EF.SPDI
            ADF.USIM 6FD9 EF.EHPLMN
            ADF.USIM 6FE3 EF.EPSLOCI
            ADF.USIM 6FE4 EF.EPSNSC
            ADF.USIM 6FE6 EF.UFC
            ADF.USIM 6FE7 EF.UICCIARI
            ADF.USIM 6FE8 EF.NASCONFIG
            ADF.USIM 6FF7 EF.FromPreferred
            DF.5GS 4F01 EF.5GS3GPPLOCI
            DF.5GS 4F02 EF.5GSN3GPPLOCI
            DF.5GS 4F03 EF.5GS3GPPNSC
            DF.5GS 4F04 EF.5GSN3GPPNSC
            DF.5GS 4F05 EF.5GAUTHKEYS
            DF.5GS 4F06 EF.UAC_AIC
            DF.5GS 4F07 EF.SUCI_Calc_Info
            DF.5GS 4F08 EF.OPL5G
            DF.5GS 4F09 EF.SUPI_NAI
            DF.5GS 4F0A EF.Routing_Indicator
            DF.5GS 4F0B EF.URSP
            DF.5GS 4F0C EF.TN3GPPSNN
            ADF.ISIM 6F02 EF.IMPI
            ADF.ISIM 6F03 EF.DOMAIN
            ADF.ISIM 6F04 EF.IMPU
            ADF.ISIM 6F06 EF.ARR
            ADF.ISIM 6F07 EF.IST
            ADF.ISIM 6F09 EF.P-CSCF
            ADF.ISIM 6FAD EF.AD
            """);

    private FileNames() {}

    /// The file of that identifier below a directory, or the identifier itself where nobody knows it.
    static String name(String directory, String fid) {
        if (fid.equals("3F00")) return MF;
        var here = NAMES.get(directory + " " + fid);
        return here != null ? here : NAMES.getOrDefault(MF + " " + fid, fid);
    }

    static boolean isDirectory(String name) {
        return !name.startsWith("EF.") && !name.startsWith("6F") && !name.startsWith("4F") && !name.startsWith("2F");
    }

    /// An application by its AID (SGP.22 §2.2.3, ETSI TS 101 220 annex E); partial AIDs match as on a card.
    static String application(Bytes aid) {
        var hex = aid.hex();
        if (hex.equals("A0000005591010FFFFFFFF8900000100")) return ISD_R;
        if (hex.equals("A0000005591010FFFFFFFF8900000200")) return "ECASD";
        if (hex.startsWith("A0000005591010FFFFFFFF89")) return "ISD-P " + hex;
        if (hex.startsWith("A0000000871002")) return USIM;
        if (hex.startsWith("A0000000871004")) return ISIM;
        if (hex.equals("A000000151000000")) return "ISD";
        return "AID " + hex;
    }

    private static Map<String, String> names(String table) {
        var names = new HashMap<String, String>();
        table.lines().forEach(line -> {
            int last = line.lastIndexOf(' ');
            names.put(line.substring(0, last), line.substring(last + 1));
        });
        return names;
    }
}
