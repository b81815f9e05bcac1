/// The door every HTTP role has (SGP.22 §6): listeners with their TLS and limits, the one mapping from answers and
/// refusals to HTTP, and what it takes to run a server: health, metrics, log. What is answered is the roles' own.
package org.esimtestbed.httpdoor;
