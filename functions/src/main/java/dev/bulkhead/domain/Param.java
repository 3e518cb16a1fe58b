package dev.bulkhead.domain;

/** A setting of a run; once logged it never changes. */
public record Param(String key, String value) {}
