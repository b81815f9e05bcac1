package org.esimtestbed.lpa.card;

import java.util.Locale;
import java.util.Optional;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.CancelSessionResponse;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.GetProfilesInfo;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.LoadCrl;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.es10.SetNickname;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// The eUICC has carried out a function of ES10 and its result is no (SGP.22 §5.7).
public final class Es10Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String UNDEFINED = "UNDEFINED_ERROR";
    private static final Bytes ERROR = Bytes.hex("8101"); // an INTEGER of one octet, in the place of A0
    private static final int NO_RESULT_AVAILABLE = 1;

    private final String function;
    private final String result;
    private final int number;

    private Es10Refused(String function, Enum<?> result, int number) {
        this(function, result.name(), number);
    }

    /// @param name `CAT_BUSY`
    private Es10Refused(String function, String name, int number) {
        super("the eUICC refuses " + function + ": "
                + name.toLowerCase(Locale.ROOT).replace('_', ' ') + "(" + number + ")");
        this.function = function;
        this.result = camelCase(name);
        this.number = number;
    }

    /// CancelSession that was not carried out (SGP.22 §5.7.14).
    public static Es10Refused with(CancelSessionResponse.Refused refused) {
        var name =
                refused.code() == CancelSessionResponse.INVALID_TRANSACTION_ID ? "INVALID_TRANSACTION_ID" : UNDEFINED;
        return new Es10Refused("CancelSession", name, refused.code());
    }

    /// The error in place of a list (SGP.22 §5.7.9, §5.7.10, §5.7.15); none if it is the list, or says that there is
    /// none.
    static Optional<Es10Refused> inPlaceOfList(Tlv response) {
        var function = switch (response.tag()) {
            case GetProfilesInfo.TAG -> "GetProfilesInfo";
            case ListNotification.TAG -> "ListNotification";
            case RetrieveNotificationsList.TAG -> "RetrieveNotificationsList";
            default -> "";
        };
        if (function.isEmpty()
                || response.value().size() != ERROR.size() + 1
                || !response.value().startsWith(ERROR)) {
            return Optional.empty();
        }
        int error = response.value().at(ERROR.size());
        if (response.tag() == RetrieveNotificationsList.TAG && error == NO_RESULT_AVAILABLE) return Optional.empty();
        var name = error == GetProfilesInfo.INCORRECT_INPUT_VALUES ? "INCORRECT_INPUT_VALUES" : UNDEFINED;
        return Optional.of(new Es10Refused(function, name, error));
    }

    /// @param result of a function of ES10
    /// @throws IllegalArgumentException for any other enum
    public static Es10Refused with(Enum<?> result) {
        return switch (result) {
            case AuthenticateServerResponse.Code it -> new Es10Refused("AuthenticateServer", it, it.number());
            case PrepareDownloadResponse.Code it -> new Es10Refused("PrepareDownload", it, it.number());
            case EnableProfile.Result it -> new Es10Refused("EnableProfile", it, it.number());
            case DisableProfile.Result it -> new Es10Refused("DisableProfile", it, it.number());
            case DeleteProfile.Result it -> new Es10Refused("DeleteProfile", it, it.number());
            case SetNickname.Result it -> new Es10Refused("SetNickname", it, it.number());
            case SetDefaultDpAddress.Result it -> new Es10Refused("SetDefaultDpAddress", it, it.number());
            case RemoveNotificationFromList.Result it -> new Es10Refused("RemoveNotificationFromList", it, it.number());
            case LoadCrl.Code it -> new Es10Refused("LoadCRL", it, it.number());
            case EuiccMemoryReset.Result it -> new Es10Refused("eUICCMemoryReset", it, it.number());
            default -> throw new IllegalArgumentException(result.getDeclaringClass() + " is no result of ES10");
        };
    }

    // CAT_BUSY is catBusy in the specification
    private static String camelCase(String name) {
        var text = new StringBuilder();
        for (var word : name.toLowerCase(Locale.ROOT).split("_")) {
            text.append(text.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return text.toString();
    }

    /// `EnableProfile`
    public String function() {
        return function;
    }

    /// As the specification writes it, `catBusy`.
    public String result() {
        return result;
    }

    public int number() {
        return number;
    }
}
