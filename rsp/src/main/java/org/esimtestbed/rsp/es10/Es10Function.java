package org.esimtestbed.rsp.es10;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.esimtestbed.rsp.tlv.Tlv;

/// A function of ES10 as its request tag names it (SGP.22 §5.7).
///
/// @param tag           of the request
/// @param interfaceName `ES10a`, `ES10b`, `ES10c`
public record Es10Function(int tag, String interfaceName, String name) {
    private static final Map<Integer, Es10Function> BY_TAG = Stream.of(
                    new Es10Function(0xBF3C, "ES10a", "GetEuiccConfiguredAddresses"),
                    new Es10Function(0xBF3F, "ES10a", "SetDefaultDpAddress"),
                    new Es10Function(0xBF20, "ES10b", "GetEUICCInfo1"),
                    new Es10Function(0xBF22, "ES10b", "GetEUICCInfo2"),
                    new Es10Function(0xBF2E, "ES10b", "GetEUICCChallenge"),
                    new Es10Function(0xBF38, "ES10b", "AuthenticateServer"),
                    new Es10Function(0xBF21, "ES10b", "PrepareDownload"),
                    new Es10Function(0xBF36, "ES10b", "LoadBoundProfilePackage"),
                    new Es10Function(0xBF41, "ES10b", "CancelSession"),
                    new Es10Function(0xBF28, "ES10b", "ListNotification"),
                    new Es10Function(0xBF2B, "ES10b", "RetrieveNotificationsList"),
                    new Es10Function(0xBF30, "ES10b", "RemoveNotificationFromList"),
                    new Es10Function(0xBF43, "ES10b", "GetRAT"),
                    new Es10Function(0xBF35, "ES10b", "LoadCRL"),
                    new Es10Function(0xBF2D, "ES10c", "GetProfilesInfo"),
                    new Es10Function(0xBF31, "ES10c", "EnableProfile"),
                    new Es10Function(0xBF32, "ES10c", "DisableProfile"),
                    new Es10Function(0xBF33, "ES10c", "DeleteProfile"),
                    new Es10Function(0xBF34, "ES10c", "eUICCMemoryReset"),
                    new Es10Function(0xBF3E, "ES10c", "GetEID"),
                    new Es10Function(0xBF29, "ES10c", "SetNickname"))
            .collect(toMap(Es10Function::tag, Function.identity()));

    /// The function a request calls; empty for a tag nobody knows.
    public static Optional<Es10Function> of(Tlv request) {
        return ofTag(request.tag());
    }

    public static Optional<Es10Function> ofTag(int tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }
}
