/// Calls from one server to another: SM-DP+ to SM-DS (ES12), SM-DS to Root SM-DS (ES15), SM-DP+ to operator (ES2+).
package org.esimtestbed.rspserver.peer;
