/// TLS between servers (SGP.22 §2.6.6): contexts made from RSP certificates. Sockets are the roles' own.
package org.esimtestbed.rsp.tls;
