/// Profile types and what becomes of them: one subscriber's Profile Package, and the metadata an End User sees. How
/// a package is made of elements is `profile-package`.
package org.esimtestbed.smdpplus.profile;
