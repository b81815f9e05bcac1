package org.esimtestbed.console.ecosystem;

/// Where an SM-DS of the ecosystem is.
public record SmdsPlace(int es11Port, int es12Port) {
    static SmdsPlace chosen(Ports.Smds ports) {
        return new SmdsPlace(Ports.chosen(ports.es11()), Ports.chosen(ports.es12()));
    }

    /// What cards and events name: the host and port of ES11.
    public String address() {
        return "localhost:" + es11Port;
    }

    /// What orders name, and an Alternative SM-DS where this is its Root: the host and port of ES12 and ES15.
    public String es12() {
        return "localhost:" + es12Port;
    }
}
