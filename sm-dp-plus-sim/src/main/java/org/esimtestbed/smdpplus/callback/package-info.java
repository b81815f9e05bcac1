/// ES2+.HandleDownloadProgressInfo (SGP.22 §5.3.5): telling the operator how far a download has come. What is to be
/// told is a row before it is sent, and stays one until the operator has taken it.
package org.esimtestbed.smdpplus.callback;
