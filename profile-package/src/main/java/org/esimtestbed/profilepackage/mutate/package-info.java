/// A package with one named parameter taken away or altered, to find out what a card insists on. What comes out is
/// octets and need not be a profile package any more: that is the point.
package org.esimtestbed.profilepackage.mutate;
