/// How what is over goes. What is over, and when, is each role's own matter.
package org.esimtestbed.rspserver.retention;
