/// Java Card applets a Profile may bring to life: the card runs no bytecode it is sent, it knows the applets on its
/// class path by the AIDs of their packages and modules. docs/applets.md tells how to add one.
package org.esimtestbed.euicc.applet;
