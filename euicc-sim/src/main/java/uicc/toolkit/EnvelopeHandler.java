package uicc.toolkit;

/// The ENVELOPE that brought an event.
public interface EnvelopeHandler extends ViewHandler {
    byte getEnvelopeTag();

    byte getItemIdentifier() throws ToolkitException;
}
