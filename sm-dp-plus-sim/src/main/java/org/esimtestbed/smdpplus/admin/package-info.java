/// What somebody who looks after a test asks of the SM-DP+, beside the interfaces of the specification.
package org.esimtestbed.smdpplus.admin;
