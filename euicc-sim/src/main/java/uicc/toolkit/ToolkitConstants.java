package uicc.toolkit;

/// Events, tags, proactive commands and results.
public interface ToolkitConstants {
    short EVENT_UNRECOGNIZED_ENVELOPE = -1;
    short EVENT_PROFILE_DOWNLOAD = 1;
    short EVENT_MENU_SELECTION = 7;
    short EVENT_MENU_SELECTION_HELP_REQUEST = 8;
    short EVENT_TIMER_EXPIRATION = 11;
    short EVENT_EVENT_DOWNLOAD_MT_CALL = 12;
    short EVENT_EVENT_DOWNLOAD_CALL_CONNECTED = 13;
    short EVENT_EVENT_DOWNLOAD_CALL_DISCONNECTED = 14;
    short EVENT_EVENT_DOWNLOAD_LOCATION_STATUS = 15;
    short EVENT_EVENT_DOWNLOAD_USER_ACTIVITY = 16;
    short EVENT_EVENT_DOWNLOAD_IDLE_SCREEN_AVAILABLE = 17;
    short EVENT_EVENT_DOWNLOAD_CARD_READER_STATUS = 18;

    byte TAG_COMMAND_DETAILS = 0x01;
    byte TAG_DEVICE_IDENTITIES = 0x02;
    byte TAG_RESULT = 0x03;
    byte TAG_ALPHA_IDENTIFIER = 0x05;
    byte TAG_TEXT_STRING = 0x0D;
    byte TAG_ITEM = 0x0F;
    byte TAG_ITEM_IDENTIFIER = 0x10;
    byte TAG_HELP_REQUEST = 0x15;
    byte TAG_EVENT_LIST = 0x19;
    byte TAG_SET_CR = (byte) 0x80;

    byte BTAG_PROACTIVE_UICC_COMMAND = (byte) 0xD0;
    byte BTAG_SMS_PP_DOWNLOAD = (byte) 0xD1;
    byte BTAG_MENU_SELECTION = (byte) 0xD3;
    byte BTAG_EVENT_DOWNLOAD = (byte) 0xD6;
    byte BTAG_TIMER_EXPIRATION = (byte) 0xD7;

    byte PRO_CMD_REFRESH = 0x01;
    byte PRO_CMD_MORE_TIME = 0x02;
    byte PRO_CMD_PLAY_TONE = 0x20;
    byte PRO_CMD_DISPLAY_TEXT = 0x21;
    byte PRO_CMD_GET_INKEY = 0x22;
    byte PRO_CMD_GET_INPUT = 0x23;
    byte PRO_CMD_SELECT_ITEM = 0x24;
    byte PRO_CMD_SET_UP_MENU = 0x25;
    byte PRO_CMD_PROVIDE_LOCAL_INFORMATION = 0x26;
    byte PRO_CMD_SET_UP_IDLE_MODE_TEXT = 0x28;

    byte DEV_ID_KEYPAD = 0x01;
    byte DEV_ID_DISPLAY = 0x02;
    byte DEV_ID_EARPIECE = 0x03;
    byte DEV_ID_UICC = (byte) 0x81;
    byte DEV_ID_TERMINAL = (byte) 0x82;
    byte DEV_ID_NETWORK = (byte) 0x83;

    byte DCS_8_BIT_DATA = 0x04;
    byte DCS_UCS2 = 0x08;

    byte RES_CMD_PERF = 0x00;
    byte RES_CMD_PERF_SESSION_TERM_USER = 0x10;
    byte RES_CMD_PERF_BACKWARD_MOVE_REQ = 0x11;
    byte RES_CMD_PERF_NO_RESP_FROM_USER = 0x12;

    byte TLV_NOT_FOUND = 0x00;
    byte TLV_FOUND_CR_SET = 0x01;
    byte TLV_FOUND_CR_NOT_SET = 0x02;
}
