package org.esimtestbed.profilepackage.element;

/// What became of a profile element (PEStatus of TCA eUICC Profile Package 3.3.1, Annex A); it returns in the
/// simaResponse of the installation result.
public enum PeStatus {
    OK(0),
    PE_NOT_SUPPORTED(1),
    MEMORY_FAILURE(2),
    BAD_VALUES(3),
    NOT_ENOUGH_MEMORY(4),
    INVALID_REQUEST_FORMAT(5),
    INVALID_PARAMETER(6),
    RUNTIME_NOT_SUPPORTED(7),
    LIB_NOT_SUPPORTED(8),
    TEMPLATE_NOT_SUPPORTED(9),
    FEATURE_NOT_SUPPORTED(10),
    PIN_CODE_MISSING(11),
    UNSUPPORTED_PROFILE_VERSION(31);

    private final int number;

    PeStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
