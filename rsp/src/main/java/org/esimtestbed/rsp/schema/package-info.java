/// Gives every data object on the RSP wires its name: one schema, read from `rsp.schema`, for traces, pages and error
/// messages.
package org.esimtestbed.rsp.schema;
