/// The functions of ES10a, ES10b and ES10c (SGP.22 §5.7): one record a function, read on the card and written by the
/// LPA. How they travel in APDUs is left to the roles.
package org.esimtestbed.rsp.es10;
