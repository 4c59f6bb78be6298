/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in parts against the sandbox. */
class MultipartContractTest extends SandboxCase {
  private static final int PART = 5 << 20;

  @Test
  void assemblesParts() throws IOException {
    MantaMultipart parts = manta.multipart();
    MantaPath target = home.child("é o");
    MultipartUpload upload =
        parts.create(target, PutOptions.standard().metadata(Map.of("m-x", "1")), PART + 10);
    assertThat(parts.state(upload).state()).isEqualTo(MultipartState.State.CREATED);
    MultipartPart second = parts.put(upload, 1, MantaBody.of(bytes(10)));
    MultipartPart first = parts.put(upload, 0, MantaBody.of(bytes(PART)));
    assertThat(parts.parts(upload)).containsExactly(first, second);
    String md5 = parts.commit(upload, List.of(first.etag(), second.etag()));
    assertThat(parts.commit(upload, List.of(first.etag(), second.etag()))).isEqualTo(md5);
    assertThat(parts.state(upload).state()).isEqualTo(MultipartState.State.COMMITTED);
    MantaStat stat = manta.stat(target);
    assertThat(stat.size()).isEqualTo(PART + 10);
    assertThat(stat.md5()).isEqualTo(md5);
    assertThat(stat.metadata()).containsEntry("m-x", "1");
    assertThatThrownBy(() -> parts.abort(upload)).isInstanceOf(RefusedException.class);
  }

  @Test
  void aborts() throws IOException {
    MantaMultipart parts = manta.multipart();
    MultipartUpload upload = parts.create(home.child("o"), PutOptions.standard(), -1);
    parts.put(upload, 0, MantaBody.of(bytes(10)));
    parts.abort(upload);
    parts.abort(upload);
    assertThat(parts.state(upload).state()).isEqualTo(MultipartState.State.ABORTED);
    assertThatThrownBy(() -> parts.put(upload, 1, MantaBody.of(bytes(10))))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> manta.stat(home.child("o"))).isInstanceOf(AbsentException.class);
  }

  @Test
  void uploadsAFileThroughTroubleAndGivesUpWhereItMust(@TempDir Path dir) throws IOException {
    byte[] content = bytes(2 * PART + 17);
    Path file = Files.write(dir.resolve("f"), content);
    fault("PUT", 1, new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY));
    fault("POST", 1, new Fault.Status(503));
    sandbox.manta().faults().add(FaultRule.of(new Fault.LostAnswer()).path(".*/commit").times(1));
    String md5 = manta.multipart().upload(home.child("o"), file, PutOptions.standard(), 0);
    assertThat(md5).isEqualTo(Md5.base64(content));
    assertThat(manta.getBytes(home.child("o"), content.length)).isEqualTo(content);
    watcher.requests.clear();
    assertThatThrownBy(
            () -> manta.multipart().upload(home.resolve("none/o"), file, PutOptions.standard(), 0))
        .isInstanceOf(AbsentException.class);
    assertThat(watcher.requests.get(watcher.requests.size() - 1)).endsWith("/abort");
  }
}
