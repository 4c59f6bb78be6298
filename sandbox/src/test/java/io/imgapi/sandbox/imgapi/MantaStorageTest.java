/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.WireSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images whose files are in a real Manta, over TLS, with the instance's own key. */
class MantaStorageTest {

  private static final byte[] NONE = new byte[0];
  private static final String KEY = "data/imgapi/etc/instance.id_ecdsa";

  private Sandbox sandbox;
  private ImgapiFixture imgapi;
  private MantaCalls manta;
  private SshPublicKey key;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    sandbox =
        Sandbox.start(
            SandboxOptions.inDirectory(directory.resolve("sandbox"))
                .withClock(ImgapiFixture.CLOCK));
    imgapi = new ImgapiFixture(directory.resolve("zone"));
    key = OperatorKeyFiles.createEcdsa(imgapi.path(KEY), "instance");
    sandbox.accounts().addKey("operator", publicLine());
    configure("");
    imgapi.start();
    manta = calls();
  }

  @AfterEach
  void stop() throws IOException {
    imgapi.close();
    sandbox.close();
  }

  private String publicLine() throws IOException {
    return Files.readString(OperatorKeyFiles.publicFile(imgapi.path(KEY)));
  }

  private void configure(String more) throws IOException {
    imgapi.configure(
        "{\"storageTypes\":[\"manta\",\"local\"],\"manta\":{\"url\":\""
            + sandbox.manta().url()
            + "\",\"user\":\"operator\",\"key\":\"/"
            + KEY
            + "\",\"keyId\":\""
            + key.sha256()
            + "\",\"insecure\":true,\"baseDir\":\"deep/er\"}"
            + more
            + "}");
  }

  private MantaCalls calls() throws IOException {
    MantaAccess access =
        new MantaAccess(
            sandbox.manta().url().toString(), "operator", "", "", true, "/operator/stor/deep/er");
    MantaSigner signer = MantaSigner.load(imgapi.path(KEY), "operator", key.md5());
    return new MantaCalls(access, signer, Clock.fixed(ImgapiFixture.NOW, java.time.ZoneOffset.UTC));
  }

  private Wire.Answer putFile(String uuid, byte[] content, String... more) {
    return imgapi.asBob("PUT", "/images/" + uuid + "/file?compression=xz", content, more);
  }

  private static String directory(String uuid) {
    return "/images/" + uuid.substring(0, 3) + "/" + uuid;
  }

  private Path local(String uuid) {
    return imgapi.path("data/imgapi" + directory(uuid));
  }

  @Test
  void anImagesFilesGoToMantaAreServedFromThereAndGoWithIt() throws IOException {
    byte[] content = ImgapiFixture.bytes(700_000);
    byte[] icon = ImgapiFixture.bytes(900);
    String uuid = imgapi.create("{}");
    assertThat(putFile(uuid, content).status()).isEqualTo(200);
    assertThat(
            imgapi
                .asBob("PUT", "/images/" + uuid + "/icon", icon, "content-type", "image/png")
                .status())
        .isEqualTo(200);
    imgapi.asBob("POST", "/images/" + uuid + "?action=activate", NONE);

    assertThat(manta.get(directory(uuid) + "/file0").readAllBytes()).isEqualTo(content);
    assertThat(local(uuid)).doesNotExist();
    assertThat(imgapi.get("/images/" + uuid + "/file").body()).isEqualTo(content);
    assertThat(imgapi.get("/images/" + uuid + "/icon").body()).isEqualTo(icon);
    assertThat(imgapi.asBob("GET", "/images/" + uuid + "?inclAdminFields=true", NONE).text())
        .contains("\"stor\": \"manta\"");
    imgapi.restart();
    assertThat(imgapi.get("/images/" + uuid + "/file").body()).isEqualTo(content);

    assertThat(imgapi.asBob("DELETE", "/images/" + uuid, NONE).status()).isEqualTo(204);
    assertThat(manta.objects(directory(uuid))).isEmpty();
  }

  @Test
  void anUploadOfUnknownLengthArrivesWhole() throws IOException {
    byte[] content = ImgapiFixture.bytes(300_000);
    String uuid = imgapi.create("{}");
    assertThat(putFile(uuid, content, "transfer-encoding", "chunked").status()).isEqualTo(200);
    assertThat(manta.get(directory(uuid) + "/file0").readAllBytes()).isEqualTo(content);
  }

  @Test
  void localStorageIsUsedWhereItIsAskedForAndForTheAdministratorsImages() throws IOException {
    byte[] content = ImgapiFixture.bytes(1_000);
    String asked = imgapi.create("{}");
    imgapi.asBob("PUT", "/images/" + asked + "/file?compression=xz&storage=local", content);
    assertThat(Files.readAllBytes(local(asked).resolve("file0"))).isEqualTo(content);
    String empty = imgapi.create("{}");
    imgapi.asBob("PUT", "/images/" + empty + "/file?compression=xz&storage=", content);
    assertThat(local(empty).resolve("file0")).exists();
    assertThat(
            imgapi
                .asBob("PUT", "/images/" + empty + "/file?compression=xz&storage=tape", content)
                .status())
        .isEqualTo(422);

    configure(",\"adminUuid\":\"" + ImgapiFixture.OWNER + "\"");
    imgapi.restart();
    String own = imgapi.create("{}");
    putFile(own, content);
    assertThat(local(own).resolve("file0")).exists();
    imgapi.asBob("PUT", "/images/" + own + "/file?compression=xz&storage=manta", content);
    assertThat(manta.objects(directory(own)).orElseThrow()).containsExactly("file0");
  }

  @Test
  void aKeyThatMantaRefusesFailsTheCallAndNothingIsStoredLocally() {
    String uuid = imgapi.create("{}");
    sandbox.accounts().removeKey("operator", key.md5());
    Wire.Answer answer = putFile(uuid, ImgapiFixture.bytes(5_000));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text())
        .contains("InternalError", "error receiving image file: Manta answered 403")
        .contains("KeyDoesNotExist");
    assertThat(local(uuid)).doesNotExist();
    assertThat(ImgapiFixture.json(imgapi.get("/images/" + uuid).text()).path("files")).isEmpty();
    assertThat(imgapi.get("/ping").status()).isEqualTo(200);
  }

  @Test
  void aKeyIdOfAnotherKeyIsRefusedByManta() throws IOException {
    imgapi.configure(
        Files.readString(imgapi.path("data/imgapi/etc/imgapi.config.json"))
            .replace(key.sha256(), "SHA256:somethingelse"));
    imgapi.restart();
    assertThat(putFile(imgapi.create("{}"), ImgapiFixture.bytes(5)).text()).contains("403");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedUnlessInsecure() throws IOException {
    imgapi.configure(
        Files.readString(imgapi.path("data/imgapi/etc/imgapi.config.json"))
            .replace("\"insecure\":true", "\"insecure\":false"));
    imgapi.restart();
    Wire.Answer answer = putFile(imgapi.create("{}"), ImgapiFixture.bytes(5));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).contains("StorageIsDown");
  }

  @Test
  void aMantaThatIsOutOfOrderIsNotTheImagesFault() throws IOException {
    String uuid = imgapi.create("{}");
    putFile(uuid, ImgapiFixture.bytes(5_000));
    sandbox.manta().faults().add(outOfOrder());
    assertThat(imgapi.get("/images/" + uuid + "/file").text()).contains("StorageIsDown");
    assertThat(putFile(uuid, ImgapiFixture.bytes(10)).status()).isEqualTo(503);
    sandbox.manta().faults().clear();
    assertThat(imgapi.get("/images/" + uuid + "/file").body())
        .isEqualTo(ImgapiFixture.bytes(5_000));
  }

  private static FaultRule outOfOrder() {
    return FaultRule.of(new Fault.Status(503));
  }

  @Test
  void aFileThatIsGoneFromMantaIsAnErrorAndNotAnEmptyFile() throws IOException {
    String uuid = imgapi.create("{}");
    putFile(uuid, ImgapiFixture.bytes(10));
    manta.delete(directory(uuid) + "/file0");
    Wire.Answer answer = imgapi.get("/images/" + uuid + "/file");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains("404 ResourceNotFound");
  }

  @Test
  void anUploadThatBreaksOffStoresNothingInManta() throws Exception {
    for (String framing : new String[] {"content-length: 400000", "transfer-encoding: chunked"}) {
      String uuid = imgapi.create("{}");
      try (Wire wire =
          new Wire(java.net.URI.create("http://127.0.0.1:" + imgapi.server().port()))) {
        StringBuilder head =
            new StringBuilder("PUT /images/" + uuid + "/file?compression=none HTTP/1.1\r\n");
        head.append("host: zone\r\n" + framing + "\r\n");
        ImgapiFixture.signed(imgapi.bob(), "bob", ImgapiFixture.NOW)
            .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        wire.send(head + "\r\n");
        wire.send(framing.startsWith("transfer") ? "10000\r\n" : "");
        wire.send(ImgapiFixture.bytes(0x10000));
        wire.endOutput();
        assertThat(wire.isEnded()).isTrue();
      }
      assertThat(manta.objects(directory(uuid)).orElseThrow()).as(framing).isEmpty();
    }
  }

  @Test
  void theArchiveGoesToMantaAndWhatFailsStays() throws IOException {
    String uuid = imgapi.create("{}");
    Path archive = imgapi.path("data/imgapi/archive");
    Path file = archive.resolve(uuid.substring(0, 3)).resolve(uuid + ".json");
    byte[] kept = Files.readAllBytes(file);
    ArchiveSync sync =
        new ArchiveSync(archive, manta, new BunyanLog(imgapi.log(), "zone", ImgapiFixture.CLOCK));
    sandbox.manta().faults().add(outOfOrder());
    sync.run();
    assertThat(file).exists();
    assertThat(Files.readString(imgapi.log())).contains("archive not synced");
    sandbox.manta().faults().clear();
    sync.run();
    assertThat(file.getParent()).doesNotExist();
    assertThat(manta.get("/archive/" + uuid.substring(0, 3) + "/" + uuid + ".json").readAllBytes())
        .isEqualTo(kept);
  }

  @Test
  void keysComeFromMantaAndGoAgain() throws IOException {
    WireSigner erin = WireSigner.rsa("erin", "sha256");
    manta.makeDirectory("/authkeys");
    manta.putJson("/authkeys/erin.keys", erin.publicLine().getBytes(UTF_8));
    manta.putJson("/authkeys/readme.txt", "no keys".getBytes(UTF_8));
    Path directory = imgapi.path("data/imgapi/etc/authkeys/manta");
    BunyanLog log = new BunyanLog(imgapi.log(), "zone", ImgapiFixture.CLOCK);
    AuthKeys keys = new AuthKeys(java.util.Map.of(), java.util.List.of(directory), log);
    AuthKeysPull pull = new AuthKeysPull(directory, manta, keys, log);
    pull.run();
    assertThat(directory.toFile().list()).containsExactly("erin.keys");
    assertThat(keys.of("erin")).hasSize(1);
    manta.delete("/authkeys/erin.keys");
    sandbox.manta().faults().add(outOfOrder());
    pull.run();
    assertThat(keys.of("erin")).as("an outage revokes nothing").hasSize(1);
    sandbox.manta().faults().clear();
    pull.run();
    assertThat(keys.of("erin")).isEmpty();
    assertThat(directory.toFile().list()).isEmpty();
  }

  @Test
  void everyKindOfKeyThatMantaKnowsMayBeTheInstances(@TempDir Path keys) throws IOException {
    Path rsa = keys.resolve("id_rsa");
    SshPublicKey own = OperatorKeyFiles.createRsa(rsa, "rsa");
    sandbox.accounts().addKey("operator", Files.readString(OperatorKeyFiles.publicFile(rsa)));
    imgapi.configure(
        Files.readString(imgapi.path("data/imgapi/etc/imgapi.config.json"))
            .replace("/" + KEY, rsa.toString())
            .replace(key.sha256(), own.md5()));
    imgapi.restart();
    assertThat(putFile(imgapi.create("{}"), ImgapiFixture.bytes(5)).status()).isEqualTo(200);
  }
}
