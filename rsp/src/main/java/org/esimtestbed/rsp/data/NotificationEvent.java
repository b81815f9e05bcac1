package org.esimtestbed.rsp.data;

/// NotificationEvent: named bits of what happened to a Profile.
public enum NotificationEvent {
    INSTALL,
    ENABLE,
    DISABLE,
    DELETE
}
