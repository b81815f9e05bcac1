/// What an LPA must send beside a message, whichever server it asks (SGP.22 §6.2).
package org.esimtestbed.rspserver.web;
