package org.esimtestbed.mno.es2plus;

import java.util.regex.Pattern;

/// Masks the values of an order that no trace may hold.
final class OrderSecrets {
    private static final Pattern SECRET = Pattern.compile("\"(k|opc|pin1|puk1|adm1|confirmationCode)\":\"[^\"]*\"");

    private OrderSecrets() {}

    static String mask(String json) {
        return SECRET.matcher(json).replaceAll("\"$1\":\"***\"");
    }
}
