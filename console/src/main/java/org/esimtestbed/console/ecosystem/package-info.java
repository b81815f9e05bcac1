/// All roles of an eSIM ecosystem, each started as it would be alone: they meet on loopback TLS and APDUs and
/// nowhere else.
package org.esimtestbed.console.ecosystem;
