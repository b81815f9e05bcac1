/// Sessions of ES9+ and ES11 as rows. What is remembered in one is each role's own matter.
package org.esimtestbed.rspserver.session;
