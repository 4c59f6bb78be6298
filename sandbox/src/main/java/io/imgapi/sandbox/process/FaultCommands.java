/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.fault.FaultJson;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.workflow.JobFault;
import io.imgapi.sandbox.triton.workflow.JobFaultState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the control interface does about faults: {@code GET|DELETE /faults} (the names of the
 * services; lifts all), {@code GET|POST /faults/<service>}, {@code GET|POST /faults/jobs}.
 */
final class FaultCommands {
  static final String MANTA = "manta";
  static final String JOBS = "/faults/jobs";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DONE = "{}";
  private final FaultPlan manta;
  private final TritonSandbox triton;
  private final FaultJson json = new FaultJson();

  FaultCommands(FaultPlan manta, TritonSandbox triton) {
    this.manta = manta;
    this.triton = triton;
  }

  /**
   * Carries out a command.
   *
   * @return what to answer; empty when it is no command about faults
   * @throws IllegalArgumentException when there can be no such fault
   */
  Optional<String> handle(String method, String path, ZoneCommands.Body body) {
    String[] steps = path.split("/");
    if (steps.length < 2 || steps.length > 3 || !steps[1].equals("faults")) {
      return Optional.empty();
    }
    if (steps.length == 2) {
      return all(method);
    }
    return path.equals(JOBS) ? jobs(method, body) : service(method, steps[2], body);
  }

  private Optional<String> all(String method) {
    return switch (method) {
      case "GET" -> Optional.of(text(services()));
      case "DELETE" -> {
        services().forEach(name -> plan(name).clear());
        triton.jobs().clearFaults();
        yield Optional.of(DONE);
      }
      default -> Optional.empty();
    };
  }

  private List<String> services() {
    List<String> names = new ArrayList<>(List.of(MANTA));
    names.addAll(triton.faultyServices());
    return names;
  }

  private FaultPlan plan(String service) {
    return service.equals(MANTA) ? manta : triton.faults(service);
  }

  private Optional<String> service(String method, String service, ZoneCommands.Body body) {
    switch (method) {
      case "GET" -> {
        return Optional.ofNullable(plan(service)).map(FaultPlan::list).map(json::write);
      }
      case "POST" -> {
        if (service.equals(MANTA)) {
          manta.add(json.read(body.read()));
        } else {
          triton.addFault(service, json.read(body.read()));
        }
        return Optional.of(DONE);
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private Optional<String> jobs(String method, ZoneCommands.Body body) {
    switch (method) {
      case "GET" -> {
        return Optional.of(text(triton.jobs().faults()));
      }
      case "POST" -> {
        triton.jobs().add(read(body.read()));
        return Optional.of(DONE);
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static JobFault read(String text) {
    try {
      return MAPPER.readValue(text, JobFault.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "not a fault of jobs: " + broken.getOriginalMessage(), broken);
    }
  }

  static String write(JobFault fault) {
    return text(fault);
  }

  static List<JobFaultState> readJobs(String text) {
    return readList(text, new TypeReference<List<JobFaultState>>() {});
  }

  static List<String> readNames(String text) {
    return readList(text, new TypeReference<List<String>>() {});
  }

  private static <T> List<T> readList(String text, TypeReference<List<T>> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
