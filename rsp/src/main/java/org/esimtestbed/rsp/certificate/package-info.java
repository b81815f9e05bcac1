/// The certificates of SGP.22 §4.5 and what a peer must check of them (§4.5.2.2): signature, dates, role, use,
/// constraints. Who issues and spoils them is `ci-root`.
package org.esimtestbed.rsp.certificate;
