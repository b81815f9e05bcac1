package org.esimtestbed.smdpplus.quirk;

import static org.esimtestbed.rsp.asn1.Es9PlusFunction.GET_BOUND_PROFILE_PACKAGE;

import java.util.ArrayList;
import java.util.Set;
import org.esimtestbed.rsp.asn1.Es9PlusFunction;
import org.esimtestbed.rsp.bsp.Bsp;
import org.esimtestbed.rsp.bsp.BspKeys;
import org.esimtestbed.rsp.crypto.X963Kdf;
import org.esimtestbed.rsp.data.Tags;
import org.esimtestbed.rsp.es8plus.BoundProfilePackage;
import org.esimtestbed.rsp.id.Eid;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.smdpplus.binding.Blocks;
import org.esimtestbed.smdpplus.binding.Sealing;

/// What goes wrong in a Bound Profile Package (SGP.22 §2.5, §5.5): answers to the questions of [Sealing].
sealed interface PackageQuirk extends MessageQuirk, Sealing {
    Set<Es9PlusFunction> HERE = Set.of(GET_BOUND_PROFILE_PACKAGE);

    int REMOTE_OP_ID = 0x82;
    int CONTROL_REF_TEMPLATE = 0xA6;

    record BadPackageSignature() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "bad-package-signature",
                "smdpSign of InitialiseSecureChannel does not verify.",
                "SGP.22 §5.5.1: errorReason invalidSignature(2)",
                "SGP.23: error cases of InitialiseSecureChannel",
                HERE,
                new BadPackageSignature());

        @Override
        public Bytes signature(Bytes honest) {
            return Spoil.middle(honest);
        }
    }

    record WrongPackageTransactionId() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "wrong-package-transaction-id",
                "The package is signed for another session.",
                "SGP.22 §3.1.3, §5.5.1: errorReason invalidTransactionId(3)",
                "SGP.23: error cases of InitialiseSecureChannel",
                HERE,
                new WrongPackageTransactionId());

        @Override
        public Tlv secureChannel(Tlv honest) {
            return Spoil.member(
                    honest, Tags.TRANSACTION_ID, it -> Tlv.of(Tags.TRANSACTION_ID, Spoil.middle(it.value())));
        }
    }

    record WrongRemoteOperation() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "wrong-remote-operation",
                "remoteOpId is 2, which is no operation.",
                "SGP.22 §5.5.1: errorReason unsupportedRemoteOperationType(5)",
                "SGP.23: error cases of InitialiseSecureChannel",
                HERE,
                new WrongRemoteOperation());

        @Override
        public Tlv secureChannel(Tlv honest) {
            return Spoil.member(honest, REMOTE_OP_ID, _ -> Tlv.number(REMOTE_OP_ID, 2));
        }
    }

    /// Which value of the control reference template.
    enum Reference {
        KEY_TYPE,
        KEY_LENGTH
    }

    record ControlReference(Reference reference) implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "control-reference",
                "The control reference template asks for keys of another type than AES, or of 32 octets.",
                "SGP.22 §5.5.1: errorReason unsupportedCrtValues(4)",
                "SGP.23: error cases of InitialiseSecureChannel",
                HERE,
                Reference.class,
                ControlReference::new);

        @Override
        public Tlv secureChannel(Tlv honest) {
            int tag = reference == Reference.KEY_TYPE ? 0x80 : 0x81;
            int value = reference == Reference.KEY_TYPE ? 0x80 : 0x20;
            return Spoil.member(
                    honest, CONTROL_REF_TEMPLATE, it -> Spoil.member(it, tag, _ -> Tlv.of(tag, Bytes.of(value))));
        }
    }

    record BadOneTimeKey() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "bad-one-time-key",
                "smdpOtpk is no point of the curve.",
                "SGP.22 §5.5.1, BSI TR-03111 §3.2.1: errorReason incorrectInputValues(1)",
                "SGP.23: error cases of InitialiseSecureChannel",
                HERE,
                new BadOneTimeKey());

        @Override
        public Tlv secureChannel(Tlv honest) {
            return Spoil.member(
                    honest, Tags.ONE_TIME_PUBLIC_KEY, it -> Tlv.of(Tags.ONE_TIME_PUBLIC_KEY, Spoil.last(it.value())));
        }
    }

    record EidAsDigits() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "eid-as-digits",
                "The session keys are derived with the EID as 32 digits of text instead of 16 octets.",
                "SGP.22 §2.6.4.2, Annex G: errorReason scp03tSecurityError(8)",
                "waigel/euicc-rsp@1ea7dd8",
                HERE,
                new EidAsDigits());

        @Override
        public BspKeys sessionKeys(BspKeys honest, Bytes sharedSecret, Bytes hostId, Eid eid) {
            var text = Bytes.utf8(eid.digits());
            var sharedInfo = Bytes.concat(
                    Bytes.of(BspKeys.KEY_TYPE_AES, BspKeys.KEY_LENGTH, hostId.size()),
                    hostId,
                    Bytes.of(text.size()),
                    text);
            var keys = X963Kdf.derive(sharedSecret, sharedInfo, 48);
            return new BspKeys(keys.slice(0, 16), keys.slice(16, 32), keys.slice(32, 48));
        }
    }

    record IcvFromChain() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "icv-from-chaining-value",
                "Blocks are encrypted with an ICV from the MAC chaining value instead of the counter.",
                "SGP.22 §2.6.4.4; GlobalPlatform Amendment D §6.2.6",
                "waigel/euicc-rsp@a4db3c7",
                HERE,
                new IcvFromChain());

        @Override
        public Blocks blocks(Blocks honest, BspKeys keys) {
            return new BentBlocks(keys, new BentBlocks.Mistakes(true, true, Bsp.MAX_BLOCK));
        }
    }

    record MacedUncounted() implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.plain(
                "maced-blocks-uncounted",
                "Blocks that are only MACed do not move the counter of the ICV on: what comes after the metadata is"
                        + " decrypted wrongly.",
                "SGP.22 §2.6.4.4",
                "waigel/euicc-rsp@a4db3c7; osmocom/pysim@fe28a1d",
                HERE,
                new MacedUncounted());

        @Override
        public Blocks blocks(Blocks honest, BspKeys keys) {
            return new BentBlocks(keys, new BentBlocks.Mistakes(false, false, Bsp.MAX_BLOCK));
        }
    }

    /// @param octets of a block with tag and length
    record BlockSize(int octets) implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.number(
                "block-size",
                "Protected blocks have at most that many octets: more than 1020 are too many.",
                "SGP.22 §2.5.3: errorReason scp03tStructureError(7)",
                "osmocom/pysim@5d2e2ee",
                "300 to 4096 octets with tag and length; 1036, one AES block too many, where left out",
                HERE,
                1036,
                BlockSize::new);

        public BlockSize {
            if (octets < 300 || octets > 4096) throw new IllegalArgumentException("a block has 300 to 4096 octets");
        }

        @Override
        public Blocks blocks(Blocks honest, BspKeys keys) {
            return new BentBlocks(keys, new BentBlocks.Mistakes(false, true, octets));
        }
    }

    /// Where the last MAC is wrong.
    enum Where {
        CONFIGURE_ISDP(BoundProfilePackage.CONFIGURE_ISDP),
        METADATA(BoundProfilePackage.STORE_METADATA),
        ELEMENTS(BoundProfilePackage.PROFILE_ELEMENTS);

        private final int sequence;

        Where(int sequence) {
            this.sequence = sequence;
        }
    }

    record BadMac(Where where) implements PackageQuirk {
        static final QuirkKind KIND = QuirkKind.choice(
                "bad-mac",
                "The MAC of the last block of a sequence is wrong.",
                "SGP.22 §2.6.4.3: errorReason scp03tSecurityError(8)",
                "SGP.23: error cases of LoadBoundProfilePackage",
                HERE,
                Where.class,
                BadMac::new);

        @Override
        public Tlv sequence(Tlv honest) {
            if (honest.tag() != where.sequence) return honest;
            var blocks = new ArrayList<>(honest.children());
            var last = blocks.removeLast();
            blocks.add(Tlv.of(last.tag(), Spoil.last(last.value())));
            return Tlv.of(honest.tag(), blocks);
        }
    }
}
