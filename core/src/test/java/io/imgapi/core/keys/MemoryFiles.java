/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files in memory, for tests that make thousands of runs. */
final class MemoryFiles implements HostFiles {
  private static final int ID = 1000;
  private final Map<Path, Node> nodes = new TreeMap<>();

  /** Content as text of one byte a character, so that nobody else can change it. */
  private record Node(Kind kind, String text, Path target, Access access) {
    byte[] content() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Every file and link, in order. */
  List<Path> names() {
    return nodes.entrySet().stream()
        .filter(node -> node.getValue().kind() != Kind.DIRECTORY)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static FileFacts facts(Path path, Node node) {
    return new FileFacts(
        path,
        node.kind(),
        node.text().length(),
        Instant.EPOCH,
        node.access().mode(),
        node.access().uid().orElse(ID),
        node.access().gid().orElse(ID));
  }

  private Optional<Node> through(Path path) {
    Node node = nodes.get(path);
    return node != null && node.kind() == Kind.LINK
        ? through(node.target())
        : Optional.ofNullable(node);
  }

  @Override
  public Optional<FileFacts> look(Path path) {
    return Optional.ofNullable(nodes.get(path)).map(node -> facts(path, node));
  }

  @Override
  public Optional<FileFacts> lookThrough(Path path) {
    return through(path).map(node -> facts(path, node));
  }

  @Override
  public Optional<byte[]> read(Path file, int most) {
    return through(file).map(Node::content);
  }

  @Override
  public Optional<byte[]> readPart(Path file, long offset, int most) {
    return read(file, most)
        .map(
            all ->
                Arrays.copyOfRange(all, (int) offset, (int) Math.min(all.length, offset + most)));
  }

  @Override
  public Optional<List<FileFacts>> list(Path directory) {
    return nodes.containsKey(directory)
        ? Optional.of(
            nodes.entrySet().stream()
                .filter(node -> directory.equals(node.getKey().getParent()))
                .map(node -> facts(node.getKey(), node.getValue()))
                .toList())
        : Optional.empty();
  }

  @Override
  public void write(Path file, byte[] content, Access access) {
    requireDirectory(file);
    nodes.put(
        file, new Node(Kind.FILE, new String(content, StandardCharsets.ISO_8859_1), file, access));
  }

  @Override
  public Creation create(Path file, byte[] content, Access access) {
    if (nodes.containsKey(file)) {
      return Creation.EXISTS;
    }
    write(file, content, access);
    return Creation.CREATED;
  }

  @Override
  public void makeDirectories(Path directory, Access access) {
    if (directory != null && !nodes.containsKey(directory)) {
      makeDirectories(directory.getParent(), access);
      nodes.put(directory, new Node(Kind.DIRECTORY, "", directory, access));
    }
  }

  @Override
  public void move(Path from, Path to) {
    requireDirectory(to);
    Node node = nodes.remove(from);
    if (node == null) {
      throw failed(from);
    }
    nodes.put(to, node);
  }

  @Override
  public void link(Path link, Path target) {
    requireDirectory(link);
    nodes.put(link, new Node(Kind.LINK, "", target, Access.open()));
  }

  @Override
  public void delete(Path path) {
    if (list(path).filter(inside -> !inside.isEmpty()).isPresent()) {
      throw failed(path);
    }
    nodes.remove(path);
  }

  private void requireDirectory(Path file) {
    if (!nodes.containsKey(file.getParent())) {
      throw failed(file);
    }
  }

  private static ImgapiException failed(Path path) {
    return ImgapiException.of(ExitCode.FAILED, "a file cannot be used")
        .with("file", path.toString());
  }
}
