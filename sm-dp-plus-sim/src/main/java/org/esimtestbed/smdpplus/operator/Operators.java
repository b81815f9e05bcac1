package org.esimtestbed.smdpplus.operator;

import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.esimtestbed.rsp.certificate.Certificate;
import org.esimtestbed.rsp.id.Oid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rspserver.storage.Transactions;
import org.esimtestbed.smdpplus.Operator;
import org.esimtestbed.smdpplus.storage.Remembered;
import org.esimtestbed.smdpplus.storage.Revision;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The operators that may order, the same for all servers of one database.
public final class Operators {
    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Revision revision;
    private final Remembered<List<Known>> known;

    public Operators(JdbcClient jdbc, Transactions transactions, Revision revision, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.revision = revision;
        this.known = new Remembered<>(revision, clock, this::read);
    }

    /// @param certificates of its, that TLS is to let in though no CI has issued them
    public record Known(Operator operator, List<Certificate> certificates) {
        public Known {
            certificates = List.copyOf(certificates);
        }
    }

    /// By identifier.
    public List<Operator> all() {
        return known.get().stream().map(Known::operator).toList();
    }

    public Optional<Operator> find(String identifier) {
        return all().stream().filter(it -> it.identifier().equals(identifier)).findFirst();
    }

    /// What TLS is to let in beside what the CIs have issued.
    public Set<Certificate> certificates() {
        return known.get().stream().flatMap(it -> it.certificates().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Adds operators, or puts them in the place of those of the same identifier.
    public void put(Collection<Known> operators) {
        transactions.write(() -> {
            revision.next();
            operators.forEach(this::write);
        });
        refresh();
    }

    private void write(Known it) {
        var operator = it.operator();
        jdbc.sql("delete from known_operator where identifier = ?")
                .param(operator.identifier())
                .update();
        jdbc.sql("insert into known_operator (identifier, oid, callback, pinned, certificates) values (?, ?, ?, ?, ?)")
                .param(operator.identifier())
                .param(operator.oid().dotted())
                .param(operator.callback().map(URI::toString).orElse(null))
                .param(json(operator.pinnedCertificates()))
                .param(json(it.certificates().stream().map(Certificate::der).toList()))
                .update();
    }

    /// To be called when a transaction stands in which operators were put.
    public void refresh() {
        known.forget();
    }

    private List<Known> read() {
        return jdbc.sql("select identifier, oid, callback, pinned, certificates from known_operator"
                        + " order by identifier")
                .query((row, number) -> new Known(
                        new Operator(
                                row.getString(1),
                                new Oid(row.getString(2)),
                                Optional.ofNullable(row.getString(3)).map(URI::create),
                                Set.of(octets(row.getString(4)))),
                        List.of(octets(row.getString(5))).stream()
                                .map(Certificate::parse)
                                .toList()))
                .list();
    }

    private static String json(Collection<Bytes> octets) {
        return RspJson.mapper().writeValueAsString(octets);
    }

    private static Bytes[] octets(String json) {
        return RspJson.mapper().readValue(json, Bytes[].class);
    }
}
