package org.esimtestbed.lpa.quirk;

import org.esimtestbed.lpa.card.Es10Door;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;

/// What is wrong with how a Bound Profile Package is handed over (SGP.22 §2.5.5, §5.7.6).
public sealed interface SegmentQuirk extends CommandQuirk {
    Bytes segment(Bytes segment, Es10Door honest);

    @Override
    default Es10Door around(Es10Door honest) {
        return new Es10Door() {
            @Override
            public Bytes command(Tlv request) {
                return honest.command(request);
            }

            @Override
            public Bytes segment(Bytes segment) {
                return SegmentQuirk.this.segment(segment, honest);
            }
        };
    }

    /// Where the package is cut.
    enum Borders {
        HEADERS_ALONE,
        PAIRS
    }

    /// Segments wait for one another here.
    final class Segmentation implements SegmentQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.choice(
                "segmentation",
                "The package is cut elsewhere: sequenceOf87 without its first block, or two segments in one command.",
                "SGP.22 §2.5.5",
                "damonto/euicc-rs@616fba3; waigel/euicc-lpa@ca4ea5c",
                "eUICC: 6A80 to two in one; a strict card gives errorReason 7 for the header alone",
                Borders.class,
                Segmentation::new);

        private final Borders borders;
        private Bytes waiting = Bytes.EMPTY;

        Segmentation(Borders borders) {
            this.borders = borders;
        }

        @Override
        public Bytes segment(Bytes segment, Es10Door honest) {
            return switch (borders) {
                case HEADERS_ALONE -> headerAlone(segment, honest);
                case PAIRS -> pairs(segment, honest);
            };
        }

        private static Bytes headerAlone(Bytes segment, Es10Door honest) {
            if (segment.at(0) != 0xA0 && segment.at(0) != 0xA2) return honest.segment(segment);
            int header = segment.at(1) < 0x80 ? 2 : 2 + (segment.at(1) & 0x7F);
            var answer = honest.segment(segment.first(header));
            return answer.isEmpty() ? honest.segment(segment.from(header)) : answer;
        }

        private Bytes pairs(Bytes segment, Es10Door honest) {
            if (waiting.isEmpty()) {
                waiting = segment;
                return Bytes.EMPTY;
            }
            var both = waiting.plus(segment);
            waiting = Bytes.EMPTY;
            return honest.segment(both);
        }
    }

    record KeepsLoading() implements SegmentQuirk {
        static final LpaQuirkKind KIND = LpaQuirkKind.plain(
                "keeps-loading",
                "The ProfileInstallationResult is not looked at, and the next segment is sent.",
                "SGP.22 §5.7.6",
                "commaai/openpilot#37890",
                "eUICC: 6A88, which hides its reason from the LPA",
                KeepsLoading::new);

        @Override
        public Bytes segment(Bytes segment, Es10Door honest) {
            honest.segment(segment);
            return Bytes.EMPTY;
        }
    }
}
