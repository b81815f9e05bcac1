package org.esimtestbed.rsp.network;

import java.util.Optional;
import org.esimtestbed.rsp.crypto.Sha256;
import org.esimtestbed.rsp.tlv.Bytes;

/// The messages of an attach, in their order.
public final class Attach {
    /// POST here with [Request]; the answer is a [Challenge].
    public static final String REQUEST_PATH = "/network/attach";

    /// POST here with [Answer]; the answer is a [Result].
    public static final String ANSWER_PATH = "/network/authentication-response";

    /// POST here with [SynchronisationFailure]; the answer is a new [Challenge].
    public static final String RESYNCHRONISATION_PATH = "/network/synchronisation-failure";

    private Attach() {}

    /// @param imsi digits
    public record Request(String imsi) {}

    /// @param rand 16 octets
    /// @param autn 16 octets
    public record Challenge(Bytes rand, Bytes autn) {}

    /// @param res      4 to 16 octets
    /// @param keyProof proves that both sides hold the same CK and IK, see [#keyProof]
    public record Answer(String imsi, Bytes res, Bytes keyProof) {}

    /// @param auts 14 octets
    public record SynchronisationFailure(String imsi, Bytes rand, Bytes auts) {}

    /// POST here with [Context]; the answer is HTTP 204.
    public static final String DETACH_PATH = "/network/detach";

    /// @param plmn    MCC and MNC of the network, where attached
    /// @param cause   why not, otherwise
    /// @param context where attached: what the device names itself by in all it asks for later. Stands for the NAS
    ///                security context of TS 24.301 §4.4, and is as secret
    public record Result(boolean attached, Optional<String> plmn, Optional<String> cause, Optional<String> context) {
        /// The outcome of the authentication alone.
        public Result(boolean attached, Optional<String> plmn, Optional<String> cause) {
            this(attached, plmn, cause, Optional.empty());
        }

        public Result in(String newContext) {
            return new Result(attached, plmn, cause, Optional.of(newContext));
        }

        @Override
        public String toString() {
            return "Result[attached=" + attached + ", plmn=" + plmn + ", cause=" + cause + "]";
        }
    }

    /// An attached device.
    ///
    /// @param context as [Result] gave it
    public record Context(String context) {
        @Override
        public String toString() {
            return "Context[masked]";
        }
    }

    /// Stands for the integrity protection of the security mode procedure: 32 octets that need CK and IK, and give
    /// neither away.
    public static Bytes keyProof(Bytes ck, Bytes ik, Bytes rand) {
        return Sha256.of(Bytes.concat(ck, ik, rand));
    }
}
