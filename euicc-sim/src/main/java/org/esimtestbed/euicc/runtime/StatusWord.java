package org.esimtestbed.euicc.runtime;

/// Status words of ETSI TS 102 221 §10.2.1.
public final class StatusWord {
    public static final int OK = 0x9000;
    /// 91xx: a proactive command of xx octets waits.
    public static final int PROACTIVE_COMMAND = 0x9100;
    /// 61xx: xx more octets wait for GET RESPONSE, 00 for 256 or more.
    public static final int MORE_DATA = 0x6100;
    public static final int ALREADY_CLOSED = 0x6200;
    public static final int SEARCH_UNSUCCESSFUL = 0x6282;
    public static final int SELECTED_FILE_INVALIDATED = 0x6283;
    public static final int MORE_DATA_OBJECT = 0x62F1;
    /// Like [#MORE_DATA_OBJECT], and a proactive command waits.
    public static final int MORE_DATA_OBJECT_AND_COMMAND = 0x62F2;
    /// 63Cx: verification failed, x tries are left.
    public static final int VERIFICATION_FAILED = 0x63C0;
    public static final int MORE_DATA_EXPECTED = 0x63F1;
    /// Like [#MORE_DATA_EXPECTED], and a proactive command waits.
    public static final int MORE_DATA_EXPECTED_AND_COMMAND = 0x63F2;
    public static final int MEMORY_PROBLEM = 0x6581;
    public static final int WRONG_LENGTH = 0x6700;
    public static final int CHANNEL_NOT_SUPPORTED = 0x6881;
    public static final int SECURE_MESSAGING_NOT_SUPPORTED = 0x6882;
    public static final int CHAINING_NOT_SUPPORTED = 0x6884;
    public static final int INCOMPATIBLE_WITH_FILE_STRUCTURE = 0x6981;
    public static final int SECURITY_STATUS_NOT_SATISFIED = 0x6982;
    public static final int BLOCKED = 0x6983;
    public static final int INVALIDATED = 0x6984;
    public static final int CONDITIONS_NOT_SATISFIED = 0x6985;
    public static final int NO_EF_SELECTED = 0x6986;
    public static final int INCORRECT_DATA = 0x6A80;
    public static final int FUNCTION_NOT_SUPPORTED = 0x6A81;
    public static final int FILE_NOT_FOUND = 0x6A82;
    public static final int RECORD_NOT_FOUND = 0x6A83;
    public static final int NOT_ENOUGH_MEMORY = 0x6A84;
    public static final int INCORRECT_P1_P2 = 0x6A86;
    public static final int REFERENCED_DATA_NOT_FOUND = 0x6A88;
    public static final int OUTSIDE_THE_FILE = 0x6B00;
    /// 6Cxx: the length asked for is wrong, xx is the right one.
    public static final int WRONG_LE = 0x6C00;
    public static final int UNKNOWN_INSTRUCTION = 0x6D00;
    public static final int UNKNOWN_CLASS = 0x6E00;
    public static final int TECHNICAL_PROBLEM = 0x6F00;
    public static final int INCREASE_NOT_POSSIBLE = 0x9850;
    public static final int MAC_FAILURE = 0x9862;
    public static final int CONTEXT_NOT_SUPPORTED = 0x9864;

    private StatusWord() {}
}
