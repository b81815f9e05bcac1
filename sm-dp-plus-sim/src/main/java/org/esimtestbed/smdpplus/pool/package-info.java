/// Stock from files: lines of subscriber data become Profiles that wait to be ordered. How an order takes one of them
/// is `order`.
package org.esimtestbed.smdpplus.pool;
