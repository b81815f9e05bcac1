/// Hostile input for the card. A fuzz test reads its octets as a little program (see each class), runs it against a
/// card
/// made anew, and holds every answer against what must always be true. Plain test runs replay the committed corpus.
package org.esimtestbed.fuzz;
