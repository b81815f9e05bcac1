/// What is over and when it goes: sessions, orders that have expired or ended, and all that belongs to them.
package org.esimtestbed.smdpplus.retention;
