/// The door every HTTP role has (SGP.22 §6): listeners with their TLS, bodies of bounded length, and the one mapping
/// from answers and refusals to HTTP. What is answered is the roles' own.
package org.esimtestbed.httpdoor;
