/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.utils.ArchiveUtils;

/**
 * A tar that holds regular files and the extension headers of their long names, and has an end.
 *
 * <p>Looks at every header before the library acts on it, because the library forgives much: it
 * takes an archive that stops between two entries for a whole one, makes absolute names relative,
 * puts question marks where a name is not UTF-8, and does not ask for check sums.
 */
final class StrictTar extends TarArchiveInputStream {
  private static final int TYPE = 156;
  private static final int PREFIX = 345;
  private static final String PATH = " path=";
  private static final byte NOTHING = -1;
  private static final Map<Byte, String> WORDS =
      Map.of(
          TarConstants.LF_LINK, "a hard link",
          TarConstants.LF_SYMLINK, "a symbolic link",
          TarConstants.LF_CHR, "a character device",
          TarConstants.LF_BLK, "a block device",
          TarConstants.LF_DIR, "a directory",
          TarConstants.LF_FIFO, "a FIFO",
          TarConstants.LF_GNUTYPE_SPARSE, "a sparse file",
          TarConstants.LF_GNUTYPE_LONGLINK, "a link with a long name",
          TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, "a header for all entries");

  private final ByteArrayOutputStream extension = new ByteArrayOutputStream();
  private byte extensionType = NOTHING;
  private boolean ended;

  StrictTar(InputStream in) {
    super(
        in,
        TarConstants.DEFAULT_RCDSIZE,
        TarConstants.DEFAULT_RCDSIZE,
        StandardCharsets.UTF_8.name(),
        false);
  }

  @Override
  protected byte[] readRecord() throws IOException {
    byte[] record = super.readRecord();
    if (record == null) {
      throw new EOFException();
    }
    boolean named = endExtension();
    if (ArchiveUtils.isArrayZero(record, record.length)) {
      ended = true;
      return record;
    }
    if (ended) {
      throw new HostileArchiveException("something follows the end of the archive");
    }
    look(record, named);
    return record;
  }

  /**
   * Judges a header; its own name counts only where no extension before it has {@code named} it.
   */
  private void look(byte[] record, boolean named) throws IOException {
    String name = TarUtils.parseName(record, 0, TarConstants.NAMELEN);
    if (!TarUtils.verifyCheckSum(record)) {
      throw HostileArchiveException.of(name, "has a damaged header");
    }
    byte type = record[TYPE];
    switch (type) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM -> extensionType = NOTHING;
      case TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_GNUTYPE_LONGNAME ->
          extensionType = type;
      default ->
          throw HostileArchiveException.of(
              name,
              "is no regular file but "
                  + WORDS.getOrDefault(type, "of the unknown type " + (type & 0xff)));
    }
    boolean isUtf8 =
        isUtf8(record, 0, TarConstants.NAMELEN) && isUtf8(record, PREFIX, TarConstants.PREFIXLEN);
    if (!named && !isUtf8) {
      throw HostileArchiveException.of(name, "has a name that is not UTF-8");
    }
  }

  /**
   * What was read of a header's extension is judged when the header after it comes.
   *
   * @return whether it has a name for that header's entry
   */
  private boolean endExtension() throws IOException {
    byte[] bytes = extension.toByteArray();
    extension.reset();
    if (!isUtf8(bytes, 0, bytes.length)) {
      throw new HostileArchiveException("an entry has a name that is not UTF-8");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean longName = extensionType == TarConstants.LF_GNUTYPE_LONGNAME;
    if (longName ? text.startsWith("/") : text.contains(PATH + "/")) {
      throw new HostileArchiveException("an entry has an absolute name");
    }
    if (text.contains(" GNU.sparse.")) {
      throw new HostileArchiveException("an entry is a sparse file");
    }
    return longName || text.contains(PATH);
  }

  private static boolean isUtf8(byte[] bytes, int offset, int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public int read(byte[] block, int offset, int length) throws IOException {
    int n = super.read(block, offset, length);
    if (n > 0 && extensionType != NOTHING) {
      extension.write(block, offset, n);
    }
    return n;
  }

  /** Ends the reading: nothing but zeros may be left. */
  void expectEnd() throws IOException {
    if (!ended || extensionType != NOTHING) {
      throw new EOFException();
    }
    byte[] block = new byte[TarConstants.DEFAULT_BLKSIZE];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      if (!ArchiveUtils.isArrayZero(block, n)) {
        throw new HostileArchiveException("something follows the end of the archive");
      }
    }
  }
}
