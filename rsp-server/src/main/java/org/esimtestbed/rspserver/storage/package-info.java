/// How rows are kept safe. Which rows there are is each role's own matter.
package org.esimtestbed.rspserver.storage;
