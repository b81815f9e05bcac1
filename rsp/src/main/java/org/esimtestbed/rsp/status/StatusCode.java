package org.esimtestbed.rsp.status;

/// Why a function was refused, as the other side reads it (SGP.22 §5.2.6). Dotted text, never numbers: 3.10 is not 3.1.
///
/// @param subjectCode what the refusal is about
/// @param reasonCode  what is wrong with it
/// @param meaning     for people
public record StatusCode(String subjectCode, String reasonCode, String meaning) {
    // ES9+.InitiateAuthentication, §5.6.1
    public static final StatusCode SMDP_ADDRESS_REFUSED = new StatusCode("8.8.1", "3.8", "Invalid SM-DP+ Address");
    public static final StatusCode NO_COMMON_CI =
            new StatusCode("8.8.2", "3.1", "None of the proposed Public Key Identifiers is supported by the SM-DP+");
    public static final StatusCode SVN_UNSUPPORTED =
            new StatusCode("8.8.3", "3.1", "The SVN of the eUICC is not supported by the SM-DP+");
    public static final StatusCode NO_CERTIFICATE_UNDER_CI = new StatusCode(
            "8.8.4", "3.7", "The SM-DP+ has no CERT.DPauth.ECDSA signed by a CI that the eUICC supports");

    // ES9+.AuthenticateClient, §5.6.3
    public static final StatusCode EUM_CERTIFICATE_INVALID =
            new StatusCode("8.1.2", "6.1", "EUM Certificate: verification failed");
    public static final StatusCode EUM_CERTIFICATE_EXPIRED = new StatusCode("8.1.2", "6.3", "EUM Certificate: expired");
    public static final StatusCode EUICC_CERTIFICATE_INVALID =
            new StatusCode("8.1.3", "6.1", "eUICC Certificate: verification failed");
    public static final StatusCode EUICC_CERTIFICATE_EXPIRED =
            new StatusCode("8.1.3", "6.3", "eUICC Certificate: expired");
    public static final StatusCode EUICC_SIGNATURE_INVALID =
            new StatusCode("8.1", "6.1", "eUICC signature or serverChallenge is invalid");
    public static final StatusCode EUICC_MEMORY = new StatusCode("8.1", "4.8", "Insufficient memory in the eUICC");
    public static final StatusCode CI_UNKNOWN = new StatusCode("8.11.1", "3.9", "Unknown CI Public Key");
    public static final StatusCode PROFILE_NOT_RELEASED =
            new StatusCode("8.2", "1.2", "The Profile has not yet been released");
    public static final StatusCode TRANSACTION_UNKNOWN = new StatusCode("8.10.1", "3.9", "Unknown TransactionID");
    public static final StatusCode MATCHING_ID_REFUSED = new StatusCode("8.2.6", "3.8", "MatchingID refused");
    public static final StatusCode EID_REFUSED =
            new StatusCode("8.1.1", "3.8", "EID does not match the expected value");
    public static final StatusCode NO_ELIGIBLE_PROFILE =
            new StatusCode("8.2.5", "4.3", "No eligible Profile for this eUICC/Device");
    public static final StatusCode MAXIMUM_PROFILES =
            new StatusCode("8.2.5", "5.1", "The eUICC has its maximum number of Profiles");
    public static final StatusCode ORDER_EXPIRED = new StatusCode("8.8.5", "4.10", "The Download Order has expired");
    public static final StatusCode DOWNLOAD_RETRIES_EXCEEDED = new StatusCode(
            "8.8.5", "6.4", "The maximum number of retries for the Profile Download Order has been exceeded");

    // ES9+.GetBoundProfilePackage, §5.6.2
    public static final StatusCode CONFIRMATION_CODE_MISSING =
            new StatusCode("8.2.7", "2.2", "Confirmation Code is missing");
    public static final StatusCode CONFIRMATION_CODE_REFUSED =
            new StatusCode("8.2.7", "3.8", "Confirmation Code is refused");
    public static final StatusCode CONFIRMATION_CODE_RETRIES_EXCEEDED =
            new StatusCode("8.2.7", "6.4", "The maximum number of retries for the Confirmation Code has been exceeded");
    public static final StatusCode BPP_UNAVAILABLE =
            new StatusCode("8.2", "3.7", "BPP is not available for a new binding");

    // ES9+.CancelSession, §5.6.5
    public static final StatusCode SMDP_OID_REFUSED = new StatusCode("8.8", "3.10", "The SM-DP+ OID is invalid");

    // ES2+, §5.3
    public static final StatusCode PROFILE_TYPE_UNKNOWN = new StatusCode("8.2.5", "3.9", "Unknown Profile Type");
    public static final StatusCode PROFILE_TYPE_EXHAUSTED =
            new StatusCode("8.2.5", "3.7", "No more Profile available for the requested Profile Type");
    public static final StatusCode PROFILE_TYPE_MISMATCH =
            new StatusCode("8.2.5", "3.8", "The Profile identified by this ICCID is of another Profile Type");
    public static final StatusCode ICCID_UNKNOWN = new StatusCode("8.2.1", "3.9", "Unknown Profile ICCID");
    public static final StatusCode ICCID_NOT_ALLOWED =
            new StatusCode("8.2.1", "1.2", "The function requester may not use the Profile identified by this ICCID");
    public static final StatusCode PROFILE_NOT_AVAILABLE =
            new StatusCode("8.2.1", "3.3", "The Profile identified by this ICCID is not available for this function");
    public static final StatusCode PROFILE_NOT_RELEASABLE =
            new StatusCode("8.2.1", "3.5", "The Profile identified by this ICCID cannot be released");
    public static final StatusCode MATCHING_ID_INVALID = new StatusCode("8.2.6", "2.1", "MatchingID is invalid");
    public static final StatusCode MATCHING_ID_MISSING = new StatusCode("8.2.6", "2.2", "MatchingID is missing");
    public static final StatusCode MATCHING_ID_IN_USE = new StatusCode("8.2.6", "3.3", "Conflicting MatchingID");
    public static final StatusCode OTHER_MATCHING_ID =
            new StatusCode("8.2.6", "3.10", "A different MatchingID is associated with this ICCID");
    public static final StatusCode EID_MISSING = new StatusCode("8.1.1", "2.2", "EID is missing");
    public static final StatusCode OTHER_EID =
            new StatusCode("8.1.1", "3.10", "A different EID is associated with this ICCID");
    public static final StatusCode SMDS_ADDRESS_INVALID =
            new StatusCode("8.9", "5.1", "The SM-DS address is invalid or not reachable");

    // ES11.InitiateAuthentication, §5.8.1
    public static final StatusCode OTHER_SMDS_ADDRESS = new StatusCode("8.9.1", "3.8", "Invalid SM-DS Address");
    public static final StatusCode SMDS_NO_COMMON_CI =
            new StatusCode("8.9.2", "3.1", "None of the proposed Public Key Identifiers is supported by the SM-DS");
    public static final StatusCode SMDS_SVN_UNSUPPORTED =
            new StatusCode("8.9.3", "3.1", "The SVN of the eUICC is not supported by the SM-DS");
    public static final StatusCode SMDS_NO_CERTIFICATE_UNDER_CI =
            new StatusCode("8.9.4", "3.7", "The SM-DS has no CERT.DSauth.ECDSA signed by a CI that the eUICC supports");

    // ES11.CancelSession
    public static final StatusCode SMDS_OID_REFUSED = new StatusCode("8.9", "3.10", "The SM-DS OID is invalid");

    // ES12 and ES15, RegisterEvent and DeleteEvent, §5.9 and §5.10
    public static final StatusCode EVENT_ALREADY_REGISTERED =
            new StatusCode("8.9.5", "3.3", "The event is registered already");
    public static final StatusCode EVENT_UNKNOWN = new StatusCode("8.9.5", "3.9", "Unknown event");
    public static final StatusCode ROOT_SMDS_UNREACHABLE =
            new StatusCode("8.9", "5.1", "The Root SM-DS cannot be reached");
    public static final StatusCode ROOT_SMDS_FAILED =
            new StatusCode("8.9", "4.2", "The Root SM-DS has reported an error");

    // ES2+.HandleDownloadProgressInfo, §5.3.5: why the eUICC or the End User gave up
    public static final StatusCode END_USER_REJECTED = new StatusCode("8.8.5", "3.8", "The End User has rejected");
    public static final StatusCode PPR_NOT_ALLOWED = new StatusCode("8.2.8", "1.2", "The PPR is not allowed");
    public static final StatusCode METADATA_CHANGED =
            new StatusCode("8.2.9", "3.11", "The Profile Metadata is not what was offered");
    public static final StatusCode BPP_NOT_LOADED =
            new StatusCode("8.2.10", "4.2", "The Bound Profile Package could not be loaded");
    public static final StatusCode STOPPED = new StatusCode("8", "4.2", "Stopped for another reason");

    // any function, §5.2.6 and §6.5.1
    public static final StatusCode MANDATORY_ELEMENT_MISSING =
            new StatusCode("1.3.1", "2.2", "A mandatory element is missing");
    public static final StatusCode PROTOCOL_VERSION_UNSUPPORTED =
            new StatusCode("1.3.2", "3.1", "The version of the protocol is not supported");
    public static final StatusCode INVALID_ELEMENT = new StatusCode("1.3.1", "2.1", "An element is invalid");
    public static final StatusCode FUNCTION_REQUESTER_UNKNOWN =
            new StatusCode("1.1", "1.1", "Unknown function requester");

    public FunctionRefused because(String detail) {
        return new FunctionRefused(this, detail);
    }

    /// Subject and reason alone: `8.2.6/3.8`.
    public String code() {
        return subjectCode + "/" + reasonCode;
    }

    @Override
    public String toString() {
        return code() + " " + meaning;
    }
}
