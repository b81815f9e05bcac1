/// How the LPA misbehaves when a test asks for it, to show what servers and cards make of it. Decorators of its doors:
/// to
/// HTTP, to the ISD-R, to the card. Nothing behind the doors knows of them.
package org.esimtestbed.lpa.quirk;
