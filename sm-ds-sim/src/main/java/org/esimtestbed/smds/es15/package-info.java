/// ES15 (SGP.22 §5.10) as an Alternative SM-DS calls it. What a Root answers is in `es12`: the same but for who asks.
package org.esimtestbed.smds.es15;
