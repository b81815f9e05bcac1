/// The card as a reader of `javax.smartcardio`, for Java programs that speak to readers and know nothing of this card.
package org.esimtestbed.euicc.door.smartcardio;
