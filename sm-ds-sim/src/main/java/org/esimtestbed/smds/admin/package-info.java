/// What somebody who looks after a test asks of the SM-DS, beside the interfaces of the specification.
package org.esimtestbed.smds.admin;
