package org.esimtestbed.lpa.explain;

/// Whose fault a failure usually is.
public enum Fault {
    END_USER("the End User", "利用者"),
    OPERATOR("the operator", "通信事業者"),
    SMDP("the SM-DP+", "SM-DP+"),
    SMDS("the SM-DS", "SM-DS"),
    EUICC("the eUICC", "eUICC"),
    EUM("who made the card's certificates: EUM and CI", "カードの証明書の発行者（EUMとCI）"),
    PROFILE("the profile package", "プロファイルパッケージ"),
    LPA("the LPA", "LPA"),
    NETWORK("the network", "ネットワーク"),
    NOBODY("nobody", "なし");

    private final String english;
    private final String japanese;

    Fault(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> english;
            case JA -> japanese;
        };
    }
}
