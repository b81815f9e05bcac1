/// How rows are kept safe. Which rows there are is in `order`, `session` and `callback`.
package org.esimtestbed.smdpplus.storage;
