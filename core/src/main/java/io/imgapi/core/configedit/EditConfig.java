/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.host.Editor;
import io.imgapi.core.run.PrivateCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Has a person edit the configuration, on a private copy. */
public final class EditConfig {
  private final ChangeConfig change;
  private final Editor editor;

  public EditConfig(ChangeConfig change, Editor editor) {
    this.change = change;
    this.editor = editor;
  }

  /**
   * Has the file edited until the service would accept it; changes nothing yet. The caller closes
   * what it gets.
   *
   * @param goOn told what is wrong, says whether to go on editing
   * @throws ImgapiException {@code CONFIG_INVALID} where the person gives up; the text is kept then
   */
  public Edited edit(Path file, Predicate<ImgapiException> goOn) {
    String before = change.text(file);
    PrivateCopy copy = copy(file, before);
    Optional<ChangeConfig.Prepared> prepared = Optional.empty();
    try {
      while (prepared.isEmpty()) {
        editor.edit(copy.file());
        prepared = judged(file, before, copy, goOn);
      }
      return new Edited(prepared.get(), copy);
    } finally {
      if (prepared.isEmpty()) {
        close(copy);
      }
    }
  }

  /** Empty where the person goes on editing. */
  private Optional<ChangeConfig.Prepared> judged(
      Path file, String before, PrivateCopy copy, Predicate<ImgapiException> goOn) {
    try {
      return Optional.of(change.prepare(file, before, copy.text()));
    } catch (IOException e) {
      throw failed(e);
    } catch (ImgapiException e) {
      if (e.code() == ExitCode.CONFIG_INVALID && goOn.test(e)) {
        return Optional.empty();
      }
      copy.keep();
      throw e.with("your text", copy.file().toString())
          .remedy("nothing was changed; take what you need from your text, then delete it");
    }
  }

  private static PrivateCopy copy(Path file, String text) {
    try {
      return PrivateCopy.of(file.getFileName().toString(), text);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static void close(PrivateCopy copy) {
    try {
      copy.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static ImgapiException failed(IOException e) {
    return ImgapiException.of(
            ExitCode.FAILED, "the copy for the editor cannot be used: " + IoReason.of(e))
        .remedy("check the free space of the temporary directory; nothing was changed")
        .causedBy(e);
  }

  /**
   * A change as it came from the editor.
   *
   * @param change ready to be shown and applied
   */
  public record Edited(ChangeConfig.Prepared change, PrivateCopy copy) implements AutoCloseable {

    /** Leaves the text for the person; says where. */
    public Path keep() {
      copy.keep();
      return copy.file();
    }

    @Override
    public void close() {
      EditConfig.close(copy);
    }
  }
}
