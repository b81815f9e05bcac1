package org.esimtestbed.profilepackage.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.esimtestbed.corpus.Corpus;
import org.esimtestbed.profilepackage.ProfilePackage;
import org.esimtestbed.profilepackage.mutate.Mutation;
import org.esimtestbed.profilepackage.mutate.Mutation.Drop;
import org.esimtestbed.profilepackage.mutate.Mutation.Set;
import org.esimtestbed.profilepackage.tree.Difference;
import org.esimtestbed.profilepackage.type.ProfileType;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;

class PackageDifferencesTest {
    private final ProfilePackage generic =
            ProfilePackage.decode(ProfileType.generic().encode());

    private PackageDifferences after(Mutation mutation) {
        return PackageDifferences.between(generic, ProfilePackage.decode(mutation.apply(generic)));
    }

    @Test
    void aPackageDoesNotDifferFromItself() {
        assertThat(PackageDifferences.between(generic, ProfileType.generic()).isEmpty())
                .isTrue();
    }

    @Test
    void namesTheParameterAndTheFile() {
        var all = after(new Set("usim.ef-imsi[1]", "080910100000000099"));

        assertThat(all.parameters())
                .containsExactly(
                        new Difference("usim.ef-imsi[1].fillFileContent", "080910100000000010", "080910100000000099"));
        assertThat(all.files())
                .containsExactly(
                        new Difference("3F00/7FD0/6F07 ef-imsi content", "080910100000000010", "080910100000000099"));
    }

    @Test
    void saysThatASecretDiffersAndNotHow() {
        var all = after(
                new Set("akaParameter[1].algoConfiguration.algoParameter.key", "DEADBEEFDEADBEEFDEADBEEFDEADBEEF"));

        assertThat(all.parameters())
                .containsExactly(new Difference("akaParameter[1].algoConfiguration.algoParameter.key", "***", "***"));
        assertThat(all.files()).isEmpty();
    }

    @Test
    void namesElementsAndFilesThatAreOnOneSideAlone() {
        assertThat(after(new Drop("rfm[1]")).parameters())
                .singleElement()
                .satisfies(it -> assertThat(it.path() + it.after()).isEqualTo("rfm[1]"));
        assertThat(after(new Drop("opt-usim.ef-gid1")).files())
                .containsExactly(new Difference("3F00/7FD0/6F3E ef-gid1", "TRANSPARENT of 8 octets", ""));
    }

    /// GSMA published its test profile twice: one selects a directory before its PINs, and each has its own ICCID.
    @Test
    void findsThatTheTwoEncodingsOfOnePublishedProfileBuildTheSameFilesButForTheIccid() {
        var a = ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/TS48V1-A-UNIQUE.der")));
        var b = ProfilePackage.decode(Bytes.wrap(Corpus.read("profiles/TS48V1-B-UNIQUE.der")));
        var all = PackageDifferences.between(a, b);

        assertThat(all.parameters())
                .extracting(Difference::path)
                .filteredOn(path -> !path.endsWith(".identification"))
                .containsExactly("header.iccid", "mf.ef-iccid[1].fillFileContent", "genericFileManagement[0]");
        assertThat(all.files()).extracting(Difference::path).containsExactly("3F00/2FE2 ef-iccid content");
    }
}
