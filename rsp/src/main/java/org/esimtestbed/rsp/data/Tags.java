package org.esimtestbed.rsp.data;

/// Tags that many messages share; the rest stand where they are used.
public final class Tags {
    public static final int SEQUENCE = 0x30;
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int UTF8_STRING = 0x0C;
    public static final int ICCID = 0x5A;
    public static final int ISDP_AID = 0x4F;
    public static final int TAG_LIST = 0x5C;
    public static final int SIGNATURE = 0x5F37;
    public static final int ONE_TIME_PUBLIC_KEY = 0x5F49;
    public static final int TRANSACTION_ID = 0x80;
    public static final int EUICC_INFO_1 = 0xBF20;
    public static final int EUICC_INFO_2 = 0xBF22;
    public static final int STORE_METADATA = 0xBF25;
    public static final int PROFILE_INSTALLATION_RESULT_DATA = 0xBF27;
    public static final int NOTIFICATION_METADATA = 0xBF2F;
    public static final int BOUND_PROFILE_PACKAGE = 0xBF36;
    public static final int PROFILE_INSTALLATION_RESULT = 0xBF37;
    public static final int PROFILE_INFO = 0xE3;

    private Tags() {}
}
