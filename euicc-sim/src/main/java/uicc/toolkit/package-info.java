/// The part of the UICC API for Java Card (ETSI TS 102 241) that this card offers to toolkit applets, under the names
/// the
/// specification gives, so that applets written for any UICC compile against it: menu entries, events, proactive
/// commands and their responses, envelopes. Constants have the values of the published API.
package uicc.toolkit;
