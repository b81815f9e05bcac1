package org.esimtestbed.profilepackage.element;

import static org.esimtestbed.profilepackage.element.ProfileElement.listOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.numberOf;
import static org.esimtestbed.profilepackage.element.ProfileElement.octetsOf;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.profilepackage.tree.Value;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.tlv.Bytes;

/// ProfileHeader: version, identity and what the eUICC must be able to do.
///
/// @param iccid                  10 octets, digits in reading order, padded with F: not swapped as in EF.ICCID
/// @param mandatoryServices      names as in the specification: `usim`, `usim-test-algorithm`, `ber-tlv`
/// @param mandatoryTemplates     eUICC-Mandatory-GFSTEList
/// @param connectivityParameters for SGP.02, kept as octets
public record ProfileHeader(
        int majorVersion,
        int minorVersion,
        Optional<String> profileType,
        Bytes iccid,
        Optional<Bytes> pol,
        Set<String> mandatoryServices,
        List<Oid> mandatoryTemplates,
        Optional<Bytes> connectivityParameters,
        List<MandatoryAid> mandatoryAids,
        Optional<Bytes> iotPix) {

    /// @param version 2 octets
    public record MandatoryAid(Bytes aid, Bytes version) {}

    public static ProfileHeader of(ProfileElement element) {
        var value = element.value();
        var services = new LinkedHashSet<String>();
        value.find("eUICC-Mandatory-services")
                .ifPresent(all -> all.children().forEach(service -> services.add(service.name())));
        return new ProfileHeader(
                numberOf(value, "major-version").orElse(0),
                numberOf(value, "minor-version").orElse(0),
                value.find("profileType").map(text -> ((Value.Text) text).text()),
                element.octets("iccid"),
                octetsOf(value, "pol"),
                Collections.unmodifiableSet(services),
                listOf(value, "eUICC-Mandatory-GFSTEList", oid -> ((Value.ObjectIdentifier) oid).oid()),
                octetsOf(value, "connectivityParameters"),
                listOf(
                        value,
                        "eUICC-Mandatory-AIDs",
                        aid -> new MandatoryAid(
                                octetsOf(aid, "aid").orElse(Bytes.EMPTY),
                                octetsOf(aid, "version").orElse(Bytes.EMPTY))),
                octetsOf(value, "iotOptions.pix"));
    }
}
