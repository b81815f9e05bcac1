/// HTTP and TLS around the functions (SGP.22 §6): octets in, `answer(request)`, octets out. Spring lives here and
/// nowhere else.
package org.esimtestbed.smds.web;
