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
import io.imgapi.manta.error.ClockSkewException;
import io.imgapi.manta.error.ConflictException;
import io.imgapi.manta.error.CorruptException;
import io.imgapi.manta.error.FullException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.error.ThrottledException;
import io.imgapi.manta.error.UnreachableException;
import io.imgapi.sandbox.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can go wrong, against the sandbox. */
class FailureContractTest extends SandboxCase {
  private static final PutOptions PLAIN = PutOptions.standard();
  private static final PutOptions CREATE = PLAIN.when(Condition.ifAbsent());

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void repeatsWhatIsSafeAfterServerErrors(int status) {
    MantaPath path = home.child("o" + status);
    fault(".*", 2, new Fault.Status(status));
    manta.put(path, bytes(10), PLAIN);
    fault(".*", 2, new Fault.Status(status));
    assertThat(manta.getBytes(path, 10)).isEqualTo(bytes(10));
    fault(".*", 2, new Fault.Status(status));
    assertThat(manta.stat(path).size()).isEqualTo(10);
    fault(".*", 2, new Fault.Status(status));
    assertThat(manta.mkdir(home)).isEqualTo(MkdirResult.EXISTED);
    fault(".*", 2, new Fault.Status(status));
    manta.delete(path);
    assertThat(watcher.delays).hasSize(10);
  }

  @Test
  void givesUpAfterAllAttempts() {
    fault(".*", -1, new Fault.Status(503, 0));
    UnreachableException failed =
        catchThrowableOfType(UnreachableException.class, () -> manta.getBytes(home.child("o"), 1));
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.code()).isEqualTo("ServiceUnavailable");
    assertThat(failed.maybeApplied()).isFalse();
    assertThat(watcher.requests).hasSize(10);
    assertThat(watcher.delays).hasSize(9);
  }

  @Test
  void saysThatAnUnconditionalPutMayHaveHappened() {
    fault("PUT", -1, new Fault.LostAnswer());
    UnreachableException failed =
        catchThrowableOfType(
            UnreachableException.class, () -> manta.put(home.child("o"), bytes(5), PLAIN));
    assertThat(failed.maybeApplied()).isTrue();
    assertThat(manta.stat(home.child("o")).size()).isEqualTo(5);
  }

  @Test
  void neverRepeatsAConditionalPutWhoseAnswerGotLost() {
    fault("PUT", 1, new Fault.LostAnswer());
    UnreachableException failed =
        catchThrowableOfType(
            UnreachableException.class, () -> manta.put(home.child("o"), bytes(5), CREATE));
    assertThat(failed.maybeApplied()).isTrue();
    assertThat(watcher.requests).hasSize(1);
    String etag = manta.stat(home.child("o")).etag();
    fault("DELETE", 1, new Fault.LostAnswer());
    failed =
        catchThrowableOfType(
            UnreachableException.class,
            () -> manta.delete(home.child("o"), Condition.ifMatch(etag)));
    assertThat(failed.maybeApplied()).isTrue();
    assertThatThrownBy(() -> manta.stat(home.child("o"))).isInstanceOf(AbsentException.class);
  }

  @Test
  void repeatsAConditionalPutThatProvablyHadNoEffect() throws IOException {
    fault("PUT", 2, new Fault.Throttled());
    manta.put(home.child("throttled"), bytes(5), CREATE);
    fault("PUT", 1, new Fault.Status(503));
    manta.put(home.child("asked"), MantaBody.of(bytes(2_000_000)), CREATE);
    fault("PUT", 1, new Fault.Reset(Fault.Reset.Moment.BEFORE_REQUEST_BODY));
    manta.put(home.child("reset"), MantaBody.of(bytes(2_000_000)), CREATE);
    assertThat(watcher.delays).hasSize(4);
  }

  @Test
  void countsAMissingObjectAsDeletedOnlyAfterALostAnswer() {
    manta.put(home.child("o"), bytes(5), PLAIN);
    fault("DELETE", 1, new Fault.LostAnswer());
    assertThat(manta.delete(home.child("o")).alreadyGone()).isTrue();
    assertThatThrownBy(() -> manta.delete(home.child("o"))).isInstanceOf(AbsentException.class);
    fault("DELETE", 1, new Fault.Throttled());
    assertThatThrownBy(() -> manta.delete(home.child("o"))).isInstanceOf(AbsentException.class);
  }

  @ParameterizedTest
  @EnumSource(Fault.Reset.Moment.class)
  void survivesAResetAtEveryMomentOfAPut(Fault.Reset.Moment moment) throws IOException {
    MantaPath path = home.child(moment.name());
    for (int size : new int[] {2000, 3_000_000}) {
      fault("PUT", 1, new Fault.Reset(moment));
      manta.put(path, MantaBody.of(bytes(size)), PLAIN);
      assertThat(manta.getBytes(path, size)).isEqualTo(bytes(size));
    }
  }

  @Test
  void neverSendsAOneShotBodyTwice() {
    byte[] content = bytes(3_000_000);
    fault("PUT", 1, new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY));
    UnreachableException failed =
        catchThrowableOfType(
            UnreachableException.class,
            () ->
                manta.put(
                    home.child("o"),
                    MantaBody.of(new ByteArrayInputStream(content), content.length),
                    PLAIN));
    assertThat(failed).isNotNull();
    assertThatThrownBy(() -> manta.stat(home.child("o"))).isInstanceOf(AbsentException.class);
    watcher.delays.clear();
    fault("PUT", 2, new Fault.Status(503));
    assertThat(putStream(content).size()).isEqualTo(content.length);
    assertThat(watcher.delays).hasSize(2);
  }

  private PutResult putStream(byte[] content) {
    try {
      return manta.put(
          home.child("o"), MantaBody.of(new ByteArrayInputStream(content), content.length), PLAIN);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void storesNothingAndPassesOnWhatTheBodyThrows() {
    byte[] content = bytes(200_000);
    for (long length : new long[] {content.length, -1, 2_000_000}) {
      MantaBody heldBack =
          MantaBody.written(
              length,
              out -> {
                out.write(content, 0, content.length - 1);
                throw new IOException("the file is not what its manifest says");
              });
      assertThatThrownBy(() -> manta.put(home.child("o"), heldBack, PLAIN))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("the file is not what its manifest says");
    }
    IllegalStateException callers = new IllegalStateException("stop");
    assertThatThrownBy(
            () ->
                manta.put(
                    home.child("o"),
                    MantaBody.written(
                        5,
                        out -> {
                          throw callers;
                        }),
                    PLAIN))
        .isSameAs(callers);
    assertThatThrownBy(() -> manta.put(home.child("o"), short5(), PLAIN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("announced");
    assertThat(watcher.delays).isEmpty();
    assertThatThrownBy(() -> manta.stat(home.child("o"))).isInstanceOf(AbsentException.class);
  }

  private static MantaBody short5() {
    return MantaBody.written(5, out -> out.write(new byte[4]));
  }

  @Test
  void repeatsAnUnconditionalPutAfterARaceButNotAConditionalOne() {
    fault("PUT", 2, new Fault.Race());
    manta.put(home.child("o"), bytes(5), PLAIN);
    assertThat(watcher.delays).hasSize(2);
    fault("PUT", 1, new Fault.Race());
    ConflictException lost =
        catchThrowableOfType(
            ConflictException.class,
            () ->
                manta.put(
                    home.child("o"),
                    bytes(6),
                    PLAIN.when(Condition.ifMatch(manta.stat(home.child("o")).etag()))));
    assertThat(lost.kind()).isEqualTo(ConflictException.Kind.CONCURRENT);
    assertThat(manta.stat(home.child("o")).size()).isEqualTo(5);
  }

  @Test
  void provesEveryUpload() {
    MantaBody body = MantaBody.written(5, out -> out.write(bytes(5)));
    fault("PUT", 1, new Fault.FlippedStore());
    CorruptException stored =
        catchThrowableOfType(CorruptException.class, () -> manta.put(home.child("o"), body, PLAIN));
    assertThat(stored.etag()).isEqualTo(manta.stat(home.child("o")).etag());
    manta.delete(home.child("o"), Condition.ifMatch(stored.etag()));
    fault("PUT", 1, new Fault.FlippedStore());
    CorruptException refused =
        catchThrowableOfType(
            CorruptException.class, () -> manta.put(home.child("o"), bytes(5), PLAIN));
    assertThat(refused.etag()).isEmpty();
    assertThat(refused.code()).isEqualTo("ContentMD5Mismatch");
    assertThatThrownBy(() -> manta.stat(home.child("o"))).isInstanceOf(AbsentException.class);
    fault("PUT", 1, new Fault.ComputedMd5(false));
    assertThatThrownBy(() -> manta.put(home.child("o"), body, PLAIN))
        .isInstanceOf(CorruptException.class);
    fault("PUT", 1, new Fault.ComputedMd5(true));
    assertThatThrownBy(() -> manta.put(home.child("o"), body, PLAIN))
        .isInstanceOf(io.imgapi.manta.error.BadAnswerException.class)
        .hasMessageContaining("Computed-MD5");
  }

  @Test
  void resumesBrokenDownloads() throws IOException {
    byte[] content = bytes(1_000_000);
    manta.put(home.child("o"), content, PLAIN);
    watcher.requests.clear();
    fault("GET", 2, new Fault.TruncatedResponse());
    fault("GET", 1, new Fault.Reset(Fault.Reset.Moment.IN_RESPONSE_BODY));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MantaDownload download = manta.get(home.child("o"))) {
      download.transferTo(out);
    }
    assertThat(out.toByteArray()).isEqualTo(content);
    assertThat(watcher.requests.size()).isBetween(3, 4);
    fault("GET", 1, new Fault.TruncatedResponse());
    assertThatThrownBy(
            () -> {
              try (MantaDownload download =
                  manta.get(home.child("o"), GetOptions.standard().withoutResume())) {
                download.readAll(content.length);
              }
            })
        .isInstanceOf(UnreachableException.class);
  }

  @Test
  void stopsResumingWithoutProgress() {
    manta.put(home.child("o"), bytes(1000), PLAIN);
    watcher.requests.clear();
    fault("GET", -1, new Fault.TruncatedResponse(0L));
    assertThatThrownBy(() -> manta.getBytes(home.child("o"), 1000))
        .isInstanceOf(UnreachableException.class);
    assertThat(watcher.requests).hasSize(10);
  }

  @Test
  void noticesAReplacementDuringTheDownload() {
    manta.put(home.child("o"), bytes(1_000_000), PLAIN);
    fault("GET", 1, new Fault.TruncatedResponse());
    try (MantaDownload download = manta.get(home.child("o"))) {
      manta.put(home.child("o"), bytes(1_000_001), PLAIN);
      ConflictException changed =
          catchThrowableOfType(ConflictException.class, () -> download.readAll(2_000_000));
      assertThat(changed.kind()).isEqualTo(ConflictException.Kind.CHANGED);
    }
  }

  @Test
  void noticesAFlippedByteInADownload() {
    manta.put(home.child("o"), bytes(1000), PLAIN);
    fault("GET", 1, new Fault.FlippedResponse());
    CorruptException corrupt =
        catchThrowableOfType(CorruptException.class, () -> manta.getBytes(home.child("o"), 1000));
    assertThat(corrupt.etag()).isNotEmpty();
    assertThat(corrupt.expected()).isEqualTo(Md5.base64(bytes(1000)));
  }

  @Test
  void namesEachKindOfRefusal() {
    fault("PUT", 1, new Fault.DiskFull());
    assertThatThrownBy(() -> manta.put(home.child("o"), bytes(1), PLAIN))
        .isInstanceOf(FullException.class);
    fault("PUT", -1, new Fault.Throttled());
    assertThatThrownBy(() -> manta.put(home.child("o"), bytes(1), CREATE))
        .isInstanceOf(ThrottledException.class);
    sandbox.manta().faults().clear();
    fault(".*", 3, new Fault.KeyUnknown());
    for (Runnable call :
        new Runnable[] {
          () -> manta.put(home.child("o"), bytes(1), PLAIN), () -> manta.stat(home.child("o"))
        }) {
      RefusedException refused = catchThrowableOfType(RefusedException.class, call::run);
      assertThat(refused.code()).isEqualTo("KeyDoesNotExist");
      assertThat(refused.authentication()).isTrue();
      assertThat(refused.getMessage()).doesNotContain("signature=");
    }
  }

  @Test
  void tellsBothClocks() {
    Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
    try (MantaClient early = builder().clock(fast).build()) {
      for (Runnable call : new Runnable[] {() -> early.stat(home), () -> early.list(home)}) {
        ClockSkewException skew = catchThrowableOfType(ClockSkewException.class, call::run);
        assertThat(skew.ahead().orElseThrow())
            .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
      }
    }
    try (MantaClient late = builder().clock(Clock.offset(fast, Duration.ofMinutes(-20))).build()) {
      assertThatThrownBy(() -> late.list(home)).isInstanceOf(ClockSkewException.class);
    }
  }

  @Test
  void asksForABrokenPageAgain() {
    for (int i = 0; i < 50; i++) {
      manta.mkdir(home.child("d" + i));
    }
    fault("GET", 1, new Fault.TruncatedResponse(1000L));
    assertThat(manta.list(home)).toIterable().hasSize(50);
    fault("GET", 1, new Fault.Reset(Fault.Reset.Moment.IN_RESPONSE_BODY));
    assertThat(manta.list(home)).toIterable().hasSize(50);
  }

  @Test
  void stopsAHangingRequestWhenClosed() throws Exception {
    fault("HEAD", 1, new Fault.Hang());
    Thread closer =
        new Thread(
            () -> {
              while (watcher.requests.isEmpty()) {
                Thread.onSpinWait();
              }
              manta.close();
            });
    closer.start();
    assertThatThrownBy(() -> manta.stat(home))
        .isInstanceOfAny(io.imgapi.manta.error.StoppedException.class, IllegalStateException.class);
    closer.join();
    assertThatThrownBy(() -> manta.stat(home)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void givesUpOnASilentServer() {
    try (MantaClient impatient =
        builder()
            .timeouts(Timeouts.standard().read(Duration.ofMillis(50)))
            .retries(
                new RetryPolicy(
                    2, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO, Duration.ZERO))
            .build()) {
      fault("HEAD", -1, new Fault.Hang());
      assertThatThrownBy(() -> impatient.stat(home))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("SocketTimeoutException");
      assertThat(watcher.requests).hasSize(2);
    }
  }
}
