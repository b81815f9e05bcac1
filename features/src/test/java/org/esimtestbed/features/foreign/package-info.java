/// A second reading of a Bound Profile Package, by JCA and BouncyCastle, that shares no line with our own.
package org.esimtestbed.features.foreign;
