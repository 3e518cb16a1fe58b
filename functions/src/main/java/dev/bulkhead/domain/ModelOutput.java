package dev.bulkhead.domain;

/** That a run made a logged model, at a step. */
public record ModelOutput(String modelId, long step) {}
