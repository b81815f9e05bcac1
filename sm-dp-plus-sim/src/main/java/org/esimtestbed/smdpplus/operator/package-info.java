/// The operators this server knows, as rows. What they may do is `es2plus`, how they are recognised is `web`.
package org.esimtestbed.smdpplus.operator;
