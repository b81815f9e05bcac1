/// How one reaches the card from outside: in process, and over TCP in the framing of vpcd. Knows APDUs as octets only.
package org.esimtestbed.euicc.door;
