/// For tests alone: where the published material is that our own work is held against. The material itself is no
/// part of this repository.
package org.esimtestbed.corpus;
