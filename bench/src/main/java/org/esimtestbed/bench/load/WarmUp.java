package org.esimtestbed.bench.load;

import java.io.IOException;

/// Rounds that are not counted, until the server's compilers have little left to do.
public final class WarmUp {
    private static final double LITTLE = 0.01; // of the time, on one core

    /// One round of load.
    public interface Round {
        /// @param done how much was done before
        /// @return milliseconds it took
        double from(int done) throws IOException;
    }

    private WarmUp() {}

    /// @param most  it ends with that, compiled or not
    /// @param round how much one does
    /// @return how much there was
    public static int run(Child server, int most, int round, Round one) throws IOException {
        int done = 0;
        boolean compiling = true;
        while (compiling && done < most) {
            long before = Long.parseLong(server.ask("compiled"));
            double milliseconds = one.from(done);
            compiling = (Long.parseLong(server.ask("compiled")) - before) / milliseconds > LITTLE;
            done += round;
        }
        return done;
    }
}
