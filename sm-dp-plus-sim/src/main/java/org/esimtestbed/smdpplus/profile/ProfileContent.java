package org.esimtestbed.smdpplus.profile;

import org.esimtestbed.rsp.data.ProfileMetadata;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// One subscriber's Profile, ready to be bound. Prints no element.
///
/// @param profilePackage the elements one after another, unprotected
public record ProfileContent(
        Bytes profilePackage, ProfileMetadata metadata, Requirements requirements, Protection protection) {

    /// What an LPA is offered, without the package.
    ///
    /// @param octets   the package has
    /// @param metadata BF25, which the package carries octet for octet as the LPA was shown it
    public record Offer(int octets, Tlv metadata, Requirements requirements, Protection protection) {}

    /// What is bound to an eUICC.
    ///
    /// @param profilePackage the elements one after another, unprotected
    public record Packaged(Offer offer, Bytes profilePackage) {
        @Override
        public String toString() {
            return "a package of " + profilePackage.size() + " octets";
        }
    }

    public Offer offer() {
        return new Offer(profilePackage.size(), metadata.encode(), requirements, protection);
    }

    @Override
    public String toString() {
        return "content of " + metadata.iccid() + ", " + profilePackage.size() + " octets";
    }
}
