package org.esimtestbed.rspserver.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/// Files of H2 (`held:PATH`) whose next writing can be held up.
public final class HeldFiles extends FilePathWrapper {
    private static final AtomicReference<Hold> HOLD = new AtomicReference<>(new Hold());

    /// One stop on the way to the disk.
    static final class Hold {
        final CountDownLatch arrived = new CountDownLatch(1);
        final CountDownLatch mayPass = new CountDownLatch(1);
        volatile boolean written;
    }

    /// Holds up the next writing.
    static Hold next() {
        var hold = new Hold();
        HOLD.set(hold);
        return hold;
    }

    /// Holds up nothing.
    static void none() {
        next().mayPass.countDown();
    }

    @Override
    public String getScheme() {
        return "held";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Held(unwrap().open(mode));
    }

    private static final class Held extends FileBase {
        private final FileChannel file;

        Held(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer octets, long position) throws IOException {
            var hold = HOLD.get();
            hold.arrived.countDown();
            try {
                hold.mayPass.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            int length = file.write(octets, position);
            hold.written = true;
            return length;
        }

        @Override
        public int write(ByteBuffer octets) throws IOException {
            return file.write(octets);
        }

        @Override
        public int read(ByteBuffer octets, long position) throws IOException {
            return file.read(octets, position);
        }

        @Override
        public int read(ByteBuffer octets) throws IOException {
            return file.read(octets);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
