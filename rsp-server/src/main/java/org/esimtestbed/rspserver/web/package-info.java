/// Who asks, as HTTP and TLS tell it: the headers of an LPA (SGP.22 §6.2), the certificate of a server.
package org.esimtestbed.rspserver.web;
