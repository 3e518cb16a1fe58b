package dev.bulkhead.bench;

import java.time.LocalDate;
import java.util.List;

/**
 * Everything that a run found out.
 *
 * @param command how it was started
 * @param leftOut what could not be measured, and why
 */
record Findings(
    String command,
    LocalDate date,
    String machine,
    Plan plan,
    List<Server> servers,
    List<String> leftOut,
    List<Result> results,
    List<OwnCpu.Figure> ownCpu,
    Costs costs) {}
