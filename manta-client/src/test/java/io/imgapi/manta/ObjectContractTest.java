/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.ConflictException;
import io.imgapi.manta.error.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects, directories, conditions and signed URLs against the sandbox. */
class ObjectContractTest extends SandboxCase {

  @Test
  void putsAndGetsBytes() {
    byte[] content = bytes(3000);
    PutResult put =
        manta.put(
            home.child("é +%2F?#.bin"),
            content,
            PutOptions.standard()
                .contentType("text/x-test")
                .contentDisposition("attachment; filename=\"a\"")
                .metadata(Map.of("m-colour", "blue")));
    MantaStat stat = manta.stat(home.child("é +%2F?#.bin"));

    assertThat(manta.getBytes(home.child("é +%2F?#.bin"), 4000)).isEqualTo(content);
    assertThat(stat.etag()).isEqualTo(put.etag());
    assertThat(stat.md5()).isEqualTo(put.md5()).isEqualTo(Md5.base64(content));
    assertThat(stat.size()).isEqualTo(3000);
    assertThat(stat.isObject()).isTrue();
    assertThat(stat.contentType()).isEqualTo("text/x-test");
    assertThat(stat.contentDisposition()).contains("attachment");
    assertThat(stat.metadata()).containsEntry("m-colour", "blue");
    assertThat(stat.lastModified()).isPresent();
    assertThat(watcher.ends).contains("PUT 204 3000 0", "HEAD 200 0 0", "GET 200 0 3000");
  }

  @Test
  void putsStreamsOfKnownAndUnknownLengthAndEmptyOnes(@TempDir Path dir) throws IOException {
    byte[] content = bytes(2_500_000);
    Path file = Files.write(dir.resolve("f"), content);

    for (int way = 0; way < 4; way++) {
      MantaPath path = home.child("o" + way);
      MantaBody body =
          switch (way) {
            case 0 -> MantaBody.of(new ByteArrayInputStream(content), content.length);
            case 1 -> MantaBody.of(new ByteArrayInputStream(content), -1);
            case 2 -> MantaBody.of(file);
            default -> MantaBody.written(-1, out -> out.write(content));
          };
      PutResult put = manta.put(path, body, PutOptions.standard());
      assertThat(put.size()).isEqualTo(content.length);
      assertThat(put.md5()).isEqualTo(Md5.base64(content));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (MantaDownload download = manta.get(path)) {
        assertThat(download.transferTo(out)).isEqualTo(content.length);
      }
      assertThat(out.toByteArray()).isEqualTo(content);
    }
    for (MantaBody empty :
        new MantaBody[] {
          MantaBody.of(new byte[0]), MantaBody.of(new ByteArrayInputStream(new byte[0]), -1)
        }) {
      manta.put(home.child("empty"), empty, PutOptions.standard());
      assertThat(manta.getBytes(home.child("empty"), 1)).isEmpty();
    }
    manta.put(home.child("empty"), new byte[0], PutOptions.standard());
    assertThat(manta.stat(home.child("empty")).size()).isZero();
  }

  @Test
  void tellsAbsentFromRefusedFromConflict() {
    MantaPath path = home.child("o");
    assertThatThrownBy(() -> manta.stat(path)).isInstanceOf(AbsentException.class);
    assertThatThrownBy(() -> manta.get(path))
        .isInstanceOfSatisfying(
            AbsentException.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFound"));
    assertThatThrownBy(() -> manta.delete(path)).isInstanceOf(AbsentException.class);
    assertThatThrownBy(() -> manta.put(path.child("below"), new byte[1], PutOptions.standard()))
        .isInstanceOfSatisfying(AbsentException.class, e -> assertThat(e.parentMissing()).isTrue());
    assertThatThrownBy(() -> manta.get(home))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusedException.NOT_AN_OBJECT));
    manta.put(path, new byte[1], PutOptions.standard());
    assertThatThrownBy(() -> manta.list(path))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusedException.NOT_A_DIRECTORY));
    assertThatThrownBy(() -> manta.delete(home))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("DirectoryNotEmpty");
              assertThat(e.authentication()).isFalse();
              assertThat(e.requestId()).isNotEmpty();
            });
  }

  @Test
  void swapsOnlyUnderTheCondition() {
    MantaPath path = home.child("o");
    PutOptions create = PutOptions.standard().when(Condition.ifAbsent());
    PutResult first = manta.put(path, bytes(1), create);
    assertThatThrownBy(() -> manta.put(path, bytes(2), create))
        .isInstanceOfSatisfying(
            ConflictException.class,
            e -> assertThat(e.kind()).isEqualTo(ConflictException.Kind.CONDITION));
    PutOptions swap = PutOptions.standard().when(Condition.ifMatch(first.etag()));
    PutResult second = manta.put(path, bytes(3), swap);
    assertThatThrownBy(() -> manta.put(path, bytes(4), swap)).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> manta.delete(path, Condition.ifMatch(first.etag())))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> manta.stat(path, Condition.ifMatch(first.etag())))
        .isInstanceOf(ConflictException.class);
    assertThat(manta.stat(path, Condition.ifMatch(second.etag())).size()).isEqualTo(3);
    assertThat(manta.delete(path, Condition.ifMatch(second.etag())).alreadyGone()).isFalse();
    assertThatThrownBy(() -> manta.stat(path)).isInstanceOf(AbsentException.class);
  }

  @Test
  void makesDirectoriesAndNeverReplacesAnObjectByMkdirp() {
    MantaPath deep = home.resolve("a/b/c");
    assertThat(manta.mkdirp(deep)).isEqualTo(3);
    assertThat(manta.mkdirp(deep)).isZero();
    assertThat(manta.mkdir(deep)).isEqualTo(MkdirResult.EXISTED);
    assertThat(manta.mkdir(deep.child("d"))).isEqualTo(MkdirResult.CREATED);
    assertThat(manta.stat(deep).isDirectory()).isTrue();
    assertThat(manta.stat(deep).resultSetSize()).isEqualTo(1);
    manta.put(home.child("o"), bytes(5), PutOptions.standard());
    assertThatThrownBy(() -> manta.mkdirp(home.resolve("o/x")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusedException.NOT_A_DIRECTORY));
    assertThat(manta.getBytes(home.child("o"), 5)).isEqualTo(bytes(5));
  }

  @Test
  void replacesMetadataAndKeepsTheEtag() {
    MantaPath path = home.child("o");
    PutResult put =
        manta.put(path, bytes(5), PutOptions.standard().metadata(Map.of("m-a", "1", "m-b", "2")));
    String etag = manta.putMetadata(path, "text/plain", Map.of("m-c", "3"));
    assertThat(etag).isEqualTo(put.etag());
    assertThat(manta.stat(path).metadata()).isEqualTo(Map.of("m-c", "3"));
    assertThat(manta.stat(path).contentType()).isEqualTo("text/plain");
    assertThat(manta.getBytes(path, 5)).isEqualTo(bytes(5));
    assertThatThrownBy(() -> manta.putMetadata(path, "", Map.of(), Condition.ifMatch("another")))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void readsFromAnOffset() throws IOException {
    byte[] content = bytes(100_000);
    PutResult put = manta.put(home.child("o"), content, PutOptions.standard());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var seed = Md5.digest();
    seed.update(content, 0, 60_000);
    try (MantaDownload rest =
        manta.get(
            home.child("o"), GetOptions.standard().from(60_000, put.etag(), seed, put.md5()))) {
      assertThat(rest.info().size()).isEqualTo(100_000);
      rest.transferTo(out);
    }
    assertThat(out.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(content, 60_000, 100_000));
    try (MantaDownload rest =
        manta.get(home.child("o"), GetOptions.standard().from(100_000, put.etag()))) {
      assertThat(rest.readAll(10)).isEmpty();
      assertThat(rest.info().size()).isEqualTo(100_000);
    }
    assertThatThrownBy(
            () -> manta.get(home.child("o"), GetOptions.standard().from(100_001, put.etag())))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> manta.get(home.child("o"), GetOptions.standard().from(10, "other")))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void refusesToReadMoreThanExpected() {
    manta.put(home.child("o"), bytes(100), PutOptions.standard());
    assertThatThrownBy(() -> manta.getBytes(home.child("o"), 99))
        .isInstanceOf(RefusedException.class);
    assertThat(manta.getBytes(home.child("o"), 100)).hasSize(100);
  }

  @Test
  void signsUrlsThatWorkWithoutTheClient() throws IOException {
    MantaPath path = home.child("ä b&c");
    manta.put(path, bytes(10), PutOptions.standard());
    var url = manta.signUrl(path, Set.of("GET"), Instant.now().plusSeconds(60), Map.of());
    var connection = (HttpURLConnection) url.toURL().openConnection();
    assertThat(connection.getInputStream().readAllBytes()).isEqualTo(bytes(10));
    var both =
        manta.signUrl(
            path, Set.of("PUT", "HEAD"), Instant.now().plusSeconds(60), Map.of("x", "ü z"));
    var head = (HttpURLConnection) both.toURL().openConnection();
    head.setRequestMethod("HEAD");
    assertThat(head.getResponseCode()).isEqualTo(200);
    var late = manta.signUrl(path, Set.of("GET"), Instant.now().minusSeconds(5), Map.of());
    assertThat(((HttpURLConnection) late.toURL().openConnection()).getResponseCode())
        .isEqualTo(403);
  }

  @Test
  void worksWithoutAKeyOnWhatIsPublic() {
    MantaPath path = manta.path("~~/public/" + home.name());
    manta.put(path, bytes(10), PutOptions.standard());
    try (MantaClient anybody = builder().signer(null).build()) {
      assertThat(anybody.getBytes(path, 10)).isEqualTo(bytes(10));
      RefusedException refused =
          catchThrowableOfType(RefusedException.class, () -> anybody.list(home));
      assertThat(refused.code()).isEqualTo("AuthorizationFailed");
    }
  }
}
