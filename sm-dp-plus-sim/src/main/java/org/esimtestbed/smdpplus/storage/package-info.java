/// What is read often and changes seldom: operators and profile types, kept in memory by each server.
package org.esimtestbed.smdpplus.storage;
