/// The ASN.1 binding of ES9+ and ES11 (SGP.22 §6.6): the same messages as in JSON, as one DER data object each way.
/// Error
/// numbers are fewer than status codes; one place maps them.
package org.esimtestbed.rsp.asn1;
