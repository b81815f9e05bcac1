package org.esimtestbed.features;

import java.util.List;
import java.util.function.Predicate;
import org.esimtestbed.rsp.tlv.Bytes;

/// Every quirk of the SM-DP+, with what an honest LPA and eUICC make of it, and of the honest server.
final class ServerQuirkRows {
    private static final String INSTALLED = "installed";
    private static final String AUTHENTICATION = "the eUICC refuses the SM-DP+: ";
    private static final String DOWNLOAD = "the eUICC refuses the download: ";
    private static final String DELIVERED = "delivered 2, kept 0, order Installed";
    private static final Predicate<ServerQuirkStory> OUTCOME_TELLS = _ -> false;

    /// @param quirk   as `--server-quirk` has it
    /// @param honest  how the story ends without the quirk
    /// @param quirky  how it ends with it
    /// @param showing tells whether the quirk was at work, where the story ends alike
    record Row(
            String quirk,
            ServerQuirkStory.Kind story,
            String honest,
            String quirky,
            Predicate<ServerQuirkStory> showing) {
        @Override
        public String toString() {
            return quirk + ": " + quirky;
        }
    }

    /// Noticed: the story ends otherwise.
    private static Row stops(String quirk, String end) {
        return new Row(quirk, ServerQuirkStory.Kind.DOWNLOAD, INSTALLED, end, OUTCOME_TELLS);
    }

    private static Row stops(String quirk, ServerQuirkStory.Kind story, String honest, String end) {
        return new Row(quirk, story, honest, end, OUTCOME_TELLS);
    }

    /// Tolerated: the Profile is installed all the same.
    private static Row tolerated(String quirk, Predicate<ServerQuirkStory> showing) {
        return new Row(quirk, ServerQuirkStory.Kind.DOWNLOAD, INSTALLED, INSTALLED, showing);
    }

    private static Row installationFails(String quirk, int errorReason) {
        return stops(quirk, "errorReason " + errorReason);
    }

    static List<Row> all() {
        return List.of(
                // connections
                stops("tls-certificate", "expired"),
                stops("tls-certificate=foreign-ci", "CI"),
                stops("tls-certificate=other-name", "name"),

                // HTTP and JSON
                tolerated("lower-case-transaction-id", story -> story.answered("\"transactionId\":\"[0-9]*[a-f]")),
                stops("notification-answer=json", ServerQuirkStory.Kind.NOTIFIED, DELIVERED, "HTTP 200"),
                stops("notification-answer=empty", ServerQuirkStory.Kind.NOTIFIED, DELIVERED, "HTTP 200"),
                tolerated("admin-protocol=none", story -> story.adminProtocol().isEmpty()),
                tolerated(
                        "admin-protocol=gsma/rsp/v2.5.0",
                        story -> story.adminProtocol()
                                .filter("gsma/rsp/v2.5.0"::equals)
                                .isPresent()),
                tolerated("unpadded-base64", story -> !story.answered("\"serverSignature1\":\"[^\"]*=\"")),
                stops("misspelt-key", "euiccCiPKIdToBeUsed"),
                tolerated("extra-members", story -> story.answered("ofALaterVersion")),
                stops("asn1-ok-tag", ServerQuirkStory.Kind.ASN1, "A0", "30"),

                // refusals
                stops("refuse-with=1.6/2.1 campaign resource pool is empty", "campaign resource pool is empty"),
                stops("refuse-with", "1.6/2.1"),
                stops("case-sensitive-address", ServerQuirkStory.Kind.UPPER_CASE, INSTALLED, "8.8.1/3.8"),
                stops("no-common-ci=server", "8.8.2/3.1"),
                stops("no-common-ci=euicc", "8.8.4/3.7"),
                stops("no-new-binding", ServerQuirkStory.Kind.SECOND_TIME, INSTALLED, "8.2/3.7"),
                stops("retry-limit=1", ServerQuirkStory.Kind.SECOND_TIME, INSTALLED, "8.8.5/6.4"),
                stops("future-fields-refused", ServerQuirkStory.Kind.FUTURE_EUICC, INSTALLED, "1.3.1/2.1"),

                // InitiateAuthentication
                stops("bad-server-signature", AUTHENTICATION + "INVALID_SIGNATURE(2)"),
                stops("wrong-server-address", "the signed server address is another"),
                stops("wrong-euicc-challenge", "the signed eUICC challenge is not the one sent"),
                stops("wrong-transaction-id", "the TransactionID differs from the signed one"),
                stops("unknown-ci-to-be-used", AUTHENTICATION + "CI_PK_UNKNOWN(7)"),
                stops("server-certificate=expired", AUTHENTICATION + "INVALID_CERTIFICATE(1)"),
                stops("server-certificate=foreign-ci", AUTHENTICATION + "INVALID_CERTIFICATE(1)"),
                stops("server-certificate=dppb", AUTHENTICATION + "INVALID_CERTIFICATE(1)"),

                // AuthenticateClient
                stops("bad-smdp-signature", DOWNLOAD + "INVALID_SIGNATURE(2)"),
                stops("signature2-scope=signed2", DOWNLOAD + "INVALID_SIGNATURE(2)"),
                stops("signature2-scope=bare-signature1", DOWNLOAD + "INVALID_SIGNATURE(2)"),
                stops("wrong-signed2-transaction-id", "smdpSigned2 names another TransactionID"),
                stops("confirmation-code-flag=always", "endUserRejection"),
                stops("confirmation-code-flag=never", ServerQuirkStory.Kind.CONFIRMATION_CODE, INSTALLED, "8.2.7/2.2"),
                stops("package-certificate=other-oid", DOWNLOAD + "INVALID_CERTIFICATE(1)"),
                stops("package-certificate=expired", DOWNLOAD + "INVALID_CERTIFICATE(1)"),
                stops("package-certificate=dpauth", DOWNLOAD + "INVALID_CERTIFICATE(1)"),

                // metadata
                stops("iccid-in-reading-order", "undefinedReason: a message is malformed"),
                stops("iccid-in-reading-order", ServerQuirkStory.Kind.TWENTY_DIGITS, INSTALLED, "errorReason 13"),
                tolerated("no-profile-class", story -> !story.metadata().contains("950102")),
                stops("minimal-metadata", "metadataMismatch"),
                tolerated(
                        "notification-bits=separate", story -> story.metadata().contains("80020780")),
                stops("notification-bits=malformed", "undefinedReason: a message is malformed"),
                new Row(
                        "padded-notification-address",
                        ServerQuirkStory.Kind.NOTIFIED,
                        DELIVERED,
                        DELIVERED,
                        story -> story.metadata()
                                .contains(Bytes.utf8(" localhost").hex())),
                tolerated("padded-integers", story -> story.metadata().contains("95020002")),
                tolerated("empty-icon", story -> story.metadata().contains("9301019400")),
                tolerated("long-lengths=2", story -> story.metadata().startsWith("BF2582")),
                tolerated("long-lengths=3", story -> story.metadata().startsWith("BF2583")),

                // the package
                installationFails("bad-package-signature", 2),
                stops("wrong-package-transaction-id", "the package is bound to another TransactionID"),
                installationFails("wrong-remote-operation", 5),
                installationFails("control-reference=key-type", 4),
                installationFails("control-reference=key-length", 4),
                installationFails("bad-one-time-key", 1),
                installationFails("eid-as-digits", 8),
                installationFails("icv-from-chaining-value", 8),
                installationFails("maced-blocks-uncounted", 12),
                installationFails("block-size", 7),
                installationFails("bad-mac=configure-isdp", 8),
                installationFails("bad-mac=metadata", 8),
                installationFails("bad-mac=elements", 8),

                // afterwards
                stops(
                        "forget-notifications",
                        ServerQuirkStory.Kind.NOTIFIED,
                        DELIVERED,
                        "delivered 2, kept 0, order Downloaded"),
                stops("stranded-orders", ServerQuirkStory.Kind.SECOND_TIME, INSTALLED, "8.2.6/3.8"));
    }

    private ServerQuirkRows() {}
}
