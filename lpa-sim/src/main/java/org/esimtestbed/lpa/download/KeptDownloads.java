package org.esimtestbed.lpa.download;

import java.util.Optional;
import org.esimtestbed.lpa.card.Isdr;
import org.esimtestbed.lpa.memory.DeviceMemory;
import org.esimtestbed.rsp.data.ErrorReason;
import org.esimtestbed.rsp.data.ProfileInstallationResult;
import org.esimtestbed.rsp.data.ProfileInstallationResult.Failure;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import tools.jackson.core.JacksonException;

/// Where the one download under way is kept from its first step until the eUICC has answered.
public final class KeptDownloads {
    private static final String BEGUN = "download-begun.json";
    private static final String BOUND = "download-bound.json";

    private final DeviceMemory memory;

    public KeptDownloads(DeviceMemory memory) {
        this.memory = memory;
    }

    /// @throws IllegalArgumentException naming the piece of memory that holds something else
    public Optional<KeptDownload> find() {
        Optional<KeptDownload> bound = read(BOUND, KeptDownload.Bound.class);
        return bound.or(() -> read(BEGUN, KeptDownload.Begun.class));
    }

    void put(KeptDownload.Begun begun) {
        memory.write(BEGUN, json(begun));
        memory.forget(BOUND);
    }

    void put(KeptDownload.Bound bound) {
        memory.write(BOUND, json(bound));
    }

    public void forget() {
        memory.forget(BEGUN);
        memory.forget(BOUND);
    }

    /// The result the eUICC has given of the package kept here, if it has, while nobody listened. A package that
    /// was answered is not kept any longer: of one the loss of power spoilt only the way to another remains.
    public Optional<ProfileInstallationResult> settle(Isdr euicc) {
        if (!(find().orElse(null) instanceof KeptDownload.Bound bound)) return Optional.empty();
        var answer = euicc.call(new RetrieveNotificationsList(Optional.empty())).stream() // ES10b §5.7.10
                .filter(ProfileInstallationResult.class::isInstance)
                .map(ProfileInstallationResult.class::cast)
                .filter(it -> it.data().value().transactionId().equals(bound.transactionId()))
                .findFirst();
        answer.ifPresent(result -> {
            if (wasInterrupted(result)) put(new KeptDownload.Begun(bound.way()));
            else forget();
        });
        return answer;
    }

    static boolean wasInterrupted(ProfileInstallationResult result) {
        return result.data().value().finalResult() instanceof Failure(var _, var reason, var _)
                && reason == ErrorReason.INTERRUPTION;
    }

    private <T> Optional<T> read(String name, Class<? extends T> type) {
        return memory.read(name).map(content -> {
            try {
                return RspJson.mapper().readValue(content.toArray(), type);
            } catch (JacksonException e) {
                throw new IllegalArgumentException("the device's memory " + name + " holds no download", e);
            }
        });
    }

    private static Bytes json(Record record) {
        return Bytes.wrap(RspJson.mapper().writeValueAsBytes(record));
    }
}
