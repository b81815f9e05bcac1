/// How the functions for operation refuse, and the page that shows them.
package org.esimtestbed.rspserver.admin;
