/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.papi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.imgapi.sandbox.triton.http.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An LDAP filter over packages. Compares with regard to case, as moray does, and as numbers what is
 * a number.
 */
final class PackageFilter implements Predicate<ObjectNode> {
  private final Filter filter;

  private PackageFilter(Filter filter) {
    this.filter = filter;
  }

  /** Reads one, or refuses it. */
  static PackageFilter of(String text) {
    try {
      PackageFilter filter = new PackageFilter(Filter.create(text));
      requireKnown(filter.filter);
      return filter;
    } catch (LDAPException bad) {
      throw invalid();
    }
  }

  private static Refusal invalid() {
    return Refusal.of(409, "InvalidArgument", "Provided search filter is not valid");
  }

  private static void requireKnown(Filter one) {
    if (one.getFilterType() == Filter.FILTER_TYPE_EXTENSIBLE_MATCH) {
      throw invalid();
    }
    Stream.of(one.getComponents()).forEach(PackageFilter::requireKnown);
    if (one.getNOTComponent() != null) {
      requireKnown(one.getNOTComponent());
    }
  }

  @Override
  public boolean test(ObjectNode one) {
    return matches(filter, one);
  }

  private static boolean matches(Filter filter, ObjectNode one) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND ->
          Stream.of(filter.getComponents()).allMatch(part -> matches(part, one));
      case Filter.FILTER_TYPE_OR ->
          Stream.of(filter.getComponents()).anyMatch(part -> matches(part, one));
      case Filter.FILTER_TYPE_NOT -> !matches(filter.getNOTComponent(), one);
      case Filter.FILTER_TYPE_PRESENCE -> !values(filter, one).isEmpty();
      case Filter.FILTER_TYPE_SUBSTRING -> {
        Pattern pattern = pattern(filter);
        yield values(filter, one).stream().anyMatch(value -> pattern.matcher(value).matches());
      }
      case Filter.FILTER_TYPE_GREATER_OR_EQUAL -> compares(filter, one, order -> order >= 0);
      case Filter.FILTER_TYPE_LESS_OR_EQUAL -> compares(filter, one, order -> order <= 0);
      default -> values(filter, one).contains(filter.getAssertionValue());
    };
  }

  private static List<String> values(Filter filter, ObjectNode one) {
    JsonNode value = one.path(filter.getAttributeName());
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> values.add(element.asText()));
    } else if (value.isValueNode()) {
      values.add(value.asText());
    }
    return values;
  }

  private static boolean compares(Filter filter, ObjectNode one, IntPredicate wanted) {
    return values(filter, one).stream()
        .anyMatch(value -> wanted.test(order(value, filter.getAssertionValue())));
  }

  /** Which of two values comes first. */
  static int order(String one, String other) {
    OptionalDouble number = number(one);
    OptionalDouble against = number(other);
    return number.isPresent() && against.isPresent()
        ? Double.compare(number.getAsDouble(), against.getAsDouble())
        : one.compareTo(other);
  }

  private static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException other) {
      return OptionalDouble.empty();
    }
  }

  private static Pattern pattern(Filter filter) {
    List<String> parts = new ArrayList<>();
    parts.add(orNothing(filter.getSubInitialString()));
    parts.addAll(Arrays.asList(filter.getSubAnyStrings()));
    parts.add(orNothing(filter.getSubFinalString()));
    return Pattern.compile(
        parts.stream().map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
  }

  private static String orNothing(String part) {
    return part == null ? "" : part;
  }
}
