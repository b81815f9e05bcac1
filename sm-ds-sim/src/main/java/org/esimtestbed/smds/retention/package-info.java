/// What is over and when it goes: sessions and events whose time has come, and with them the EIDs they hold.
package org.esimtestbed.smds.retention;
