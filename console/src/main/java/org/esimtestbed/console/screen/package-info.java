/// What people see in a terminal: steps, codes to scan, progress. Colours and bars only where there is a terminal.
package org.esimtestbed.console.screen;
