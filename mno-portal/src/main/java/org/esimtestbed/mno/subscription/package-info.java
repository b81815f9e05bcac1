/// Subscriptions: the numbers and keys of one subscriber, where they come from, and how far their Profile is.
package org.esimtestbed.mno.subscription;
