/// How what is owed to others gets there: in the background, several recipients at once, several servers together.
package org.esimtestbed.smdpplus.delivery;
