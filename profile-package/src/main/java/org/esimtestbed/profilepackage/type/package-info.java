/// Profile types: readable YAML that becomes a profile package. The YAML has the names of the specification; what its
/// templates already say need not be written.
package org.esimtestbed.profilepackage.type;
