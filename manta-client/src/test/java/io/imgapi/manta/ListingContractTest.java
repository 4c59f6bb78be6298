/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.manta.error.AbsentException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listings against the sandbox. */
class ListingContractTest extends SandboxCase {

  @Test
  void listsOverManyPages() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      names.add("entry é" + (char) ('a' + i));
      manta.put(home.child("entry é" + (char) ('a' + i)), bytes(i), PutOptions.standard());
    }
    for (int page : new int[] {2, 3, 5, 12, 13, 24, 25, 26, 1024}) {
      MantaListing listing = manta.list(home, ListOptions.standard().pageSize(page));
      assertThat(listing.resultSetSize()).isEqualTo(25);
      assertThat(listing)
          .toIterable()
          .extracting(MantaEntry::name)
          .containsExactlyElementsOf(names);
    }
    MantaListing reversed = manta.list(home, ListOptions.standard().reversed().pageSize(4));
    assertThat(reversed)
        .toIterable()
        .hasSize(25)
        .extracting(MantaEntry::name)
        .startsWith("entry éy");
    assertThat(manta.list(home, ListOptions.standard().atMost(7).pageSize(3)))
        .toIterable()
        .hasSize(7);
  }

  @Test
  void tellsEverythingAboutAnEntry() {
    PutResult put = manta.put(home.child("o"), bytes(7), PutOptions.standard());
    manta.mkdir(home.child("d"));
    List<MantaEntry> entries = new ArrayList<>();
    manta.list(home).forEachRemaining(entries::add);
    MantaEntry directory = entries.get(0);
    MantaEntry object = entries.get(1);
    assertThat(directory.isDirectory()).isTrue();
    assertThat(directory.size()).isEqualTo(-1);
    assertThat(directory.etag()).isEmpty();
    assertThat(object.etag()).isEqualTo(put.etag());
    assertThat(object.size()).isEqualTo(7);
    assertThat(object.md5()).isEqualTo(put.md5());
    assertThat(object.md5Bytes()).hasSize(16);
    assertThat(object.durability()).isEqualTo(2);
    assertThat(object.modified()).isAfter("2020-01-01T00:00:00Z");
    assertThat(manta.list(home, ListOptions.standard().only(ListOptions.Filter.DIRECTORIES)))
        .toIterable()
        .containsExactly(directory);
    assertThat(manta.list(home, ListOptions.standard().only(ListOptions.Filter.OBJECTS)))
        .toIterable()
        .containsExactly(object);
  }

  @Test
  void findsTheNewest() {
    for (int i = 0; i < 12; i++) {
      manta.put(home.child("o" + i), bytes(i), PutOptions.standard());
    }
    // The store's times have milliseconds: in the same one there is no newest.
    long last = System.currentTimeMillis();
    while (System.currentTimeMillis() == last) {
      Thread.onSpinWait();
    }
    manta.put(home.child("o5"), bytes(100), PutOptions.standard());
    MantaListing newest = manta.list(home, ListOptions.standard().newestFirst().atMost(1));
    assertThat(newest.resultSetSize()).isEqualTo(12);
    assertThat(newest.next().size()).isEqualTo(100);
    assertThat(newest.hasNext()).isFalse();
    assertThat(manta.list(home, ListOptions.standard().newestFirst().pageSize(7)))
        .toIterable()
        .extracting(MantaEntry::name)
        .hasSize(12)
        .doesNotHaveDuplicates();
  }

  @Test
  void listsNothingAndFailsOnWhatIsNotThere() {
    assertThat(manta.list(home).hasNext()).isFalse();
    assertThat(manta.list(manta.path("~~")))
        .toIterable()
        .extracting(MantaEntry::name)
        .contains("stor");
    assertThatThrownBy(() -> manta.list(home.child("none"))).isInstanceOf(AbsentException.class);
  }

  @Test
  void holdsNoConnectionBetweenPages() {
    for (int i = 0; i < 10; i++) {
      manta.mkdir(home.child("d" + i));
    }
    try (MantaClient narrow = builder().maxConnections(1).build()) {
      int seen = 0;
      for (MantaListing outer = narrow.list(home, ListOptions.standard().pageSize(2));
          outer.hasNext(); ) {
        assertThat(narrow.list(home.child(outer.next().name())).hasNext()).isFalse();
        seen++;
      }
      assertThat(seen).isEqualTo(10);
    }
  }
}
