/// The Certificate Issuer and the EUM (SGP.22 §4.5, SGP.14, SGP.26): issues, keeps and revokes the certificates of
/// the test PKI. Checking them is `org.esimtestbed.rsp.certificate`; asking for them by command is `console`.
package org.esimtestbed.ci;
