package org.esimtestbed.euicc.runtime;

import java.util.List;
import org.esimtestbed.rsp.id.Aid;

/// What can be selected on a logical channel. One instance serves every channel of its card and is called by one thread
/// at a time.
public interface Application {
    /// The AIDs it answers to at present, in order.
    List<Aid> aids();

    /// It has been selected on the command's channel by that AID.
    ///
    /// @throws CommandRefused if it cannot be selected now; the channel then keeps what it had
    Answer select(Aid aid, Command command);

    /// @throws CommandRefused to refuse the command
    Answer process(Command command);

    /// The channel turns to another application, or closes.
    default void deselected(int channel) {}

    /// The card was reset, or has power again: everything volatile is forgotten.
    default void reset() {}
}
