/// The operator (SGP.22 §2.3): makes subscriptions, orders Profiles over ES2+, hears how downloads go, and
/// authenticates the devices that attach.
package org.esimtestbed.mno;
