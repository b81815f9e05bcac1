/// The server's half of the common mutual authentication (SGP.22 §3.0.1), which ES9+ and ES11 begin with alike.
package org.esimtestbed.rspserver.authentication;
