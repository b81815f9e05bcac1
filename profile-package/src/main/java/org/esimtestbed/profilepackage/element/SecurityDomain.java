package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.numberOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.crypto.Aes;
import org.esimtestbed.rsp.tlv.Bytes;

/// PE-SecurityDomain: the MNO-SD or a supplementary security domain, with its keys.
///
/// @param persoData STORE DATA payloads, in order
public record SecurityDomain(
        ApplicationInstance instance,
        List<KeyObject> keys,
        List<Bytes> persoData,
        Optional<Bytes> openPersoData,
        Optional<CatTp> catTp) {

    /// @param usageQualifier 1 or 2 octets (GlobalPlatform Card Specification §11.1.9)
    public record KeyObject(
            Bytes usageQualifier,
            Bytes access,
            int identifier,
            int versionNumber,
            Optional<Bytes> counter,
            List<KeyComponent> components) {}

    /// @param type      GlobalPlatform key type: 80 DES, 88 AES
    /// @param macLength octets
    public record KeyComponent(Bytes type, Bytes data, int macLength) {
        private static final int FIRST_DES = 0x80;
        private static final int LAST_DES = 0x84;
        private static final int AES = 0x88;
        private static final int CHECK_VALUE = 3;

        /// The key check value by which a server recognises the key (GlobalPlatform Card Specification §B.6, Amendment
        /// D §4.1.4): 3 octets; empty for a type that has none.
        ///
        /// @throws IllegalArgumentException if this is no key of its type
        public Optional<Bytes> checkValue() {
            int code = type.size() == 1 ? type.at(0) : -1;
            if (code == AES) {
                return Optional.of(
                        new Aes(data).encryptBlock(Bytes.repeat(1, 16)).first(CHECK_VALUE));
            }
            return code >= FIRST_DES && code <= LAST_DES ? Optional.of(desCheckValue()) : Optional.empty();
        }

        private Bytes desCheckValue() {
            // single DES is three times the same key, two-key triple DES repeats the first
            var triple = switch (data.size()) {
                case 8 -> Bytes.concat(data, data, data);
                case 16 -> data.plus(data.first(8));
                case 24 -> data;
                default -> throw new IllegalArgumentException("no DES key of " + data.size() + " octets");
            };
            try {
                var cipher = Cipher.getInstance("DESede/ECB/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(triple.toArray(), "DESede"));
                return Bytes.wrap(cipher.doFinal(new byte[8])).first(CHECK_VALUE);
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("no DES key of " + data.size() + " octets", e);
            }
        }

        @Override
        public String toString() {
            return "KeyComponent[type=" + type + ", data=***, macLength=" + macLength + "]";
        }
    }

    public record CatTp(int maxSduSize, int maxPduSize) {}

    /// @throws ElementRefused with BAD_VALUES if a key identifier or version is not one octet
    public static SecurityDomain of(ProfileElement element) {
        var value = element.value();
        var instance =
                value.find("instance").orElseThrow(() -> element.refused(PeStatus.INVALID_PARAMETER, "lacks instance"));
        return new SecurityDomain(
                ApplicationInstance.of(instance),
                listOf(value, "keyList", key -> key(element, key)),
                listOf(value, "sdPersoData", data -> ((Value.Octets) data).octets()),
                value.find("openPersoData").map(found -> found.tlv().value()),
                value.find("catTpParameters")
                        .map(found -> new CatTp(
                                numberOf(found, "catTpMaxSduSize").orElse(0),
                                numberOf(found, "catTpMaxPduSize").orElse(0))));
    }

    private static KeyObject key(ProfileElement element, Value key) {
        return new KeyObject(
                octetsOf(key, "keyUsageQualifier").orElse(Bytes.EMPTY),
                octetsOf(key, "keyAccess").orElse(Bytes.of(0)),
                octet(element, key, "keyIdentifier"),
                octet(element, key, "keyVersionNumber"),
                octetsOf(key, "keyCounterValue"),
                listOf(
                        key,
                        "keyComponents",
                        component -> new KeyComponent(
                                octetsOf(component, "keyType").orElse(Bytes.EMPTY),
                                octetsOf(component, "keyData").orElse(Bytes.EMPTY),
                                numberOf(component, "macLength").orElse(8))));
    }

    private static int octet(ProfileElement element, Value key, String name) {
        var octets = octetsOf(key, name).orElse(Bytes.EMPTY);
        if (octets.size() != 1) throw element.refused(PeStatus.BAD_VALUES, name + " has 1 octet, not " + octets.size());
        return octets.at(0);
    }
}
