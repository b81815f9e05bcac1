#!/usr/bin/env bash
# A whole session with the SM-DP+ as an eUICC and its LPA, with bash, openssl and curl alone (SGP.22 §3.1.2, §3.1.3).
# Every step prints what is sent and what is checked; a check that fails ends the script with exit code 1.
set -euo pipefail
export LC_ALL=C

usage() {
  cat <<'END'
Usage: session.sh PKI ES9PLUS-URL SMDP-ADDRESS EID MATCHINGID [CONFIRMATION-CODE]
Downloads the Profile that waits under MATCHINGID, opens its package and says that it is installed.

  PKI           folder with ci.pem, eum.der, and euicc-EID.der and .p8 (testbed pki issue EID)
  ES9PLUS-URL   as in run/endpoints.json: https://localhost:8443
  SMDP-ADDRESS  as the Activation Code names it: localhost:8443
  KEEP=FOLDER   in the environment keeps every message, and profile.der, there
  CANCEL=REASON in the environment ends the session after the offer: 0 the End User says no, 1 postponed, … (§5.7.14)

Example: session.sh run/pki https://localhost:8443 localhost:8443 89049032000000000000000000012385 ABCDE-FGHJK-LMNPQ-RSTUV
END
  exit 2
}
[ $# -eq 5 ] || [ $# -eq 6 ] || usage
pki=$1 es9=$2 address=$3 eid=$4 matching_id=$5 code=${6:-}
euicc=$pki/euicc-$eid
for file in "$pki/ci.pem" "$pki/eum.der" "$euicc.der" "$euicc.p8"; do
  [ -r "$file" ] || { echo "session.sh: cannot read $file" >&2; exit 2; }
done
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT

fail() { echo "session.sh: $*" >&2; exit 1; }
step() { printf '\n%s\n' "$*"; }
checked() { printf '  checked  %s\n' "$*"; }

# --- octets as upper-case hexadecimal text ---------------------------------------------------------------------------
bin() { local t=$1 i out=; for ((i = 0; i < ${#t}; i += 2)); do out+="\\x${t:i:2}"; done; printf '%b' "$out"; }
hex() { od -An -v -tx1 | tr -d ' \n' | tr a-f A-F; }
text() { printf '%s' "$1" | hex; }
base64_of() { bin "$1" | openssl base64 -A; }
# tlv TAG VALUE…: a data object with the shortest length
tlv() {
  local tag=$1 value length
  shift
  value=$(IFS=; echo "$*")
  length=$((${#value} / 2))
  if ((length < 128)); then printf '%s%02X%s' "$tag" $length "$value"
  elif ((length < 256)); then printf '%s81%02X%s' "$tag" $length "$value"
  else printf '%s82%04X%s' "$tag" $length "$value"; fi
}
# header OBJECT: sets TAG, HEAD (hex digits of tag and length) and SIZE (octets of the value)
header() {
  local object=$1 at=2 n first
  if ((0x${object:0:2} % 32 == 31)); then
    while ((0x${object:at:2} >= 128)); do at=$((at + 2)); done
    at=$((at + 2))
  fi
  TAG=${object:0:at}
  first=$((0x${object:at:2}))
  at=$((at + 2))
  if ((first < 128)); then SIZE=$first
  else n=$(((first - 128) * 2)); SIZE=$((0x${object:at:n})); at=$((at + n)); fi
  HEAD=$at
}
value() { header "$1"; echo "${1:HEAD:SIZE*2}"; }
# children OBJECT: one data object a line
children() {
  local rest
  rest=$(value "$1")
  while [ -n "$rest" ]; do
    header "$rest"
    echo "${rest:0:HEAD+SIZE*2}"
    rest=${rest:HEAD+SIZE*2}
  done
}
# child OBJECT TAG: the first with that tag, whole
child() {
  local each
  while read -r each; do
    header "$each"
    if [ "$TAG" = "$2" ]; then echo "$each"; return; fi
  done < <(children "$1")
  fail "${1:0:6}… lacks $2"
}

# --- signatures: r‖s on the wire, DER in openssl ---------------------------------------------------------------------
integer() { # a positive INTEGER
  local number=$1
  while [ ${#number} -gt 2 ] && [ "${number:0:2}" = 00 ] && ((0x${number:2:2} < 128)); do number=${number:2}; done
  ((0x${number:0:2} < 128)) || number=00$number
  tlv 02 "$number"
}
# sign COVERED: r‖s, 64 octets
sign() {
  local der plain= part
  der=$(bin "$1" | openssl dgst -sha256 -sign "$euicc.p8" -keyform DER | hex)
  while read -r part; do
    part=$(value "$part")
    part=$(printf '%64s' "$part" | tr ' ' 0)
    plain+=${part: -64}
  done < <(children "$der")
  echo "$plain"
}
# verify NAME CERTIFICATE-FILE SIGNATURE-OBJECT COVERED
verify() {
  local plain
  plain=$(value "$3")
  [ ${#plain} -eq 128 ] || fail "$1 has not 64 octets"
  openssl x509 -in "$2" -inform DER -noout -pubkey > "$work/key.pem"
  bin "$(tlv 30 "$(integer "${plain:0:64}")" "$(integer "${plain:64}")")" > "$work/signature"
  bin "$4" | openssl dgst -sha256 -verify "$work/key.pem" -signature "$work/signature" > /dev/null || fail "$1 is wrong"
  checked "$1"
}
# certificate NAME HEX POLICY: under the CI, and for that role
certificate() {
  bin "$2" > "$work/$1.der"
  openssl x509 -in "$work/$1.der" -inform DER -out "$work/$1.pem"
  openssl verify -x509_strict -policy "$3" -explicit_policy -CAfile "$pki/ci.pem" "$work/$1.pem" > "$work/verified" 2>&1 ||
    fail "$1: $(cat "$work/verified")"
  checked "$1, certified by the CI for policy $3"
}

# --- JSON ------------------------------------------------------------------------------------------------------------
# member NAME: of the last answer, text
member() {
  local found
  found=$(sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' "$work/answer.json")
  [ -n "$found" ] || fail "the answer has no $1: $(cat "$work/answer.json")"
  echo "$found"
}
octets_of() { member "$1" | openssl base64 -d -A | hex; }
# call FUNCTION JSON
call() {
  local status
  printf '%s' "$2" > "$work/$1.request.json"
  status=$(curl -sS --cacert "$pki/ci.pem" -o "$work/answer.json" -w '%{http_code}' \
    -H 'Content-Type: application/json' -H 'User-Agent: gsma-rsp-lpad' -H 'X-Admin-Protocol: gsma/rsp/v2.2.2' \
    --data-binary "@$work/$1.request.json" "$es9/gsma/rsp2/es9plus/$1")
  cp "$work/answer.json" "$work/$1.answer.json"
  if [ "$1" = handleNotification ]; then
    [ "$status" = 204 ] || fail "$1: HTTP $status"
  else
    [ "$status" = 200 ] || fail "$1: HTTP $status"
    [ "$(member status)" = Executed-Success ] || fail "$1 is refused: $(cat "$work/answer.json")"
  fi
  printf '  ES9+     %s\n' "$1"
}

# --- the BPP Security Protocol (§2.6.4) ------------------------------------------------------------------------------
cmac() { bin "$2" | openssl mac -cipher AES-128-CBC -macopt "hexkey:$1" -in - CMAC | tr -d '\n'; }
# opened BLOCK: checks the MAC, moves the chaining value on, sets DATA
opened() {
  local end=$((${#1} - 16)) mac
  mac=$(cmac "$s_mac" "$chaining${1:0:end}")
  [ "${mac:0:16}" = "${1:end}" ] || fail "the MAC of block $counter (${1:0:2}) is wrong"
  chaining=$mac
  header "$1"
  DATA=${1:HEAD:end-HEAD}
}
# deciphered DATA: sets PLAIN, without the padding
deciphered() {
  local icv
  icv=$(bin "$(printf '%032X' "$counter")" | openssl enc -aes-128-ecb -K "$s_enc" -nopad | hex)
  PLAIN=$(bin "$1" | openssl enc -d -aes-128-cbc -K "$s_enc" -iv "$icv" -nopad | hex)
  while [ "${PLAIN: -2}" = 00 ]; do PLAIN=${PLAIN:0:${#PLAIN}-2}; done
  [ "${PLAIN: -2}" = 80 ] || fail "the padding of block $counter is wrong"
  PLAIN=${PLAIN:0:${#PLAIN}-2}
}
# encrypted SEQUENCE / maced SEQUENCE: sets ALL, what its blocks hold together
encrypted() {
  local block
  ALL=
  while read -r block; do
    opened "$block"
    deciphered "$DATA"
    ALL+=$PLAIN
    counter=$((counter + 1))
  done < <(children "$1")
}
maced() {
  local block
  ALL=
  while read -r block; do
    opened "$block"
    ALL+=$DATA
    counter=$((counter + 1))
  done < <(children "$1")
}

step '1  Authentication of the server (§5.6.1, §5.7.13)'
ci_key=$(openssl x509 -in "$pki/ci.pem" -noout -ext subjectKeyIdentifier | tail -1 | tr -d ' :')
key_list=$(tlv 04 "$ci_key")
challenge=$(openssl rand 16 | hex)
info1=$(tlv BF20 8203020202 "$(tlv A9 "$key_list")" "$(tlv AA "$key_list")")
call initiateAuthentication "{\"smdpAddress\":\"$address\",\"euiccChallenge\":\"$(base64_of "$challenge")\",\"euiccInfo1\":\"$(base64_of "$info1")\"}"
session=$(member transactionId)
signed1=$(octets_of serverSigned1)
certificate dpauth "$(octets_of serverCertificate)" 2.23.146.1.2.1.4
verify serverSignature1 "$work/dpauth.der" "$(octets_of serverSignature1)" "$signed1"
[ "$(octets_of euiccCiPKIdToBeUsed)" = "$(tlv 04 "$ci_key")" ] || fail 'euiccCiPKIdToBeUsed is another key'
[ "$(child "$signed1" 80)" = "$(tlv 80 "$session")" ] || fail 'another TransactionID'
[ "$(child "$signed1" 81)" = "$(tlv 81 "$challenge")" ] || fail 'another euiccChallenge'
[ "$(child "$signed1" 83)" = "$(tlv 83 "$(text "$address")")" ] || fail 'another serverAddress'
checked "TransactionID $session, euiccChallenge, serverAddress"

step '2  Authentication of the eUICC (§5.6.3)'
info2=$(tlv BF22 8103020301 8203020202 8303010000 "$(tlv 84 810100 8203100000 83027530)" 85020378 880206C0 \
  "$(tlv A9 "$key_list")" "$(tlv AA "$key_list")" 0403010000 "$(tlv 0C "$(text BY-HAND-1)")")
device=$(tlv A1 "$(tlv 80 35290611)" "$(tlv A1 85030F0000)")
euicc_signed1=$(tlv 30 "$(tlv 80 "$session")" "$(tlv 83 "$(text "$address")")" "$(child "$signed1" 84)" "$info2" \
  "$(tlv A0 "$(tlv 80 "$(text "$matching_id")")" "$device")")
euicc_signature1=$(tlv 5F37 "$(sign "$euicc_signed1")")
response=$(tlv BF38 "$(tlv A0 "$euicc_signed1" "$euicc_signature1" "$(hex < "$euicc.der")" "$(hex < "$pki/eum.der")")")
call authenticateClient "{\"transactionId\":\"$session\",\"authenticateServerResponse\":\"$(base64_of "$response")\"}"
metadata=$(octets_of profileMetadata)
signed2=$(octets_of smdpSigned2)
signature2=$(octets_of smdpSignature2)
certificate dppb "$(octets_of smdpCertificate)" 2.23.146.1.2.1.5
verify smdpSignature2 "$work/dppb.der" "$signature2" "$signed2$euicc_signature1"
oid() { openssl x509 -in "$work/$1.pem" -noout -ext subjectAltName | sed -n 's/.*Registered ID:\([0-9.]*\).*/\1/p'; }
[ "$(oid dpauth)" = "$(oid dppb)" ] || fail 'CERT.DPpb is of another server than CERT.DPauth'
checked "OID $(oid dppb) in both certificates"
printf '  offered  %s\n' "$(value "$(child "$metadata" 92)" | { read -r name; bin "$name"; })"

oid_tlv() { openssl asn1parse -genstr "OID:$1" -noout -out "$work/oid" && hex < "$work/oid"; }
smdp_oid=$(oid_tlv "$(oid dpauth)")

if [ -n "${CANCEL:-}" ]; then
  step '3  The session ends here (§5.6.5, §5.7.14)'
  signed=$(tlv 30 "$(tlv 80 "$session")" "$(tlv 81 "$(value "$smdp_oid")")" "$(tlv 82 "$(printf %02X "$CANCEL")")")
  response=$(tlv BF41 "$(tlv A0 "$signed" "$(tlv 5F37 "$(sign "$signed")")")")
  call cancelSession "{\"transactionId\":\"$session\",\"cancelSessionResponse\":\"$(base64_of "$response")\"}"
  printf '\nCancelled\n'
  exit
fi

step '3  The Bound Profile Package (§5.6.2, §5.7.5)'
openssl ecparam -name prime256v1 -genkey -noout -outform DER -out "$work/one-time.der"
otpk=$(openssl ec -in "$work/one-time.der" -inform DER -pubout -outform DER 2> /dev/null | hex)
otpk=$(tlv 5F49 "${otpk: -130}")
hash_cc=
if [ "$(value "$(child "$signed2" 01)")" != 00 ]; then
  [ -n "$code" ] || fail 'a Confirmation Code is needed'
  hash_cc=$(tlv 04 "$({ printf '%s' "$code" | openssl dgst -sha256 -binary; bin "$session"; } | openssl dgst -sha256 -binary | hex)")
fi
euicc_signed2=$(tlv 30 "$(tlv 80 "$session")" "$otpk" "$hash_cc")
response=$(tlv BF21 "$(tlv A0 "$euicc_signed2" "$(tlv 5F37 "$(sign "$euicc_signed2$signature2")")")")
call getBoundProfilePackage "{\"transactionId\":\"$session\",\"prepareDownloadResponse\":\"$(base64_of "$response")\"}"
bpp=$(octets_of boundProfilePackage)
channel=$(child "$bpp" BF23)
smdp_otpk=$(child "$channel" 5F49)
template=$(child "$channel" A6)
verify smdpSign "$work/dppb.der" "$(child "$channel" 5F37)" \
  "$(child "$channel" 82)$(child "$channel" 80)$template$smdp_otpk$otpk"

step '4  Its keys, its MACs and what it holds (§2.6.4, §5.5)'
# the algorithm identifier of a P-256 key before the point makes it a SubjectPublicKeyInfo
bin "3059301306072A8648CE3D020106082A8648CE3D030107034200$(value "$smdp_otpk")" > "$work/smdp-otpk.der"
shared=$(openssl pkeyutl -derive -inkey "$work/one-time.der" -keyform DER -peerkey "$work/smdp-otpk.der" -peerform DER | hex)
host=$(value "$(child "$template" 84)")
keys=$(openssl kdf -keylen 48 -kdfopt digest:SHA256 -kdfopt "hexkey:$shared" \
  -kdfopt "hexinfo:8810$(printf %02X $((${#host} / 2)))${host}10$eid" -binary X963KDF | hex)
chaining=${keys:0:32} s_enc=${keys:32:32} s_mac=${keys:64:32} counter=1
encrypted "$(child "$bpp" A0)"
header "$ALL"
[ "$TAG" = BF24 ] || fail 'no ConfigureISDP'
checked 'ConfigureISDP'
maced "$(child "$bpp" A1)"
[ "$ALL" = "$metadata" ] || fail 'StoreMetadata is not what was offered'
checked 'StoreMetadata is what was offered'
if children "$bpp" | grep -q ^A2; then
  encrypted "$(child "$bpp" A2)"
  chaining=$(value "$(child "$ALL" 80)") s_enc=$(value "$(child "$ALL" 81)") s_mac=$(value "$(child "$ALL" 82)") counter=1
  checked 'ReplaceSessionKeys'
fi
encrypted "$(child "$bpp" A3)"
bin "$ALL" > "$work/profile.der"
checked "every MAC; the Profile Package has $((${#ALL} / 2)) octets, SHA-256 $(openssl dgst -sha256 -r "$work/profile.der" | cut -c 1-64)"

step '5  The result (§5.6.4)'
notification=$(tlv BF2F 800101 81020780 "$(tlv 0C "$(text "$address")")" "$(child "$metadata" 5A)")
final=$(tlv A2 "$(tlv A0 "$(tlv 4F A0000005591010FFFFFFFF8900001000)" "$(tlv 04 3000)")")
data=$(tlv BF27 "$(tlv 80 "$session")" "$notification" "$smdp_oid" "$final")
result=$(tlv BF37 "$data" "$(tlv 5F37 "$(sign "$data")")")
call handleNotification "{\"pendingNotification\":\"$(base64_of "$result")\"}"
printf '\nInstalled\n'
