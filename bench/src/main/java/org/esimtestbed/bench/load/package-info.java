/// What the benchmarks of servers share: processes of their own, connections that are kept, eUICCs without a card.
package org.esimtestbed.bench.load;
