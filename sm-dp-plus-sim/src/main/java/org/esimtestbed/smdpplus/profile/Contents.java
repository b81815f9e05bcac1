package org.esimtestbed.smdpplus.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.json.RspJson;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.esimtestbed.rspserver.storage.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What ordered Profiles are made of, as rows. The package is encrypted at rest.
public final class Contents {
    private final JdbcClient jdbc;
    private final Vault vault;

    public Contents(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// Keeps the content of an order that is there; one that was kept before gives way.
    public void put(Iccid iccid, ProfileContent content) {
        remove(iccid);
        jdbc.sql("insert into profile_content (iccid, package, octets, metadata, requirements, own_keys)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(iccid.digits())
                .param(vault.seal(content.profilePackage(), iccid.digits()).toArray())
                .param(content.profilePackage().size())
                .param(content.metadata().encode().raw().toArray())
                .param(RspJson.mapper().writeValueAsString(content.requirements()))
                .param(content.protection() == Protection.PROFILE_KEYS)
                .update();
    }

    public void remove(Iccid iccid) {
        jdbc.sql("delete from profile_content where iccid = ?")
                .param(iccid.digits())
                .update();
    }

    /// What an LPA is offered of an ordered Profile.
    public ProfileContent.Offer offer(Iccid iccid) {
        return jdbc.sql("select octets, metadata, requirements, own_keys from profile_content where iccid = ?")
                .param(iccid.digits())
                .query(Contents::offer)
                .single();
    }

    /// The same with the package that is to be bound.
    public ProfileContent.Packaged packaged(Iccid iccid) {
        return jdbc.sql("select octets, metadata, requirements, own_keys, package from profile_content where iccid = ?")
                .param(iccid.digits())
                .query((row, number) -> new ProfileContent.Packaged(
                        offer(row, number), vault.open(Bytes.wrap(row.getBytes(5)), iccid.digits())))
                .single();
    }

    private static ProfileContent.Offer offer(ResultSet row, int number) throws SQLException {
        return new ProfileContent.Offer(
                row.getInt(1),
                Tlv.parse(Bytes.wrap(row.getBytes(2))),
                RspJson.mapper().readValue(row.getString(3), Requirements.class),
                row.getBoolean(4) ? Protection.PROFILE_KEYS : Protection.SESSION_KEYS);
    }
}
