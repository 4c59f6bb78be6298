/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a JSON tree and leaves it JSON: other types, keys gone, doubled, nested or strange. */
final class JsonMutator implements Mutator {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEP = 400;

  @Override
  public byte[] spoil(byte[] input, List<byte[]> seeds, Random random) {
    JsonNode tree;
    try {
      tree = JSON.readTree(input);
      if (tree == null || !tree.isContainerNode()) {
        return JSON.writeValueAsBytes(value(random, NODES.nullNode()));
      }
      List<JsonNode> places = new ArrayList<>();
      gather(tree, places);
      change(places.get(random.nextInt(places.size())), places, random);
      return JSON.writeValueAsBytes(tree);
    } catch (IOException e) {
      return input;
    }
  }

  private static void gather(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> gather(child, places));
    }
  }

  private static void change(JsonNode place, List<JsonNode> places, Random random) {
    JsonNode borrowed = places.get(random.nextInt(places.size())).deepCopy();
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (names.isEmpty() || random.nextInt(8) == 0) {
        object.set(name(random), value(random, borrowed));
        return;
      }
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name(random), object.remove(name));
        default ->
            object.set(name, value(random, random.nextBoolean() ? borrowed : object.get(name)));
      }
    } else if (place instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextInt(3) == 0) {
        array.add(value(random, borrowed));
      } else if (random.nextBoolean()) {
        array.remove(random.nextInt(array.size()));
      } else {
        int at = random.nextInt(array.size());
        array.set(at, value(random, array.get(at)));
      }
    }
  }

  private static String name(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "__proto__";
      case 2 -> "a.b";
      case 3 -> "uuid";
      default -> new String(BytesMutator.awkward(random), StandardCharsets.UTF_8);
    };
  }

  private static JsonNode value(Random random, JsonNode old) {
    return switch (random.nextInt(16)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt());
      case 3 -> NODES.numberNode(random.nextLong());
      case 4 -> NODES.numberNode(BigInteger.ONE.shiftLeft(random.nextInt(300)));
      case 5 -> NODES.numberNode(new BigDecimal("1e" + (random.nextInt(800) - 400)));
      case 6 -> NODES.numberNode(-1);
      case 7 -> NODES.numberNode(random.nextDouble());
      case 8 -> NODES.textNode("");
      case 9 -> NODES.arrayNode().add(old);
      case 10 -> NODES.objectNode().set("x", old);
      case 11 -> deep(old, random.nextInt(30) == 0 ? DEEP : 3);
      case 12 -> NODES.textNode(old.asText() + old.asText());
      case 13 -> NODES.textNode(spoiled(old.asText(), random));
      default -> TextNode.valueOf(new String(BytesMutator.awkward(random), StandardCharsets.UTF_8));
    };
  }

  private static String spoiled(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] spoiled = new BytesMutator().spoil(bytes, List.of(bytes), random);
    return new String(spoiled, StandardCharsets.UTF_8);
  }

  private static JsonNode deep(JsonNode node, int depth) {
    JsonNode nested = node;
    for (int i = 0; i < depth; i++) {
      nested = NODES.arrayNode().add(nested);
    }
    return nested;
  }
}
