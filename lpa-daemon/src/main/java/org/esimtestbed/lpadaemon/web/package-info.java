/// REST and server-sent events around slots and jobs. Spring lives here and nowhere else.
package org.esimtestbed.lpadaemon.web;
