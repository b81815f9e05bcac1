package org.esimtestbed.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Holds an execution to the memory its input justifies and to a bounded time.
///
/// @param fixed octets that any execution may allocate
/// @param each  octets that each octet of input may cost beside
record Cost(long fixed, long each) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /// Processor time; a hundred times what the slowest honest execution takes.
    private static final long LONGEST = 2_000_000_000L;
    // Classes are loaded, and call sites linked, on the account of who comes first: an excess must repeat itself.
    private static final int ATTEMPTS = 3;

    /// Runs it, again if it was costly.
    ///
    /// @param inputSize octets the execution has been given, genuine messages included
    void limit(long inputSize, Runnable execution) {
        long allowed = fixed + each * inputSize;
        long octets = 0;
        long nanos = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long octetsBefore = THREADS.getCurrentThreadAllocatedBytes();
            long nanosBefore = THREADS.getCurrentThreadCpuTime();
            execution.run();
            octets = THREADS.getCurrentThreadAllocatedBytes() - octetsBefore;
            nanos = THREADS.getCurrentThreadCpuTime() - nanosBefore;
            if (octets <= allowed && nanos <= LONGEST) return;
        }
        throw new Finding("an input of " + inputSize + " octets allocated " + octets + " octets, allowed are " + allowed
                + "; it took " + nanos / 1_000_000 + " ms");
    }
}
