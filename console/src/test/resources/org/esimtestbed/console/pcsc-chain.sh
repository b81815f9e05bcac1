# A card behind the real PC/SC of this machine, in a network and a mount namespace of its own: nothing is heard outside
# and no other pcscd is in the way. Needs JAVA, CLASS_PATH, RUN.
set -e
ip link set lo up
mkdir -p /run/pcscd # where no service manager has made it
mount -t tmpfs tmpfs /run/pcscd
pcscd --foreground >"$RUN/pcscd.log" 2>&1 &
pcscd=$!
"$JAVA" -cp "$CLASS_PATH" org.esimtestbed.console.Testbed euicc serve --run "$RUN" --dial 127.0.0.1:35963 &
card=$!
trap 'kill $card $pcscd' EXIT
until opensc-tool --list-readers 2>/dev/null | grep -q Yes; do kill -0 $card $pcscd; done
opensc-tool --atr
opensc-tool -s 00A4040010A0000005591010FFFFFFFF890000010000 -s 80E2910006BF3E035C015A00
pcsc_scan -n -c -t 1
library=$(ldconfig -p | awk '/libpcsclite.so.1 / { print $NF; exit }') # not where every JDK looks
"$JAVA" "-Dsun.security.smartcardio.library=$library" -cp "$CLASS_PATH" org.esimtestbed.console.EidThroughPcsc 'Virtual PCD 00 00'
# on a logical channel, and by T=0 as programs for SIM cards do, after programs that took what the card offers
scriptor -r 'Virtual PCD 00 00' -p T=0 <<'END'
00 70 00 00 01
01 A4 04 00 10 A0 00 00 05 59 10 10 FF FF FF FF 89 00 00 01 00
81 E2 91 00 03 BF 2E 00
81 C0 00 00 15
END
