/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.ObjectStore.Stored;
import io.imgapi.core.store.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every store does. The store in memory, with which backup and restore are tested, and the
 * real one both pass it: so neither can promise what the other does not keep.
 */
abstract class ObjectStoreContract {

  abstract ObjectStore store();

  /** An empty directory of this test's own. */
  abstract String home();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Stored put(String name, String text) {
    return put(name, text, Condition.always());
  }

  private Stored put(String name, String text, Condition condition) {
    return store().put(home() + "/" + name, Content.ofBytes(bytes(text)), condition);
  }

  private String content(String name) throws IOException {
    return content(name, ReadFrom.start());
  }

  private String content(String name, ReadFrom from) throws IOException {
    try (Download download = store().get(home() + "/" + name, from)) {
      return new String(download.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theNewestEntryAndHowManyThereAre() {
    assertThat(store().newest(home())).isEqualTo(new ObjectStore.Newest(0, Optional.empty()));
    put("b", "first");
    put("a", "second");
    put("b", "third");
    store().makeDirectory(home() + "/below");
    put("below/c", "not of this directory");
    String etag = put("b", "fourth").etag();
    ObjectStore.Newest newest = store().newest(home());
    assertThat(newest.entries()).isEqualTo(3);
    assertThat(newest.entry().orElseThrow().name()).isEqualTo("b");
    assertThat(newest.entry().orElseThrow().etag()).isEqualTo(etag);
    assertThat(kindOf(() -> store().newest(home() + "/nowhere"))).isEqualTo(Kind.ABSENT);
  }

  private List<Entry> list(String directory) {
    List<Entry> entries = new ArrayList<>();
    try (EntryListing listing = store().list(directory)) {
      listing.forEachRemaining(entries::add);
    }
    return entries;
  }

  private static Kind kindOf(Runnable call) {
    StoreException failure = catchThrowableOfType(StoreException.class, call::run);
    assertThat(failure).isNotNull();
    return failure.kind();
  }

  private static Content broken(int length, Content.Writer writer) {
    return new Content(length, Optional.empty(), true, writer);
  }

  @Test
  void whatWasPutIsThere() throws IOException {
    Stored stored = put("a", "content");
    assertThat(stored.md5()).isEqualTo(Md5.of(bytes("content")));
    Entry entry = store().head(home() + "/a").orElseThrow();
    assertThat(entry.name()).isEqualTo("a");
    assertThat(entry.directory()).isFalse();
    assertThat(entry.etag()).isEqualTo(stored.etag());
    assertThat(entry.size()).isEqualTo(7);
    assertThat(entry.md5()).isEqualTo(stored.md5());
    assertThat(content("a")).isEqualTo("content");
  }

  @Test
  void anEmptyObjectIsOne() throws IOException {
    put("empty", "");
    assertThat(store().head(home() + "/empty").orElseThrow().size()).isZero();
    assertThat(content("empty")).isEmpty();
  }

  @Test
  void aSecondPutReplacesTheFirst() throws IOException {
    Stored first = put("a", "first");
    Stored second = put("a", "second");
    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(content("a")).isEqualTo("second");
  }

  @Test
  void whatIsNotThereIsAbsent() {
    assertThat(store().head(home() + "/none")).isEmpty();
    assertThat(store().head(home() + "/none/below")).isEmpty();
    assertThat(kindOf(() -> store().get(home() + "/none", ReadFrom.start())))
        .isEqualTo(Kind.ABSENT);
    assertThat(kindOf(() -> list(home() + "/none"))).isEqualTo(Kind.ABSENT);
  }

  @Test
  void anObjectIsNoDirectoryAndADirectoryNoObject() throws IOException {
    put("object", "x");
    store().makeDirectory(home() + "/directory");
    assertThat(store().head(home() + "/directory").orElseThrow().directory()).isTrue();
    assertThatThrownBy(() -> list(home() + "/object")).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> content("directory")).isInstanceOf(StoreException.class);
    assertThat(kindOf(() -> put("directory", "x"))).isEqualTo(Kind.REFUSED);
    assertThat(content("object")).isEqualTo("x");
    assertThat(store().head(home() + "/directory").orElseThrow().directory()).isTrue();
  }

  /** As Manta does (manta-protocol.md 3.1); so nobody asks for a directory without looking. */
  @Test
  void aNewDirectoryTakesThePlaceOfAnObject() {
    put("object", "x");
    store().makeDirectory(home() + "/object");
    assertThat(store().head(home() + "/object").orElseThrow().directory()).isTrue();
  }

  @Test
  void aPutWithoutItsDirectoryIsAbsent() {
    assertThat(kindOf(() -> put("none/a", "x"))).isEqualTo(Kind.ABSENT);
    assertThat(kindOf(() -> store().makeDirectory(home() + "/none/below"))).isEqualTo(Kind.ABSENT);
    assertThat(list(home())).isEmpty();
  }

  @Test
  void aPutBelowAnObjectIsAFailure() throws IOException {
    put("object", "x");
    assertThatThrownBy(() -> put("object/below", "y")).isInstanceOf(StoreException.class);
    assertThat(content("object")).isEqualTo("x");
  }

  @Test
  void ifAbsentPutsOnce() throws IOException {
    put("a", "first", Condition.ifAbsent());
    assertThat(kindOf(() -> put("a", "second", Condition.ifAbsent()))).isEqualTo(Kind.CONFLICT);
    assertThat(content("a")).isEqualTo("first");
  }

  @Test
  void ifMatchSwapsOnlyTheVersionThatWasSeen() throws IOException {
    Stored first = put("a", "first");
    Stored second = put("a", "second", Condition.ifMatch(first.etag()));
    assertThat(kindOf(() -> put("a", "third", Condition.ifMatch(first.etag()))))
        .isEqualTo(Kind.CONFLICT);
    assertThat(content("a")).isEqualTo("second");
    put("a", "third", Condition.ifMatch(second.etag()));
    assertThat(content("a")).isEqualTo("third");
  }

  @Test
  void ifMatchOfWhatIsNotThereIsAConflict() {
    Stored gone = put("a", "x");
    store().delete(home() + "/a", Condition.always());
    assertThat(kindOf(() -> put("a", "y", Condition.ifMatch(gone.etag()))))
        .isEqualTo(Kind.CONFLICT);
    assertThat(store().head(home() + "/a")).isEmpty();
  }

  @Test
  void aDigestThatIsNotThatOfTheBytesIsCorruptAndKeepsNothing() throws IOException {
    Content lying =
        new Content(3, Optional.of(Md5.of(bytes("abc"))), true, out -> out.write(bytes("abd")));
    assertThat(kindOf(() -> store().put(home() + "/new", lying, Condition.always())))
        .isEqualTo(Kind.CORRUPT);
    assertThat(store().head(home() + "/new")).isEmpty();
    put("old", "stays");
    assertThat(kindOf(() -> store().put(home() + "/old", lying, Condition.always())))
        .isEqualTo(Kind.CORRUPT);
    assertThat(content("old")).isEqualTo("stays");
  }

  @Test
  void withoutADigestTheStoreSaysWhatItGot() {
    Content content = broken(3, out -> out.write(bytes("abc")));
    assertThat(store().put(home() + "/a", content, Condition.always()).md5())
        .isEqualTo(Md5.of(bytes("abc")));
  }

  @Test
  void anExceptionOfTheWriterKeepsNothingAndArrives() {
    Content failing =
        broken(
            300_000,
            out -> {
              out.write(new byte[200_000]);
              throw new IllegalArgumentException("the file is damaged");
            });
    assertThatThrownBy(() -> store().put(home() + "/a", failing, Condition.always()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the file is damaged");
    Content unreadable =
        broken(
            300_000,
            out -> {
              out.write(new byte[200_000]);
              throw new IOException("the disk is broken");
            });
    assertThatThrownBy(() -> store().put(home() + "/a", unreadable, Condition.always()))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("the disk is broken");
    assertThat(store().head(home() + "/a")).isEmpty();
  }

  @Test
  void aContentOfAnotherLengthKeepsNothing() {
    Content shorter = broken(10, out -> out.write(bytes("abc")));
    Content longer = broken(2, out -> out.write(bytes("abc")));
    for (Content wrong : List.of(shorter, longer)) {
      assertThatThrownBy(() -> store().put(home() + "/a", wrong, Condition.always()))
          .isInstanceOfAny(UncheckedIOException.class, StoreException.class);
      assertThat(store().head(home() + "/a")).isEmpty();
    }
  }

  @Test
  void aReadBeginsWhereItIsAsked() throws IOException {
    Stored stored = put("a", "0123456789");
    assertThat(content("a", new ReadFrom(4, stored.etag()))).isEqualTo("456789");
    assertThat(content("a", new ReadFrom(9, stored.etag()))).isEqualTo("9");
    assertThat(content("a", new ReadFrom(4, stored.etag(), true))).isEqualTo("456789");
    assertThat(content("a", new ReadFrom(0, stored.etag(), true))).isEqualTo("0123456789");
    assertThat(content("a", new ReadFrom(0, stored.etag()))).isEqualTo("0123456789");
  }

  @Test
  void aReadOfAVersionThatWasReplacedIsAConflict() {
    Stored first = put("a", "0123456789");
    put("a", "9876543210");
    assertThat(kindOf(() -> store().get(home() + "/a", new ReadFrom(0, first.etag()))))
        .isEqualTo(Kind.CONFLICT);
    assertThat(kindOf(() -> store().get(home() + "/a", new ReadFrom(4, first.etag()))))
        .isEqualTo(Kind.CONFLICT);
  }

  @Test
  void aReadSaysWhatItReads() throws IOException {
    Stored stored = put("a", "0123456789");
    try (Download download = store().get(home() + "/a", ReadFrom.start())) {
      assertThat(download.entry().etag()).isEqualTo(stored.etag());
      assertThat(download.entry().size()).isEqualTo(10);
      assertThat(download.entry().md5()).isEqualTo(stored.md5());
      assertThat(download.stream().read()).isEqualTo('0');
    }
  }

  @Test
  void whatIsDeletedIsGoneAndAgainIsNoFailure() {
    put("a", "x");
    store().delete(home() + "/a", Condition.always());
    assertThat(store().head(home() + "/a")).isEmpty();
    store().delete(home() + "/a", Condition.always());
    store().delete(home() + "/none/below", Condition.always());
  }

  @Test
  void ifMatchDeletesOnlyTheVersionThatWasSeen() throws IOException {
    Stored first = put("a", "first");
    Stored second = put("a", "second");
    assertThat(kindOf(() -> store().delete(home() + "/a", Condition.ifMatch(first.etag()))))
        .isEqualTo(Kind.CONFLICT);
    assertThat(content("a")).isEqualTo("second");
    store().delete(home() + "/a", Condition.ifMatch(second.etag()));
    assertThat(store().head(home() + "/a")).isEmpty();
    assertThat(kindOf(() -> store().delete(home() + "/a", Condition.ifMatch(second.etag()))))
        .isIn(Kind.CONFLICT, Kind.ABSENT);
  }

  @Test
  void onlyAnEmptyDirectoryIsDeleted() throws IOException {
    store().makeDirectory(home() + "/d");
    store().makeDirectory(home() + "/d");
    put("d/a", "x");
    assertThat(kindOf(() -> store().delete(home() + "/d", Condition.always())))
        .isEqualTo(Kind.REFUSED);
    assertThat(content("d/a")).isEqualTo("x");
    store().delete(home() + "/d/a", Condition.always());
    store().delete(home() + "/d", Condition.always());
    assertThat(store().head(home() + "/d")).isEmpty();
  }

  @Test
  void aListingIsInByteOrderAndSaysOfEachWhatHeadSays() {
    // U+FF5E is before U+1F600 in UTF-8 and after it in UTF-16.
    List<String> names =
        List.of("B", "a", "a b", "a%2fb", "a+b", "a-b", "\u00e9", "\uff5e", "\ud83d\ude00");
    for (int i = names.size() - 1; i >= 0; i--) {
      put(names.get(i), "content of " + names.get(i));
    }
    store().makeDirectory(home() + "/C");
    put("C/below", "not listed above");
    List<Entry> entries = list(home());
    List<String> expected = new ArrayList<>(names);
    expected.add(1, "C");
    assertThat(entries).extracting(Entry::name).containsExactlyElementsOf(expected);
    for (Entry entry : entries) {
      Entry head = store().head(home() + "/" + entry.name()).orElseThrow();
      assertThat(entry.directory()).isEqualTo(head.directory());
      if (!entry.directory()) {
        assertThat(entry.etag()).isEqualTo(head.etag());
        assertThat(entry.size()).isEqualTo(head.size());
        assertThat(entry.md5()).isEqualTo(head.md5());
      }
    }
    assertThat(list(home() + "/C")).extracting(Entry::name).containsExactly("below");
  }

  @Test
  void aListingOfManyPagesIsWholeAndHoldsEachNameOnce() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 2100; i++) {
      String name = "entry-%05d".formatted(i);
      names.add(name);
      store().makeDirectory(home() + "/" + name);
    }
    assertThat(list(home())).extracting(Entry::name).containsExactlyElementsOf(names);
  }

  @Test
  void anEmptyDirectoryIsAnEmptyListing() {
    assertThat(list(home())).isEmpty();
  }
}
