/// YAML as the testbed reads it: every place knows its line and key, so that an error can name them. Nothing is known
/// here of what the files describe.
package org.esimtestbed.profilepackage.yaml;
