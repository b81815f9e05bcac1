/// How two packages differ: by the paths of their parameters, and by the files they build.
package org.esimtestbed.profilepackage.diff;
