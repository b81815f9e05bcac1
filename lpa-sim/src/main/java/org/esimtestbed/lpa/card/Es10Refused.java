package org.esimtestbed.lpa.card;

import java.util.Locale;
import org.esimtestbed.rsp.data.AuthenticateServerResponse;
import org.esimtestbed.rsp.data.PrepareDownloadResponse;
import org.esimtestbed.rsp.es10.DeleteProfile;
import org.esimtestbed.rsp.es10.DisableProfile;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.EuiccMemoryReset;
import org.esimtestbed.rsp.es10.RemoveNotificationFromList;
import org.esimtestbed.rsp.es10.SetDefaultDpAddress;
import org.esimtestbed.rsp.es10.SetNickname;

/// The eUICC has carried out a function of ES10 and its result is no (SGP.22 §5.7).
public final class Es10Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String function;
    private final String result;
    private final int number;

    private Es10Refused(String function, Enum<?> result, int number) {
        super("the eUICC refuses " + function + ": "
                + result.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "(" + number + ")");
        this.function = function;
        this.result = camelCase(result.name());
        this.number = number;
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
