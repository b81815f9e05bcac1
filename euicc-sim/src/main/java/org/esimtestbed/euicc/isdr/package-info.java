/// The ISD-R (SGP.22 §2.4.1): the functions of ES10a, ES10b and ES10c, one class each, in the order of their checks.
/// Receiving a Bound Profile Package is `install`, what a Profile is made of `interpreter`.
package org.esimtestbed.euicc.isdr;
