package org.esimtestbed.httpdoor;

import java.util.Arrays;
import java.util.Optional;
import org.esimtestbed.rsp.id.TransactionId;
import org.slf4j.MDC;

/// What the log says of the request this thread answers: its number, interface and function, who calls, which
/// transaction it belongs to, and how it ended. Every line logged meanwhile carries it.
public final class CurrentRequest {
    public static final String REQUEST_ID = "requestId";
    public static final String INTERFACE = "interface";
    public static final String FUNCTION = "function";
    public static final String CALLER = "caller";
    public static final String TRANSACTION_ID = "transactionId";
    public static final String OUTCOME = "outcome";

    private static final String[] ALL = {REQUEST_ID, INTERFACE, FUNCTION, CALLER, TRANSACTION_ID, OUTCOME};

    // which member of a message is its TransactionID, found once for each type
    private static final ClassValue<Optional<java.lang.reflect.Method>> TRANSACTION = new ClassValue<>() {
        @Override
        protected Optional<java.lang.reflect.Method> computeValue(Class<?> message) {
            return Arrays.stream(message.getRecordComponents())
                    .filter(component -> component.getType() == TransactionId.class)
                    .map(java.lang.reflect.RecordComponent::getAccessor)
                    .filter(java.lang.reflect.AccessibleObject::trySetAccessible)
                    .findFirst();
        }
    };

    private CurrentRequest() {}

    /// Notes the TransactionID of a message, if it has one.
    ///
    /// @return the message
    public static <M extends Record> M concerning(M message) {
        TRANSACTION.get(message.getClass()).ifPresent(transaction -> {
            try {
                if (transaction.invoke(message) instanceof TransactionId id) MDC.put(TRANSACTION_ID, id.toString());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a message is a record", e);
            }
        });
        return message;
    }

    /// Notes who calls, where a function knows it better than the connection.
    public static void caller(String name) {
        MDC.put(CALLER, name);
    }

    static void outcome(String outcome) {
        MDC.put(OUTCOME, outcome);
    }

    static void forget() {
        for (var key : ALL) MDC.remove(key);
    }
}
