package org.esimtestbed.rsp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.esimtestbed.rsp.data.NotificationEvent;
import org.esimtestbed.rsp.data.NotificationMetadata;
import org.esimtestbed.rsp.data.ProfileIdentifier;
import org.esimtestbed.rsp.data.ServerSigned1;
import org.esimtestbed.rsp.es10.EnableProfile;
import org.esimtestbed.rsp.es10.GetRat;
import org.esimtestbed.rsp.es10.ListNotification;
import org.esimtestbed.rsp.es10.RetrieveNotificationsList;
import org.esimtestbed.rsp.id.Iccid;
import org.esimtestbed.rsp.id.TransactionId;
import org.esimtestbed.rsp.tlv.Bytes;
import org.esimtestbed.rsp.tlv.Tlv;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Iccid ICCID = new Iccid("8988211000000467285");

    @Test
    void namesTheMembersOfARequest() {
        var request = new EnableProfile(new ProfileIdentifier.ByIccid(ICCID), true).request();
        assertThat(Schema.request(request).outline()).isEqualTo("""
                EnableProfileRequest
                  profileIdentifier
                    iccid: 8988211000000467285
                  refreshFlag: true
                """);
        assertThat(Schema.response(EnableProfile.Result.CAT_BUSY.encode()).outline())
                .endsWith("enableResult: catBusy(5)\n");
    }

    @Test
    void namesListsAndNestedTypes() {
        var metadata = new NotificationMetadata(0, NotificationEvent.ENABLE, "smdp.example.com", Optional.of(ICCID));
        assertThat(Schema.response(ListNotification.encode(List.of(metadata.encode(), metadata.encode())))
                        .outline())
                .isEqualTo("""
                ListNotificationResponse
                  notificationMetadataList
                    notificationMetadata
                      seqNumber: 0
                      profileManagementOperation: notificationEnable
                      notificationAddress: "smdp.example.com"
                      iccid: 8988211000000467285
                    notificationMetadata
                      seqNumber: 0
                      profileManagementOperation: notificationEnable
                      notificationAddress: "smdp.example.com"
                      iccid: 8988211000000467285
                """);
    }

    @Test
    void showsWhatItDoesNotKnow() {
        var signed = new ServerSigned1(
                        new TransactionId(Bytes.of(1)), Bytes.repeat(2, 16), "a.example", Bytes.repeat(3, 16))
                .encode();
        var extended = Tlv.of(0x30, signed.value().plus(Bytes.hex("8A01FF")));
        assertThat(Schema.of("ServerSigned1", extended).members().getLast().name())
                .isEqualTo("8A");
        assertThat(Schema.request(Tlv.parse(Bytes.hex("BF7F00"))).name()).isEqualTo("BF7F");
        assertThat(Schema.response(Tlv.parse(Bytes.hex("BF310380817F"))).outline())
                .contains("octets");
    }

    @Test
    void readsBackWhatTheRecordsWrite() {
        var rule = new GetRat.Rule(
                Set.of(org.esimtestbed.rsp.data.PolicyRule.PPR1),
                List.of(org.esimtestbed.rsp.data.OperatorId.of("001", "01")),
                true);
        var rat = GetRat.encode(List.of(rule));
        assertThat(new GetRat().response(rat)).containsExactly(rule);
        assertThat(Schema.response(rat).outline()).contains("pprIds: ppr1", "mccMnc: 00F110", "consentRequired");
        var byNumber = new RetrieveNotificationsList(Optional.of(new RetrieveNotificationsList.BySeqNumber(0)));
        assertThat(RetrieveNotificationsList.of(byNumber.request())).isEqualTo(byNumber);
        assertThat(byNumber.request().raw()).isEqualTo(Bytes.hex("BF2B05A003800100"));
    }
}
