/// What travelled, for people: one event for each message on a wire and each step that is worth a line. Octets are
/// kept as they were; secrets are masked before an event is made. Drawing is left to `reports` and `console`.
package org.esimtestbed.rsp.trace;
