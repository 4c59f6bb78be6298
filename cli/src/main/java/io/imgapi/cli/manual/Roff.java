/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.manual;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in the macros of man(7), written from its beginning to its end. */
final class Roff {
  /** Options, and names that stand for a value. */
  private static final Pattern MARKED =
      Pattern.compile(
          "(?<![\\w.~/-])(--?[A-Za-z][\\w-]*)|(?<![\\w./$-])([A-Z][A-Z0-9_-]+)(?![\\w/])");

  private static final int LAST_ASCII = 0x7e;
  private final StringBuilder page = new StringBuilder();

  /** Begins a page with what stands in its head and at its foot. */
  Roff(String title, String date, String source, String book) {
    page.append(".\\\" Made from the command itself; do not edit.\n");
    line(".TH %s 1 %s %s %s".formatted(quoted(title), quoted(date), quoted(source), quoted(book)));
    // No word is broken, or a path could not be copied.
    line(".nr HY 0");
    line(".nh");
    line(".ad l");
  }

  Roff section(String title) {
    return line(".SH " + quoted(title));
  }

  /** Text that is escaped already. */
  Roff raw(String escaped) {
    return words(escaped);
  }

  /** Text in which options are bold and the given names of values are italic. */
  Roff text(String text, List<String> values) {
    return words(marked(text, values));
  }

  Roff paragraph() {
    return line(".PP");
  }

  /** What is explained, and its explanation. */
  Roff entry(String term, String explanation, List<String> values) {
    return line(".TP").words(term).text(explanation, values);
  }

  /** What was typed, as it stands. */
  Roff example(List<String> lines) {
    line(".EX");
    lines.forEach(typed -> words(literal(typed)));
    return line(".EE");
  }

  /** How a command is typed. */
  Roff synopsis(String command, String arguments) {
    return line(".SY " + quoted(literal(command))).words(arguments).line(".YS");
  }

  /** The names of other pages. */
  Roff pages(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      line(".BR " + literal(names.get(i)) + " (1)" + (i < names.size() - 1 ? " ," : ""));
    }
    return this;
  }

  /** Bold, to be typed as it stands. */
  static String bold(String text) {
    return "\\fB" + literal(text) + "\\fR";
  }

  /** Italic, to be replaced by what it stands for. */
  static String italic(String text) {
    return "\\fI" + literal(text) + "\\fR";
  }

  /** Text without markup; what may be copied keeps the characters that have to be typed. */
  static String literal(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(character(c)));
    return escaped.toString();
  }

  private static String character(int c) {
    return switch (c) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      case '"' -> "\\(dq";
      default -> c > LAST_ASCII ? "\\[u%04X]".formatted(c) : Character.toString(c);
    };
  }

  static String marked(String text, List<String> values) {
    StringBuilder marked = new StringBuilder();
    Matcher found = MARKED.matcher(text);
    int at = 0;
    while (found.find()) {
      marked.append(literal(text.substring(at, found.start())));
      if (found.group(1) != null) {
        marked.append(bold(found.group()));
      } else if (values.contains(found.group())) {
        marked.append(italic(found.group()));
      } else {
        marked.append(literal(found.group()));
      }
      at = found.end();
    }
    return marked.append(literal(text.substring(at))).toString();
  }

  /** Words of text, which are no request even where one of them begins a line like one. */
  private Roff words(String escaped) {
    return line(escaped.startsWith(".") ? "\\&" + escaped : escaped);
  }

  private Roff line(String line) {
    page.append(line).append('\n');
    return this;
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\"", "\\(dq") + '"';
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
