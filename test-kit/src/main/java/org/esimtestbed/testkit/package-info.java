/// Stand-ins for the tests of servers.
package org.esimtestbed.testkit;
