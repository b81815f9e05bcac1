/// How a card misbehaves when it is asked to: one type for each named quirk, with its reason, clause and source. All of
/// them work through [Misbehaviour], the one place where the honest card asks. Nothing here is on unless a personality
/// names it.
package org.esimtestbed.euicc.quirk;
