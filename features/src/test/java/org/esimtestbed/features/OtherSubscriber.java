package org.esimtestbed.features;

import java.util.List;
import java.util.Optional;
import org.esimtestbed.console.ecosystem.InProcess;
import org.esimtestbed.euicc.state.CardStore;
import org.esimtestbed.lpa.Device;
import org.esimtestbed.lpa.baseband.DualSim.Slot;
import org.esimtestbed.lpa.card.CardChannel;
import org.esimtestbed.lpa.download.EndUser;
import org.esimtestbed.lpa.download.WayIn;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.network.Telephony.Delivered;

/// Somebody else with an operational Profile, attached.
record OtherSubscriber(String number, Device device, CardChannel card) implements AutoCloseable {
    static OtherSubscriber attached(SharedEcosystem target) {
        var order = target.operator().order("generic", Optional.empty(), Optional.empty(), Optional.empty());
        var card = new InProcess(target.ecosystem().card(target.newEid(), CardStore.inMemory()));
        var device = target.ecosystem().device(card);
        var code = ActivationCode.parse(order.activationCode().orElseThrow());
        device.download(WayIn.by(code), EndUser.agreeing());
        device.enable(new ProfileIdentifier.ByIccid(order.iccid()), true);
        return new OtherSubscriber(order.msisdn(), device, card);
    }

    /// The short messages that have come since the last time.
    List<Delivered> received() {
        return device.sims().in(Slot.FIRST).received();
    }

    @Override
    public void close() {
        device.close();
    }
}
